"""Numbers in text with their units: parsing, comparing, rounding."""
