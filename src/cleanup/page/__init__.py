"""One page, understood once for every rule."""
