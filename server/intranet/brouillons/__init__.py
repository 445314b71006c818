"""The pages by which a contract or an amendment is entered: steps, tables, files, what is wrong, what it gives."""
