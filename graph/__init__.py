"""Records in, RDF out: codings, lineage, threads and the store."""
