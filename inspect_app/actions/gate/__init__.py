"""What a guard does at the gate, one function each, without a screen."""
