"""The subjects of an article: names, people, places, and what refers to them."""
