"""From what was typed to the facts that answer it."""
