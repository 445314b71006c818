"""The entry of a contract, piece by piece."""
