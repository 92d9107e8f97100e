"""Reading drafts as paragraphs: plain text, Markdown, HTML and DOCX."""
