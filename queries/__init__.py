"""Questions to the graph: SPARQL files, timelines, exports, checks."""
