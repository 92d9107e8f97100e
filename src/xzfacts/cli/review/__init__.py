"""The interactive review of drafts: a state, a key and a store give a new state and a page."""
