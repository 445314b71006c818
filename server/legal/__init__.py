"""The law: dated, sourced rules on a contract. No I/O, no Flask, no clock."""
