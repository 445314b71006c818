"""Amendments, from the difference of two contracts."""
