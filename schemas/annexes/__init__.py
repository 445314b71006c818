"""The annexes of the model contract, one module each."""
