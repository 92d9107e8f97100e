"""The browser of a store: state, reducer and page, and the thread that searches the store."""
