"""From articles to proposals: what could be taken into a store, each with its quote."""
