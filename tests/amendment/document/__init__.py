"""Tests of the documents of an amendment."""
