"""Tests of the law of the acts that are not amendments."""
