"""The entry of a contract, piece by piece: steps, controls and tables drawn from the one definition of the data."""
