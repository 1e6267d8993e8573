"""The history as one HTML file that works without a network."""
