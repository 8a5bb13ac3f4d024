"""What the school holds as files for its spreadsheets: rows in words, written as CSV, XLSX or JSON Lines."""
