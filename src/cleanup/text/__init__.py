"""What is known of characters, words and sentences."""
