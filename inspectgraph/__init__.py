"""The application shell: command line, pages and server."""
