"""The door for people: pages, forms and downloads, in a browser."""
