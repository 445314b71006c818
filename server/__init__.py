"""The CPOM service: check, assemble and store contracts."""
