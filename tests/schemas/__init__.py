"""The shape: what a payload may hold, and what is said of what it may not."""
