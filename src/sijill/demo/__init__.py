"""A made-up country: synthetic lists, documents, photos and listings with known truth."""
