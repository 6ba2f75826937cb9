"""Persons' and organisations' names across scripts: parse, keys, compare, explain."""
