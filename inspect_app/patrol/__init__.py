"""Patrols: routes, when they are due, how far a round is. No screen, no database, no network."""
