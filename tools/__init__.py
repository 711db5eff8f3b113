"""What builds the tables of src/cleanup/data, and compares versions."""
