"""The register on disk: objects, log, payloads, catalogue, tables, access. Only this folder knows paths."""
