"""The text of an amendment, drafted from the two texts of the contract: in force, and as it would read."""
