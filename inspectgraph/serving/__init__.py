"""A SPARQL endpoint, a query page, a page for every IRI: ``inspectgraph serve``."""
