"""PDF: the engines that set a DOCX in pages, and what is done with pages and files."""
