"""The store for assistants: tools that read it, and the records that they return."""
