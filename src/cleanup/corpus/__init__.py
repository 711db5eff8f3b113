"""What is learnt from the documents of one site together, before any of them is cleaned."""
