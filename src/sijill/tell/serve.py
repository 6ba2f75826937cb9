"""Showing a published site on this machine: loopback only, GET and HEAD only, files of the manifest only."""

import mimetypes
import re
import urllib.parse
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from sijill.errors import UsageError
from sijill.tell.publish import is_site, site_files

_POLICY: Final = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS: Final = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    # A page that was withdrawn must not come back out of a browser's store.
    ("Cache-Control", "no-store"),
)
_HERE: Final = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?", re.IGNORECASE)
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
}


def find_site(path: Path) -> Path:
    """Return the site at ``path``, or that of the register there; UsageError when there is none."""
    for candidate in (path, path / "site"):
        if is_site(candidate):
            return candidate
    raise UsageError("no_site", path=path)


def open_server(site: Path, *, port: int) -> ThreadingHTTPServer:
    """Return a server of ``site`` that listens on 127.0.0.1; port 0 takes a free one.

    The site is looked up at every request, so one that is published anew is shown at once.
    """

    class Handler(_Reader):
        folder = site

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise UsageError("port_taken", port=port, reason=error.strerror) from error


class _Reader(BaseHTTPRequestHandler):
    """Answers GET and HEAD; the base class refuses every other method with 501."""

    folder: Path
    server_version = "sijill"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        content = self._answer()
        if content is not None:
            self.wfile.write(content)

    def do_HEAD(self) -> None:
        """Answer with the headers of a file of the site."""
        self._answer()

    def end_headers(self) -> None:
        """Send the headers that every answer carries, refusals included."""
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Keep no trace of what a reader looked at."""

    def _is_asked_here(self) -> bool:
        """Return whether the reader named this machine: a page elsewhere can lead its own name to 127.0.0.1."""
        asked = self.headers.get_all("Host") or [""]
        return len(asked) == 1 and bool(_HERE.fullmatch(asked[0]))

    def _answer(self) -> bytes | None:
        if not self._is_asked_here():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        name = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path).lstrip("/")
        name = f"{name}index.html" if not name or name.endswith("/") else name
        try:
            # A manifest made by others may name a file outside, and a file may be a link to one.
            path = (self.folder / name).resolve()
            inside = path.is_relative_to(self.folder.resolve())
            content = path.read_bytes() if inside and name in site_files(self.folder) else None
        except (
            OSError,
            ValueError,
            UsageError,
        ):  # The site was withdrawn, or is being replaced at this moment.
            content = None
        if content is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return content
