"""The door of the terminal: the command `cpom`, one module a command."""
