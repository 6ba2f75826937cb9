"""Machine code that was compiled of another source is forgotten, and no other."""

import os
from pathlib import Path

from stale_code import forget_stale_code


def test_code_goes_when_what_it_was_made_of_changes(tmp_path: Path) -> None:
    """Also where the changed module stands behind another, and does not name the compiler."""
    names = tmp_path / "src" / "sijill" / "names"
    cache = names / "__pycache__"
    cache.mkdir(parents=True)
    written = {
        "joining.py": "from sijill.names import heads\nfrom sijill.names.settling import (\n    settle,\n)\n",
        "settling.py": "from sijill.names.dropping import is_torn\n",
        "dropping.py": "import numpy as np\n",
        "heads.py": "",
        "costs.py": "def load():\n    from sijill.names.dropping import is_torn\n",
    }
    for name, text in written.items():
        (names / name).write_text(text)
        os.utime(names / name, (1, 1))
    made = [
        cache / f"{name}.f-7.py311.{end}" for name in ("joining", "costs", "gone") for end in ("nbi", "1.nbc")
    ]
    for path in made:
        path.write_bytes(b"")
        os.utime(path, (2, 2))
    assert forget_stale_code(tmp_path) == sorted(made[4:])
    for changed in ("dropping.py", "heads.py"):
        os.utime(names / changed, (3, 3))
        assert forget_stale_code(tmp_path) == sorted(made[:2])
        os.utime(names / changed, (1, 1))
        for path in made[:2]:
            path.write_bytes(b"")
            os.utime(path, (2, 2))
    assert all(path.exists() for path in made[:4])
