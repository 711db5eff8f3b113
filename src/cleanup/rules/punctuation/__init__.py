"""PUN: marks that were doubled, lost or typed in another width."""
