"""Checklists: items, answers, and what follows from them. No screen, no database, no network."""
