"""From sentences to proposed facts: attribute, value, dates and confidence."""
