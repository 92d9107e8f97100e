"""TOML in and out: find a store, read it, write new files into it."""
