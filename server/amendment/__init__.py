"""Amendments: what changes from one version of a contract to the next, and the text that says so."""
