"""Measurements: accuracy, speed, sizes; never part of the tests."""
