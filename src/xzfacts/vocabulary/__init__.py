"""Words for attributes that are true of news everywhere."""
