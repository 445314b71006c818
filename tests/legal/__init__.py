"""The law: each rule against cases that a lawyer can read."""
