"""Readers of files, one module a kind; PDFs are opened in a child process."""
