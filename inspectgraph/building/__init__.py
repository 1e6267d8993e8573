"""From sources to a store: find the files, read them, write the graph."""
