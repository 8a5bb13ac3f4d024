"""What a phone, a browser or a test can do for the app, behind small ports."""
