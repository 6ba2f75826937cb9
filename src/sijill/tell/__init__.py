"""Pages in Arabic and English in which every figure leads to an exhibit.

``publish`` builds the public site from a register. Pages see only a ``Story``, an allow-list of fields.
"""

from sijill.tell.publish import Published, publish

__all__ = ["Published", "publish"]
