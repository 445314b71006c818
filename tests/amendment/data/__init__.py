"""Tests of the difference between two contracts."""
