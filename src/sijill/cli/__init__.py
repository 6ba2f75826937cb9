"""The command line: one file a verb; a command parses, calls one function, prints.

Verbs are imported only when they are asked for, and their one-line help comes from ``words/cli.toml``,
so that ``sijill --help`` imports nothing heavy.
"""

import importlib
import os
import re
import sys
from itertools import pairwise
from typing import Any, Final

import click

from sijill import __version__
from sijill.errors import SijillError, StorageError, UsageError
from sijill.words import LANGUAGES, preferred_language, say

VERBS: Final[tuple[str, ...]] = (
    "demo",
    "init",
    "add",
    "warnings",
    "redact",
    "consent",
    "hold",
    "withdraw",
    "seal",
    "unseal",
    "search",
    "near",
    "link",
    "review",
    "decide",
    "count",
    "claim",
    "figures",
    "screen",
    "places",
    "publish",
    "serve",
    "verify",
    "prove",
    "export",
    "key",
    "mirror",
    "repair",
    "stamp",
    "rebuild",
    "close",
    "doctor",
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


_MORE: Final = re.compile(r"Got unexpected extra arguments? \((.*)\)\.?", re.DOTALL)
"""How click says that there is more than it knows what to do with."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            raise UsageError("no_such_verb", found=args[0], known=", ".join(VERBS))
        return super().resolve_command(ctx, args)

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
        sijill(prog_name="sijill", standalone_mode=False)
    except SijillError as error:
        _say_and_exit(error.sentence(_language()), error.exit_code)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say_and_exit(say("cli.stopped", _language()), 130)
    except click.ClickException as error:
        _say_and_exit(_usage(error), 2)
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


def _language() -> str:
    """The language asked for with --lang, also where the command line could not be read whole."""
    words = sys.argv[1:]
    given = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    given += [after for word, after in pairwise(words) if word == "--lang"]
    return next((word for word in given if word in LANGUAGES), preferred_language())


def _usage(error: click.ClickException) -> str:
    """One line for what click refuses: it knows English only and would print its usage above it."""
    language = _language()
    context = getattr(error, "ctx", None)
    asked = {"verb": context.command_path if context else "sijill"}
    if isinstance(error, click.NoSuchOption):
        name = "usage_option_search" if asked["verb"].endswith(" search") else "usage_option"
        return say(f"errors.{name}", language, name=error.option_name, **asked)
    if isinstance(error, click.MissingParameter) and error.param is not None and context is not None:
        return say("errors.usage_missing", language, name=error.param.get_error_hint(context), **asked)
    if isinstance(error, click.BadParameter) and error.param is not None and _expected(error.param.type):
        name, expected = error.param.get_error_hint(context), _expected(error.param.type)
        return say("errors.usage_value", language, name=name, expected=expected, **asked)
    if isinstance(error, click.BadOptionUsage):
        return say("errors.usage_no_value", language, name=error.option_name, **asked)
    if more := _MORE.fullmatch(error.format_message()):
        return say("errors.usage_more", language, found=more[1], **asked)
    return say("errors.usage", language, reason=error.format_message().rstrip("."), **asked)


def _expected(kind: "click.ParamType[Any]") -> str:  # Any: of whatever kind its values are
    """Which values a parameter takes, in signs that both languages read; nothing where no signs say it."""
    if isinstance(kind, click.Choice):
        return ", ".join(map(str, kind.choices))
    if isinstance(kind, click.IntRange | click.FloatRange):
        least, most = kind.min, kind.max
        return f"≥ {least}" if most is None else f"≤ {most}" if least is None else f"{least} … {most}"
    return {"integer": "1, 2, 3 …", "float": "0.5, 1, 2 …"}.get(kind.name, "")


def _unexpected(error: Exception) -> str:
    language = _language()
    if isinstance(error, OSError) and error.strerror:
        path = "-" if error.filename is None else os.fsdecode(error.filename)
        return StorageError("system_refused", path=path, reason=error.strerror).sentence(language)
    if isinstance(error, MemoryError):  # Arrow's too.
        return say("errors.out_of_memory", language)
    if "no locator available" in str(error):  # numba's words, when it may write to no cache folder.
        return say("errors.no_cache_folder", language)
    reason = f"{type(error).__name__}: {error}".splitlines()[0]
    return say("errors.unexpected", language, reason=reason)


def _missing_extra(module: str) -> str:
    extra = sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] in VERBS else "all"
    if extra == "count" and module not in {"numba", "scipy"}:
        extra = "pages"
    return say("errors.missing_extra", _language(), extra=extra, module=module)


def _say_and_exit(sentence: str, code: int) -> None:
    # A path may hold letters that break the line or reorder it; marks of direction are ours and stay.
    safe = "".join("\ufffd" if letter in _UNSAFE else letter for letter in sentence)
    print(f"sijill: {safe}", file=sys.stderr)
    sys.exit(code)
