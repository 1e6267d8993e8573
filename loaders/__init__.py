"""Bytes in, typed records out: one module for each family of reports."""
