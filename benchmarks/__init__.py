"""What is measured, beside peers, and the invented documents that it is measured on."""
