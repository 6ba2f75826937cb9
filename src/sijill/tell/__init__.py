"""Pages in Arabic and English in which every figure leads to an exhibit."""
