"""Whether a site still shows what was closed since."""

import hashlib
from pathlib import Path

from sijill.errors import UsageError
from sijill.record.shown import closed_since, publications
from sijill.store.layout import Register
from sijill.tell.publish import MANIFEST


def require_current(register: Register, site: Path) -> None:
    """UsageError when ``site`` shows what was closed since, or is no site that this register logged."""
    digest = hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
    told = [entry for entry in publications(register) if entry.about.get("site") == digest]
    if not told or closed_since(register, told[-1:]):
        raise UsageError("site_outdated", path=site)
