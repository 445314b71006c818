"""The pages of the intranet."""
