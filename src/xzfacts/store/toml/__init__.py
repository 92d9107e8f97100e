"""TOML with source positions and edits in place."""
