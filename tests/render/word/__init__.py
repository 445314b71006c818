"""Tests of what a Word document is."""
