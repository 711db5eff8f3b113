"""The tests: a room for each room of the package, cases of whole texts, and what tests share."""
