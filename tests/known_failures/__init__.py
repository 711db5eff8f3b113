"""What is known to go wrong. A test that passes here says that it is mended: move it out."""
