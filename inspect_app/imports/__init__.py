"""Import of the school's own papers: rooms, people and assets out of spreadsheets as offices keep them."""
