"""The contracts of the service, their versions, amendments, acts and dossiers, and who did what when, in a database."""
