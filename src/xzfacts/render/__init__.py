"""Answers, facts and findings as text. Formatters return text and print nothing."""
