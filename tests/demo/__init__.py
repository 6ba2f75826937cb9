"""Tests of the made-up country; a package, so that its conftest has a name of its own."""
