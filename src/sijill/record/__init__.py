"""What is done to evidence: add, verify, rebuild."""
