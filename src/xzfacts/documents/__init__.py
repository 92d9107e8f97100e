"""Reading drafts as paragraphs: plain text, Markdown, HTML, DOCX and PDF."""
