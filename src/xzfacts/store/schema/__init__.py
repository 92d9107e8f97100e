"""What a store file may say, and reading it with its faults."""
