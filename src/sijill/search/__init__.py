"""Full-text index and query over passages, with Arabic folding."""
