"""Facts and confirmed verdicts in the formats of other programs."""
