"""Small components that the screens are made of. They know values and callbacks, no store."""
