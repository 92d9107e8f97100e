"""Answers, facts, findings and checked documents as text. Formatters print nothing."""
