"""SPM: keywords and advertisements in honest pages."""
