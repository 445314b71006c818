"""What the doors do with the registry under the law: states brought forward, amendments drafted."""
