"""Storage remembers, the same on both databases."""
