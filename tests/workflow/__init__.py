"""What the doors do with the registry under the law."""
