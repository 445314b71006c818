"""Tests of the dossiers: made, named, kept."""
