"""The embedded engine: a DOCX read into plain data, and set in pages by one static Typst document."""
