"""What documents share: recurring lines and copies, and the corpus they are measured by."""
