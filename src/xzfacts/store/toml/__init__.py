"""TOML as text: parsing, source positions, and small edits."""
