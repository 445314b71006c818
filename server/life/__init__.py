"""The life of a contract once it is signed: its dates, its yearly reviews, its letters."""
