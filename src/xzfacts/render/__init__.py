"""Answers, facts, findings and checked drafts as text. Formatters print nothing."""
