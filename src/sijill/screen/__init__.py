"""Parties against listings, as of a date."""
