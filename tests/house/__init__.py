"""What the house promises: which way imports go, what things are called."""
