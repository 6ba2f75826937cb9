"""The register on disk: objects, log, payloads, catalogue, tables, access. Only this folder knows paths.

Truth is objects, log and payload; the catalogue and the tables are functions of it.
"""
