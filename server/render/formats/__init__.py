"""The other formats of a document: a web page, an ODT, through pandoc in its sandbox."""
