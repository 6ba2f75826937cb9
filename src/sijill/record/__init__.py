"""What is done to evidence: it is added, read, verified and rebuilt."""

from sijill.record.add import Added, add_files
from sijill.record.reading import refresh
from sijill.record.verify import verify

__all__ = ["Added", "add_files", "refresh", "verify"]
