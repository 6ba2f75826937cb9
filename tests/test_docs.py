"""The documents say what the program does: every command, error and promise stands in them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGES = sorted(path for path in TOP.rglob("*.md") if not {".venv", ".venv-peers"} & set(path.parts))


def test_generated_pages_are_up_to_date() -> None:
    """The reference is what `./dev docs` writes today."""
    found = subprocess.run(
        [sys.executable, str(TOP / "docs/reference/write.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link in a document leads to a file that is there."""
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_promise_is_told() -> None:
    """ETHICS.md names the promises R1 to R16."""
    text = (TOP / "ETHICS.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (R\d+) \|", text, flags=re.MULTILINE)) == {
        f"R{number}" for number in range(1, 17)
    }


def test_readmes_stand_in_both_languages() -> None:
    """Both READMEs name the same two commands."""
    for name in ("README.md", "README.ar.md"):
        text = (TOP / name).read_text(encoding="utf-8")
        assert "./dev demo" in text
        assert "./dev test" in text


def test_continuous_integration_runs_the_documented_command() -> None:
    """.ci/run runs the README's test command, word for word."""
    assert "\n./dev test\n" in (TOP / ".ci/run").read_text(encoding="utf-8")
    assert "\n./dev test\n" in (TOP / "README.md").read_text(encoding="utf-8")


def test_lock_files_name_no_address() -> None:
    """Lock files hold hashes and no registry's address."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (TOP / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
