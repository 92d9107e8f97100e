"""Records shared by all parts: facts, declarations, findings, verdicts."""
