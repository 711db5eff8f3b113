"""MOJ: text that was decoded with the wrong codec."""
