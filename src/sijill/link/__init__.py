"""Records of many lists into persons."""
