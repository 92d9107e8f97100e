"""Check a draft: which of its statements the store supports, and which it refutes."""
