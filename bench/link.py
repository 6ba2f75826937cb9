"""Linkage: CPU seconds and records a second on made-up lists, and pairwise precision and recall against their truth."""

import os
import resource
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sijill.demo import InputKind, make_country, write_inputs
from sijill.link import read_files
from sijill.link.engine import link_records

_PERSONS = 100_000


def run() -> Iterator[str]:
    """Yield one line on the tabular lists of a made-up country of 100,000 people (compiled code warmed up)."""
    with tempfile.TemporaryDirectory() as name:
        country = make_country(seed=5, persons=_PERSONS)
        inputs = write_inputs(country, Path(name))
        paths = [file.path for file in inputs.of(InputKind.LIST) if file.path.suffix in {".csv", ".xlsx"}]
        truth = {entry.record_id: entry.person_id for book in country.books for entry in book.entries}
        records, _ = read_files(paths)
        link_records(records)
        before = os.times()
        result = link_records(records)
        after = os.times()
    seconds = after.user + after.system - before.user - before.system
    found = dict(zip(result.ids, result.cluster_ids, strict=True))
    both = _pairs(Counter((found[each], truth[each]) for each in found))
    said, true = _pairs(Counter(found.values())), _pairs(Counter(truth[each] for each in found))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield (
        f"{len(found)} records: {seconds:.1f} s of CPU, {len(found) / seconds:.0f} records/s, precision "
        f"{both / said:.4f}, recall {both / true:.4f}; peak memory {memory:.0f} MB (generator included)"
    )


def _pairs(counts: "Counter[object]") -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
