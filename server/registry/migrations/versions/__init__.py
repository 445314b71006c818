"""One module a revision, each frozen once it is published."""
