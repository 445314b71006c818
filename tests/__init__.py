"""The tests: real parts, real servers on loopback, documents read as documents."""
