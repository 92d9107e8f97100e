"""From a text file to articles with their titles, bylines and paragraphs."""
