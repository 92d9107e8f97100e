"""Where indexes are kept, and when one is opened, updated or rebuilt."""
