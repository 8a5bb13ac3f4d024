"""What the office does, one function each, without a screen."""
