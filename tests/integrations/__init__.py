"""Tests with the packages that others build their pipelines of."""
