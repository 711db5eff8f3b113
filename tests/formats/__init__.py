"""What a file is, and how it is packed."""
