"""From a draft to verdicts: which of its statements the store bears out, and which it belies."""
