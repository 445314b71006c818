"""Every dossier that is made and kept: of a contract, an amendment, a letter, a yearly review."""
