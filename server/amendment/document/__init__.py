"""The documents of an amendment: its own text, the annexes that it replaces, the consolidated contract."""
