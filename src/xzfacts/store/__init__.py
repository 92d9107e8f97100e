"""TOML fact stores: finding, reading, editing and importing."""
