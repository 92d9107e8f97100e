"""Reports of checked documents: text, JSON, Markdown, HTML, annotations."""
