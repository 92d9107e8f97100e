"""Reports of checked drafts: text, JSON, Markdown, HTML, annotations."""
