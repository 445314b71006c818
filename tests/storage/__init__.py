"""The object store, both stores against the same sentences."""
