"""One reader per file type; each turns bytes into a Document or raises PaperError."""
