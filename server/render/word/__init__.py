"""What a Word document is: its package, its parts, its styles, lists, tables and text."""
