"""What you can add, one row each: all that the program knows by name."""
