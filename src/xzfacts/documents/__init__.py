"""Reading documents as paragraphs: plain text, Markdown, HTML, DOCX and PDF."""
