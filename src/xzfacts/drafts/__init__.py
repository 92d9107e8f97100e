"""Drafts as paragraphs: text, Markdown, HTML and DOCX, from files and from standard input."""
