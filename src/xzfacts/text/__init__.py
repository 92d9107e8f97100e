"""Pure functions on text: folding, sound, shape, numerals and quantities."""
