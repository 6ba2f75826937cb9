"""The verbs ``publish`` and ``serve`` on the command line."""

import http.client
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_register import full_register

from sijill.cli import sijill
from sijill.cli.publish import command as publish_command
from sijill.errors import UsageError
from sijill.store.opening import create_register
from sijill.tell import publish


def test_publish_says_what_it_published(tmp_path: Path) -> None:
    """``publish R --json`` builds R/site and counts what is in it; without --json it is one line and a reason."""
    register, _ = full_register(tmp_path)
    told = CliRunner().invoke(sijill, ["publish", str(register.path), "--json"])
    assert told.exit_code == 0, told.output
    answer = json.loads(told.stdout)
    assert (answer["exhibits"], answer["claims"], answer["totals"]) == (2, 4, 2)
    assert Path(answer["out"], "index.html").is_file()
    spoken = CliRunner().invoke(publish_command, ["-R", str(register.path), "--lang", "ar"])
    assert "المجاميع: 2" in spoken.stdout
    assert "مفقودون" in spoken.stdout
    assert "keep,totals" in spoken.stdout


@pytest.mark.parametrize("verb", ["publish", "serve"])
def test_no_register_is_one_line_and_exit_2(tmp_path: Path, verb: str) -> None:
    """A folder that is neither register nor site is told in one line."""
    command = [sys.executable, "-m", "sijill", verb, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="ends by signal")
def test_serve_prints_its_address_and_ends_quietly(tmp_path: Path) -> None:
    """``serve`` prints the address once it listens, answers there, and a request to end gives exit 0.

    Not Ctrl-C: a shell that starts the tests in the background has its children ignore it.
    """
    register = create_register(tmp_path / "made.register")
    publish(register, register.path / "site")
    command = [sys.executable, "-m", "sijill", "serve", str(register.path), "--port", "0", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[0]
        connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
        running.send_signal(signal.SIGTERM)
        try:
            _, errors = running.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            running.kill()
            raise
    assert (running.returncode, errors) == (0, "")


def test_nothing_real_goes_into_a_made_up_register(tmp_path: Path) -> None:
    """Its site would call it invented, and the next demo would remove it: one clear line, and exit 2."""
    register = create_register(tmp_path / "demo.register", made_by="demo")
    (tmp_path / "a.txt").write_text("شهادة", encoding="utf-8")
    told = CliRunner().invoke(sijill, ["add", str(tmp_path / "a.txt"), "-R", str(register.path)])
    assert isinstance(told.exception, UsageError)
    assert told.exception.key == "demo_register"


def test_closing_what_a_site_shows_is_told_at_once(tmp_path: Path) -> None:
    """``add`` names the exhibit that a site still shows, and ``serve`` refuses that site until it is made anew."""
    register, numbers = full_register(tmp_path)
    publish(register, register.path / "site")
    statement = tmp_path / "received" / "بيان الهيئة.txt"
    told = CliRunner().invoke(sijill, ["add", str(statement), "-R", str(register.path), "--lang", "en"])
    assert f"{numbers['statement']} is closed now" in told.stderr
    served = CliRunner().invoke(sijill, ["serve", str(register.path), "--port", "0"])
    assert isinstance(served.exception, UsageError)
    assert served.exception.key == "site_outdated"
