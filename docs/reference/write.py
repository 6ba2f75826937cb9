"""Write the generated pages of the reference: commands from ``--help``, sentences from ``words/``.

``./dev docs`` writes them; ``./dev docs --check`` (and a test) fails where they differ from the program.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
os.environ["SIJILL_LANG"] = "en"
os.environ["COLUMNS"] = "110"


def commands() -> str:
    """Return the page of all verbs, as ``--help`` prints them."""
    import click

    from sijill.cli import VERBS, sijill

    parts = ["# Commands\n\nWritten by `./dev docs` from `--help`.\n"]
    group = click.Context(sijill, info_name="sijill", max_content_width=110)
    parts.append(f"```\n{sijill.get_help(group)}\n```\n")
    for verb in VERBS:
        command = sijill.get_command(group, verb)
        if command is None:
            raise SystemExit(f"no command for {verb}")
        context = click.Context(command, info_name=f"sijill {verb}", max_content_width=110)
        parts.append(f"## {verb}\n\n```\n{command.get_help(context)}\n```\n")
        for name, act in getattr(command, "commands", {}).items():
            inner = click.Context(act, info_name=f"sijill {verb} {name}", max_content_width=110)
            parts.append(f"### {verb} {name}\n\n```\n{act.get_help(inner)}\n```\n")
    return "\n".join(parts)


def errors() -> str:
    """Return the page of all errors, by key, in both languages."""
    from sijill.words import keys, say

    parts = [
        "# Errors\n\nWritten by `./dev docs`. Each is one line: what, where, what next. Exit code 2,",
        "or 1 where a check failed.\n",
        "| key | English | العربية |",
        "|---|---|---|",
    ]
    for key in keys("errors"):
        english, arabic = (
            say(key, language).replace("|", "\\|").replace("\n", " ") for language in ("en", "ar")
        )
        parts.append(f"| `{key.removeprefix('errors.')}` | {english} | {arabic} |")
    return "\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Return every generated page and where it lies."""
    return {HERE / "commands.md": commands(), HERE / "errors.md": errors()}


def main() -> None:
    """Write the pages, or with ``--check`` name those that differ."""
    stale = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit("out of date, run ./dev docs: " + ", ".join(path.name for path in stale))
        return
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(HERE.parents[1]))


if __name__ == "__main__":
    main()
