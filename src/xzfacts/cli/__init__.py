"""The command line: parses arguments, runs commands, renders results."""
