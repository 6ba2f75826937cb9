"""Overlapping lists into estimates with intervals, or a refusal with its reason."""
