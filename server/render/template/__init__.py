"""A Word template, filled: compiled once, checked, and written again with the words of a contract."""
