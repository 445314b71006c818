"""Tests of the drafting of amendments."""
