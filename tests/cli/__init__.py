"""The command line: what it takes, what it says, how it exits."""
