"""A checked draft as text: for people, for scripts, for code hosts, as a page."""
