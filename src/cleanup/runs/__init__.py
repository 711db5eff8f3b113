"""Many documents: found, read, cleaned, compared and written."""
