"""Quantities that somebody stated in public, found in text and kept beside what is known."""
