"""Tests of the whole project, one module for each module tested."""
