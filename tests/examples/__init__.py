"""The example dossiers: they conform to the law, and their figures add up."""
