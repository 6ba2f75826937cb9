"""Accounts of custody before intake, read from a file: one for each path, or one for all."""

import csv
import io
import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sijill.errors import InputError, UsageError
from sijill.model.custody import FIELDS, Account
from sijill.store.given import decode, read_bytes

EVERY = "*"
"""In the place of a path: what is said of each file."""

_PATH = "path"
_REAL_NAMES = frozenset({"witness_name", "real_name"})


def read_accounts(path: Path) -> tuple[Account, dict[bytes, Account]]:
    """Return what a TOML, JSON or CSV file says of every file, and of single files by their paths.

    TOML: a table for each path. JSON: an object of objects. CSV: a column ``path``, and ``chain`` split at
    semicolons. InputError for unknown fields; UsageError for a column with the real name of a witness, which
    only sealed access may hold.
    """
    text = decode(path, read_bytes(path)).removeprefix("\ufeff")
    try:
        told = _PARSERS[path.suffix.lower()](text)
    except KeyError as error:
        raise InputError("custody_kind", path=path) from error
    except ValueError as error:
        raise InputError("custody_broken", path=path, reason=str(error)) from error
    accounts = {name: account(fields, path=path) for name, fields in told.items()}
    every = accounts.pop(EVERY, Account())
    return every, {os.fsencode(name): each for name, each in accounts.items()}


def account(fields: Mapping[str, Any], *, path: Path | None = None) -> Account:  # Any: what a file says
    """Return an account of named fields; InputError for an unknown one or what is no text."""
    if _REAL_NAMES & set(fields):
        raise UsageError("name_not_sealed")
    checked: dict[str, Any] = {}
    for name, said in fields.items():
        if name not in FIELDS:
            raise InputError("custody_field", path=path or "", found=name, expected=", ".join(FIELDS))
        checked[name] = _value(name, said, path)
    return Account(**checked)


def _value(name: str, said: Any, path: Path | None) -> Any:  # Any: what a file says
    if name == "exculpatory":
        if isinstance(said, bool) or str(said).lower() in {"", "true", "false"}:
            return str(said).lower() == "true"
    elif name == "chain":
        holders = said.split(";") if isinstance(said, str) else said
        if isinstance(holders, list | tuple) and all(isinstance(each, str) for each in holders):
            return tuple(each.strip() for each in holders if each.strip())
    elif name == "sha256":
        if re.fullmatch("([0-9a-fA-F]{64})?", str(said)):
            return str(said).lower()
    elif isinstance(said, str | int | float) or hasattr(said, "isoformat"):
        return str(said).strip()
    raise InputError("custody_value", path=path or "", name=name, found=str(said))


def _objects(told: Any) -> dict[str, dict[str, Any]]:  # Any: a JSON or TOML value
    if not isinstance(told, dict) or not all(isinstance(each, dict) for each in told.values()):
        raise ValueError("not one object for each path")
    return told


def _rows(text: str) -> dict[str, dict[str, Any]]:  # Any: like the others
    told: dict[str, dict[str, Any]] = {}
    for row in csv.DictReader(io.StringIO(text), strict=True):
        if not row.get(_PATH) or None in row or None in row.values():
            raise ValueError("a row without a path, or not as long as the header")
        told[row[_PATH]] = {name: said for name, said in row.items() if name != _PATH and said}
    if _REAL_NAMES & set(next(iter(csv.reader(io.StringIO(text))), [])):
        raise UsageError("name_not_sealed")
    return told


_PARSERS = {
    ".toml": lambda text: _objects(tomllib.loads(text)),
    ".json": lambda text: _objects(json.loads(text)),
    ".csv": _rows,
}
