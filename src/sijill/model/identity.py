"""Ids that stay: of exhibits, mentions and persons."""

from typing import NewType

ExhibitId = NewType("ExhibitId", str)
"""An accession number, for example ``2026-000421``."""

ObjectId = NewType("ObjectId", str)
"""The lower-case hexadecimal SHA-256 of an object's bytes."""

MentionId = NewType("MentionId", str)
"""Exhibit and locator: ``2026-000421#sheet=1&row=17``. Two sources that say the same are two mentions."""

PersonId = NewType("PersonId", str)
"""A cluster of mentions, under an id that survives merges and splits: ``p196f4c9256f16e38``."""
