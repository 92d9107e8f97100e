"""The records that every part shares: facts, declarations, findings, verdicts."""
