"""``sijill publish``: build the public site."""

from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.words import keys, preferred_language, say


@click.command("publish")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--out",
    type=click.Path(readable=False, path_type=Path),
    help=say("cli.publish.option.out", preferred_language()),
)
@writing_options
@output_options
def command(
    path: Path | None, *, register: Path | None, out: Path | None, hand: Hand, as_json: bool, language: str
) -> None:
    """Publish; the text of ``--help`` stands in words/cli.toml."""
    from sijill.store.opening import open_register
    from sijill.tell import publish

    opened = to_write(open_register(register_path(path, register)), hand, language)
    done = publish(opened, out or opened.path / "site")
    if as_json:
        print_json(done)
        return
    counts = {"pages": done.pages, "exhibits": done.exhibits, "claims": done.claims, "totals": done.totals}
    print(say("tell.publish.done", language, out=done.out, **counts))
    if done.withheld:
        print(say("tell.publish.withheld", language, kinds=_kinds(done.withheld, language)))
    note(say("tell.publish.next", language, page=done.out / "index.html", out=done.out))


def _kinds(names: tuple[str, ...], language: str) -> str:
    words = set(keys("tell"))
    told = [say(key, language) if (key := f"tell.kind.{name}") in words else name for name in names]
    return say("tell.publish.comma", language).join(told)
