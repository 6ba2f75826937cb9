"""``sijill serve``: show a published site on this machine, for reading."""

import contextlib
import signal
from pathlib import Path

import click

from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.words import preferred_language, say


@click.command("serve")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help=say("cli.serve.option.port", preferred_language()),
)
@output_options
def command(path: Path | None, *, register: Path | None, port: int, as_json: bool, language: str) -> None:
    """Serve; the text of ``--help`` stands in words/cli.toml."""
    from sijill.store.opening import open_register
    from sijill.tell.serve import find_site, open_server
    from sijill.tell.stale import require_current

    given = register_path(path, register)
    site = find_site(given)
    if (given / "register.json").is_file():
        require_current(open_register(given), site)
    # Whoever started it in the background can end it as quietly as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with open_server(site, port=port) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        if as_json:
            print_json({"address": address, "site": site})
        else:
            print(say("tell.serve.ready", language, address=address), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
