"""What a person can do, one function each, without a screen. Everything they need is handed in."""
