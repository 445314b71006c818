"""The documents: Word templates filled, then set as PDF."""
