"""Tests of the HTTP door, against the real application."""
