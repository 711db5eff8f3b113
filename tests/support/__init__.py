"""What tests share: makers of texts and files, ways to run the command."""
