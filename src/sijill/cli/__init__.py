"""The command line: one file a verb; a command parses, calls one function, prints.

Verbs are imported only when they are asked for, and their one-line help comes from ``words/cli.toml``,
so that ``sijill --help`` imports nothing heavy.
"""

import importlib
import os
import sys
from typing import Final

import click

from sijill import __version__
from sijill.errors import SijillError, StorageError
from sijill.words import preferred_language, say

VERBS: Final[tuple[str, ...]] = (
    "demo",
    "init",
    "add",
    "search",
    "link",
    "count",
    "claim",
    "screen",
    "publish",
    "serve",
    "verify",
    "rebuild",
)
"""In the order of the flow, as ``--help`` lists them."""


_UNSAFE: Final = frozenset(
    [
        *map(chr, range(0x20)),
        *map(chr, range(0x7F, 0xA0)),
        *map(chr, range(0x202A, 0x202F)),
        "\u2028",
        "\u2029",
    ]
).union(map(chr, range(0x2066, 0x206A)))
"""Controls of line and direction that no sentence of ours holds."""


class _Verbs(click.Group):
    """A group whose commands live in modules of this folder, loaded when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"sijill.cli.{cmd_name}")
        command: click.Command = module.command
        command.help = say(f"cli.{cmd_name}.help", preferred_language())
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        language = preferred_language()
        if not VERBS:
            return
        with formatter.section(say("cli.commands", language)):
            formatter.write_dl([(verb, say(f"cli.{verb}.short", language)) for verb in VERBS])


@click.command(cls=_Verbs, help=say("cli.help", preferred_language()))
@click.version_option(__version__, prog_name="sijill")
def sijill() -> None:
    """Group of all verbs."""


def main() -> None:
    """Run the command line; the outermost line, where errors become one sentence and an exit code."""
    try:
        sijill(standalone_mode=False)
    except SijillError as error:
        _say_and_exit(error.sentence(preferred_language()), error.exit_code)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say_and_exit(say("cli.stopped", preferred_language()), 130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error of ours, and nothing more to print.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("sijill"):
            raise
        _say_and_exit(_missing_extra(error.name), 2)
    except Exception as error:
        # The one broad except: a user gets a line, not a traceback.
        if os.environ.get("SIJILL_TRACE"):
            raise
        _say_and_exit(_unexpected(error), 2)


def _unexpected(error: Exception) -> str:
    language = preferred_language()
    if isinstance(error, OSError) and error.strerror:
        path = "-" if error.filename is None else os.fsdecode(error.filename)
        return StorageError("system_refused", path=path, reason=error.strerror).sentence(language)
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return say("errors.unexpected", language, reason=reason)


def _missing_extra(module: str) -> str:
    extra = sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] in VERBS else "all"
    return say("errors.missing_extra", preferred_language(), extra=extra, module=module)


def _say_and_exit(sentence: str, code: int) -> None:
    # A path may hold letters that break the line or reorder it; marks of direction are ours and stay.
    safe = "".join("\ufffd" if letter in _UNSAFE else letter for letter in sentence)
    print(f"sijill: {safe}", file=sys.stderr)
    sys.exit(code)
