"""The server shows the files of a published site to this machine, for reading, and nothing else."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.errors import UsageError
from sijill.store.opening import create_register
from sijill.tell import publish
from sijill.tell.serve import find_site, open_server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A published site and the port it is served on."""
    folder = tmp_path_factory.mktemp("served")
    register = create_register(folder / "made.register")
    site = publish(register, register.path / "site").out
    (site / "stray.txt").write_text("not published", encoding="utf-8")
    with open_server(site, port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site, server.server_address[1]
        server.shutdown()


def _ask(port: int, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), content


def test_pages_come_with_their_headers(served: tuple[Path, int]) -> None:
    """A page comes as it lies on disk, as UTF-8, with a policy that allows no script."""
    site, port = served
    status, headers, content = _ask(port, "GET", "/")
    assert (status, content) == (200, (site / "index.html").read_bytes())
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "script" not in headers["Content-Security-Policy"]
    assert _ask(port, "GET", "/ar/index.html?x=1#y")[0] == 200


def test_head_sends_no_content(served: tuple[Path, int]) -> None:
    """HEAD answers with the length and no body."""
    site, port = served
    status, headers, content = _ask(port, "HEAD", "/ar/about.html")
    assert (status, content) == (200, b"")
    assert int(headers["Content-Length"]) == (site / "ar" / "about.html").stat().st_size


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(served: tuple[Path, int], method: str) -> None:
    """Every other method is refused, with the same headers."""
    status, headers, _ = _ask(served[1], method, "/index.html")
    assert status == 501
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/../register.json",
        "/%2e%2e/register.json",
        "/..%2fregister.json",
        "//etc/passwd",
        "/stray.txt",
        "/site.json",
        "/ar",
        "/%00",
        "/ar/../../keys/log.key",
    ],
)
def test_only_the_files_of_the_manifest_are_shown(served: tuple[Path, int], path: str) -> None:
    """Nothing outside the site, and no file that was not published, is answered with."""
    assert _ask(served[1], "GET", path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_only_this_machine_is_answered(served: tuple[Path, int], host: str) -> None:
    """A page elsewhere that leads its own name to this machine gets nothing to read."""
    connection = http.client.HTTPConnection("127.0.0.1", served[1], timeout=10)
    connection.request("GET", "/", headers={"Host": host})
    answer = connection.getresponse()
    assert (answer.status, b"sijill" in answer.read().lower()) == (421, False)
    connection.close()


def test_a_site_is_found_in_its_register(served: tuple[Path, int], tmp_path: Path) -> None:
    """The folder of the site and that of its register both lead to it; another folder is refused."""
    site, _ = served
    assert find_site(site) == site
    assert find_site(site.parent) == site
    with pytest.raises(UsageError):
        find_site(tmp_path)


def test_a_taken_port_is_told(served: tuple[Path, int]) -> None:
    """A port that another process has is refused in one line."""
    with pytest.raises(UsageError) as error:
        open_server(served[0], port=served[1])
    assert error.value.key == "port_taken"
