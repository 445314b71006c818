"""The object store: one port, a local folder and S3 behind it."""
