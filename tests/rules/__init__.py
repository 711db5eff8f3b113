"""What each family of rules finds, and what it leaves alone."""
