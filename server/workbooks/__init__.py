"""Tables of the payload in spreadsheets: models to fill in, files read back, lists exported."""
