"""Sijill سِجِلّ: a record of evidence, persons, counts, claims and listings that leads back to exhibits.

Importing this package reads no file and imports no heavy library; each stage is a subpackage
(``sijill.link``, ``sijill.count``, ...) that needs only its own extra.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
