"""``sijill consent``: what was agreed to for an exhibit, and changes of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.hold import order_line
from sijill.cli.registers import (
    note,
    output_options,
    parse_day,
    print_json,
    register_option,
    register_path,
)
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.model.consent import Change
    from sijill.record.consent import DepositTerms, Told, Wish
    from sijill.store.layout import Register

_LEVELS = [level.value for level in Access]


def _help(name: str) -> str:
    return say(f"cli.consent.option.{name}", preferred_language())


@click.command("consent")
@click.argument("wanted", metavar="EXHIBIT|DEPOSIT")
@register_option
@click.option("--give", multiple=True, metavar="PURPOSE", help=_help("give"))
@click.option("--withdraw", multiple=True, metavar="PURPOSE", help=_help("withdraw"))
@click.option("--until", metavar="YYYY-MM-DD", help=_help("until"))
@click.option("--access", type=click.Choice(_LEVELS), help=_help("access"))
@click.option("--reason", default="", help=_help("reason"))
@click.option("--on", metavar="YYYY-MM-DD", help=_help("on"))
@writing_options
@output_options
def command(
    wanted: str,
    *,
    register: Path | None,
    on: str | None,
    hand: Hand,
    as_json: bool,
    language: str,
    **asked: Any,
) -> None:
    """Show or change; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.consent import show_consent
    from sijill.store.opening import open_register

    wish = _wish(**asked)
    opened = open_register(register_path(register))
    changes = bool(wish.give or wish.withdraw or wish.access)
    if changes:
        told = _change(opened, wanted, wish, hand, language)
    elif wish.until is not None or wish.reason:
        raise UsageError("until_without_give")
    else:
        told = show_consent(opened, wanted, on=parse_day(on, "--on"))
    if as_json:
        print_json(_document(told))
        return
    for line in _lines(told, language):
        print(line)


def _wish(
    *, give: tuple[str, ...], withdraw: tuple[str, ...], until: str | None, access: str | None, reason: str
) -> "Wish":
    from sijill.record.consent import Wish

    return Wish(
        give=give,
        withdraw=withdraw,
        until=parse_day(until, "--until"),
        access=Access(access) if access else None,
        reason=reason,
    )


def _change(register: "Register", wanted: str, wish: "Wish", hand: Hand, language: str) -> "Told":
    from sijill.record.consent import change_consent
    from sijill.record.shown import still_shown

    told = change_consent(to_write(register, hand, language), wanted, wish)
    for exhibit in still_shown(register, [told.exhibit]):
        note(say("cli.add.still_shown", language, exhibit=exhibit))
    return told


def _document(told: "Told") -> dict[str, Any]:  # Any: the shape of --json
    return {
        "exhibit": told.exhibit,
        "on": told.on,
        "access": told.terms.access,
        "consent": told.terms.consent,
        "shared_with": told.terms.shared_with,
        "held": told.terms.held,
        "holds": told.holds,
        "deposits": [_deposit(each) for each in told.deposits],
    }


def _deposit(told: "DepositTerms") -> dict[str, Any]:  # Any: the shape of --json
    return {
        "position": told.deposit.position,
        "at": told.deposit.at,
        "access": told.terms.access,
        "agreed": [{"purpose": word, "until": day} for word, day in sorted(told.words.items())],
        "history": told.changes,
    }


def _lines(told: "Told", language: str) -> list[str]:
    from sijill.text import shown

    words = [*sorted(each.value for each in told.terms.consent)]
    words += [f"share:{shown(name)}" for name in sorted(told.terms.shared_with)]
    terms = {"exhibit": told.exhibit, "day": told.on, "access": told.terms.access.value}
    lines = [say("cli.consent.holds", language, **terms, consent=", ".join(words) or "—")]
    lines += [order_line(each, language) for each in told.holds]
    for deposit in told.deposits:
        lines += _history(deposit, language)
    return lines


def _history(told: "DepositTerms", language: str) -> list[str]:
    first = told.deposit
    given = ", ".join(sorted(each.value for each in first.terms.consent))
    access = first.terms.access.value
    lines = [
        say(
            "cli.consent.deposit",
            language,
            position=first.position,
            at=first.at,
            access=access,
            consent=given,
        )
    ]
    return lines + [_line(each, language) for each in told.changes]


def _line(change: "Change", language: str) -> str:
    from sijill.text import shown

    parts = [f"+{shown(word)}" for word in change.given] + [f"-{shown(word)}" for word in change.withdrawn]
    if change.access is not None:
        parts.append(change.access.value)
    until = change.until or "—"
    told = {"position": change.position, "at": change.at, "actor": change.actor or "—"}
    return say(
        "cli.consent.change",
        language,
        **told,
        what=" ".join(parts),
        until=until,
        reason=shown(change.reason) or "—",
    )
