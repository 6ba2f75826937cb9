"""Sijill's search as a plug-in of the shared measuring program ``search_bench.py``."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.search.asked import take_apart
from sijill.search.query import Options, ask
from sijill.search.shard import Labelled, Shard, open_shard, write_shard
from sijill.search.units import passage_units


class Engine:
    """Each document is an exhibit of one passage; the documents of the pieces that are found, best first."""

    name: Final = "sijill"

    def index(self, docs: Sequence[tuple[str, str]]) -> None:
        """Write one shard of (identity, text)."""
        self._folder = Path(tempfile.mkdtemp())
        units = (
            Labelled(unit=unit) for identity, text in docs for unit in passage_units(identity, "text", text)
        )
        write_shard(self._folder / "shard", units, audience=("team",), members={})
        shard = open_shard(self._folder / "shard")
        if shard is None:
            raise RuntimeError("the shard that was just written does not open")
        self.shards: list[Shard] = [shard]

    def query(self, question: str, count: int) -> list[str]:
        """Return identities of documents, each once."""
        found = ask(self.shards, take_apart(question), Options(limit=count))
        return list(dict.fromkeys(hit.exhibit for hit in found.hits))

    def size_bytes(self) -> int:
        """Return the bytes of the shard, texts included."""
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())

    def close(self) -> None:
        """Delete the shard."""
        shutil.rmtree(self._folder, ignore_errors=True)
