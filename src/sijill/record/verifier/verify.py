#!/usr/bin/env python3
"""Check the evidence in a Sijill register, mirror or dossier, offline, with this one file and Python 3.8 or newer.

    python3 verify.py FOLDER [--key KEY] [--against FILE] [--json] [--ar]

KEY: a public key, got by another way than the folder. FILE: an older checkpoint or a receipt (.tlog-proof) that you or a
depositor kept. Give all you have. Exit code 0: holds. 1: fails, or could not be checked in part. 2: could not run. It shows
that nothing was altered, dropped or put in since it was signed, or since your checkpoint; not that an exhibit is true.
"""

from __future__ import annotations

import argparse
import base64
import csv
import functools
import hashlib
import json
import os
import re
import sys
from typing import Any, Callable, Collection, NamedTuple, Sequence

# 1 Words. Of each finding: its state and key, what it says, and the next safe step.
WORDS = """
holds holds | HOLDS: what is here is what was signed. | سليم: ما هنا هو ما وُقّع.
fails fails | FAILS: see below. Keep this copy as it is. | غير سليم: انظر أدناه. أبقِ هذه النسخة كما هي.
unchecked unchecked | COULD NOT BE CHECKED in part, which is not the same as sound. | تعذر التحقق من جزء منه، وهذا لا يعني أنه سليم.
note own_key | The key is from the folder itself: compare it with one from elsewhere, or give --key. | المفتاح من المجلد نفسه: قارنه بما وصلك من طريق آخر، أو أعطه بعد --key.
note limits | None of this shows that an exhibit tells the truth. | ولا يدل شيء من هذا على صدق ما في المادة.
fails changed | not what was signed [{d}]. Keep this copy as it is, and compare with another. | ليس كما وُقّع [{d}]. أبقِ هذه النسخة كما هي، وقارنها بأخرى.
fails missing | missing [{d}]. Ask for another copy. | مفقود [{d}]. اطلب نسخة أخرى.
fails unknown | a file, link or device that nothing signed speaks of. Find out who put it there. | ملف أو رابط أو جهاز لا يذكره شيء موقّع. تبيّن من وضعه.
fails unsigned | no checkpoint, proof or key that the key in force signed [{d}]. Compare key and checkpoint with other copies. | ليس نقطة تحقق ولا برهاناً ولا مفتاحاً وقّعه المفتاح النافذ [{d}]. قارن المفتاح والنقطة بنسخ أخرى.
fails forked | the log does not continue this checkpoint of {d} entries: entries were rewritten, dropped or cut off. Compare with others who keep checkpoints. | الدفتر ليس تتمة لنقطة التحقق هذه ذات {d} قيداً: أُعيدت كتابة قيود أو أُسقطت. قارن بمن يحفظون نقاط تحقق.
fails proof | does not prove entry {d}: the log holds another one there, or none. Compare with other copies. | لا يثبت القيد {d}: في الدفتر هناك قيد غيره أو لا قيد. قارن بنسخ أخرى.
unchecked unreadable | could not be read ({d}). Copy what can be read to another disk and check again. | تعذرت قراءته ({d}). انسخ ما يُقرأ إلى قرص آخر وأعد التحقق.
unchecked beyond | of {d} entries, which this dossier does not reach. Ask for the register or a newer dossier. | ذات {d} قيداً، لا يبلغها هذا الملف. اطلب السجل أو ملفاً أحدث.
note withdrawn | withdrawn, as entry {d} says: its content was removed, its place in the log is proved. | سُحب كما يقول القيد {d}: أُزيل محتواه ومكانه في الدفتر مثبت.
fails left | withdrawn, as entry {d} says, but still here: a deletion was stopped. Tell those who keep the register. | مسحوب كما يقول القيد {d} لكنه ما زال هنا: توقف حذفه. أبلغ حفظة السجل.
note out | left out of this travel copy, as its last entry says; its place in the log is proved. | تُرك خارج نسخة السفر هذه كما يقول قيدها الأخير؛ ومكانه في الدفتر مثبت.
note leftover | left by a write that was stopped; nothing depends on it. | بقية كتابة توقفت؛ لا يعتمد عليها شيء.
note unlogged | sound, but no entry that can be read here names it. | سليم، لكن لا يذكره أي قيد يُقرأ هنا.
unchecked replaced | a new key, not signed by the one before, which was lost. Ask those who keep the register, by another way, if it is theirs, and give it as --key. | مفتاح جديد لم يوقّعه المفتاح السابق المفقود. اسأل حفظة السجل من طريق آخر أهو لهم، ثم أعطه بعد --key.
"""
SAY = {line.split(" ")[1]: [line.split(" ")[0], *line.split(" | ")[1:]] for line in WORDS.strip().split("\n")}

# 2 Ed25519 signatures: RFC 8032, section 5.1; points in the extended coordinates of its section 5.1.4.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, NEUTRAL = -121665 * pow(121666, P - 2, P) % P, (0, 1, 1, 0)


def add_points(p: Sequence[int], q: Sequence[int]) -> tuple[int, int, int, int]:
    """Return the sum of two points (section 5.1.4)."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return ((b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P)


def decode_point(encoded: bytes) -> tuple[int, int, int, int]:
    """Return the point of 32 bytes (section 5.1.3); ValueError when there is none, or in another spelling."""
    y, sign = int.from_bytes(encoded, "little") & (1 << 255) - 1, encoded[31] >> 7
    x = pow(x2 := (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P, (P + 3) // 8, P)
    x = x if (x * x - x2) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return (x := P - x if x & 1 != sign else x), y, 1, x * y % P


@functools.lru_cache(maxsize=4096)
def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Section 5.1.7, strictly: S*B - k*A is R byte for byte, and S is below the order; ValueError when A is no key."""
    s = int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or s >= ORDER:
        return False
    x, y, z, t = decode_point(public)
    base, minus = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")), (P - x, y, z, P - t)
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    total, addends = NEUTRAL, [NEUTRAL, base, minus, add_points(base, minus)]
    for bit in range(252, -1, -1):
        total = add_points(add_points(total, total), addends[(s >> bit & 1) + 2 * (k >> bit & 1)])
    x, y = total[0] * pow(total[2], P - 2, P) % P, total[1] * pow(total[2], P - 2, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# 3 Checkpoints and keys: C2SP signed-note, tlog-checkpoint. Base64 and numbers count in one spelling only.
Key = NamedTuple("Key", [("text", str), ("name", str), ("id", bytes), ("public", bytes), ("start", int)])
Checkpoint = NamedTuple("Checkpoint", [("size", int), ("root", bytes)])
Proof = NamedTuple("Proof", [("index", int), ("path", "list[bytes]"), ("point", Checkpoint)])
Entry = NamedTuple("Entry", [("hash", bytes), ("act", str), ("about", "dict[str, Any]"), ("withdrawn", "list[str]")])
read_json = json.JSONDecoder(parse_int=lambda digits: int(digits[:20])).decode


def from_base64(text: str) -> bytes:
    """Return the bytes; ValueError when it is no base64 or in another spelling."""
    if base64.b64encode(raw := base64.b64decode(text.encode("ascii"), validate=True)).decode() != text:
        raise ValueError("base64 in another spelling")
    return raw


def read_key(verifier: str, start: int = 0) -> Key:
    """Return the key of NAME+ID+KEY, which counts from a size of the log on; ValueError when the id does not fit."""
    name, identity, text = [*verifier.split("+", 2), "", ""][:3]
    if (raw := from_base64(text))[:1] != b"\x01" or len(raw) != 33 or sha256(name.encode(), b"\n", raw)[:4].hex() != identity:
        raise ValueError("the key does not fit its id and name")
    return Key(verifier, name, bytes.fromhex(identity), raw[1:], start)


def open_note(note: bytes, keys: Sequence[Key]) -> list[str]:
    """Return the lines of a note that just these keys signed, in their order; ValueError saying what is off."""
    text, _, signatures = note.decode("utf-8").rpartition("\n\n")
    if not keys or len(lines := signatures.split("\n")) != len(keys) + 1 or lines[-1]:
        raise ValueError("not signed as it has to be")
    for line, key in zip(lines, keys):
        blob = from_base64(line.split(" ")[-1])
        holds = blob[:4] == key.id and signature_holds(key.public, (text + "\n").encode(), blob[4:])
        if not holds or line != f"\u2014 {key.name} {base64.b64encode(blob).decode()}":
            raise ValueError("the signature does not fit")
    return text.split("\n")


def read_checkpoint(note: bytes, keys: Sequence[Key]) -> Checkpoint:
    """Return a checkpoint that the key in force at its size signed; ValueError saying what is off."""
    size = int(note.split(b"\n", 2)[1][:15])
    lines = open_note(note, [key for key in keys if key.start <= size][-1:])
    if len(lines) != 3 or lines[:2] != [keys[0].name, str(size)] or len(from_base64(lines[2])) != 32:
        raise ValueError("not a checkpoint of this log")
    return Checkpoint(size, from_base64(lines[2]))


# 4 The Merkle tree: RFC 6962, section 2.1; C2SP tlog-proof. An older root is made of the path of its tree's last leaf.
def sha256(*parts: bytes) -> bytes:
    """Return the hash of the parts joined; in the tree they are 0 and an entry, or 1, left and right hash."""
    return hashlib.sha256(b"".join(parts)).digest()


def grow_tree(leaves: Sequence[bytes], sizes: Collection[int]) -> tuple[list[list[bytes]], dict[int, bytes]]:
    """Return for each L below 8 the roots of the full subtrees of 256**L leaves; and the tree's roots at ``sizes``."""
    levels: list[list[bytes]] = [[] for _ in range(8)]
    roots, peaks = {0: sha256()}, [(-1, b"")]
    for count, leaf in enumerate(leaves, 1):
        height, node = 0, sha256(b"\0", leaf)
        levels[0].append(node)
        while peaks[-1][0] == height:
            height, node = height + 1, sha256(b"\1", peaks.pop()[1], node)
            if height % 8 == 0:
                levels[height // 8].append(node)
        peaks.append((height, node))
        if count in sizes:
            roots[count] = functools.reduce(lambda right, left: sha256(b"\1", left[1], right), peaks[-2:0:-1], node)
    return levels, roots


def follow(index: int, size: int, node: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the roots of the tree that ends with a leaf (of the path's left halves alone) and of the whole tree."""
    if size <= 1 or not path:
        return (node, node) if size == 1 and not path else (b"", b"")
    half = 1 << (size - 1).bit_length() - 1
    older, newer = follow(index % half, half if index < half else size - half, node, path[:-1])
    older = older if index < half else sha256(b"\1", path[-1], older)
    return older, sha256(b"\1", newer, path[-1]) if index < half else sha256(b"\1", path[-1], newer)


def read_proof(proof: bytes, keys: Sequence[Key]) -> Proof:
    """Return what a .tlog-proof or a bare checkpoint says; ValueError when it is neither."""
    if not proof.startswith(b"c2sp.org/tlog-proof@v1\n"):
        return Proof(-1, [], read_checkpoint(proof, keys))
    head, _, note = proof.partition(b"\n\n")
    [(index, path)] = re.findall(b"\\A[^\n]+\n(?:extra [^\n]*\n)?index (0|[1-9][0-9]{0,14})((?:\n[^\n]+)*)\\Z", head)
    return Proof(int(index), [from_base64(each) for each in path.decode().split("\n")[1:]], read_checkpoint(note, keys))


def read_payload(content: bytes) -> Entry:
    """Return an entry from salt, line feed and JSON, and the hash of its leaf, {"c":"SHA-256(salt, JSON)","v":1}."""
    [(salt, body)] = re.findall(b"\\A([0-9a-f]{64})\n(.*)\\Z", content, re.DOTALL)
    told = read_json(body.decode())
    leaf = b'{"c":"%s","v":1}' % sha256(bytes.fromhex(salt.decode()), body).hex().encode()
    gone = [str(each) for each in told["about"].get("withdrawn", [])] + [f"-{e}" for e in told["about"].get("left_out", [])]
    return Entry(sha256(b"\0", leaf), str(told["act"]), dict(told["about"]), gone)


def tile_name(level: int | str, index: int, width: int) -> str:
    """Return where a tile lies: of index 1234067 at x001/x234/067, one that is not full below .p/ and its width."""
    name = "log/tile/{}/{}".format(level, re.sub("(...)(?=.)", r"x\1/", str(index).zfill(-(-len(str(index)) // 3) * 3)))
    return name if width == 256 else f"{name}.p/{width}"


# 5 A folder: no link is followed, nothing is waited on, and nothing but an object is read beyond a limit.
LISTED = "\\A(?:[0-9a-f]{64}  [^\n]+\n)+\\Z"
LEFT = re.compile("(.*/)?[.][^/]*[.]staged|payload/[0-9]+/[0-9]{6,}|log/tile/[0-9a-z]+/[x0-9/]+([.]p/[0-9]+)?")


class Examination:
    """A folder, the keys that count, what others kept of its log, and what is found while all is read."""

    def __init__(self, top: str, known: Sequence[str] = (), against: Sequence[str] = ()) -> None:
        self.top, self.known, self.sizes, self.digests, self.findings = top, known, {}, {}, {}  # type: ignore[var-annotated]
        self.head, self.entries, self.kept, self.keys = Checkpoint(0, b""), {}, {}, []  # type: ignore[var-annotated]
        dossier = os.path.isfile(os.path.join(top, "bagit.txt"))
        waiting = [each for each in os.listdir(top) if dossier or each in ("register.json", "log", "payload", "objects")]
        while waiting:
            path = os.path.join(top, name := waiting.pop())
            if os.path.isdir(path) and not os.path.islink(path):
                waiting += [name + "/" + each for each in os.listdir(path)]
            elif os.path.isfile(path) and not os.path.islink(path):
                self.sizes[name] = os.path.getsize(path)
            else:
                self.found("unknown", name)
        place = "data/register.json" if dossier else "register.json"
        self.description = self.parse(place, lambda content: read_json(content.decode())) or {}
        self.parse(place, lambda _: self.keys.append(read_key(str(self.description.get("verifier")))), "unsigned")
        for name in sorted(self.below("data/keys/" if dossier else "log/keys/"), key=lambda name: (len(name), name)):
            self.parse(name, self.change_key, "unsigned")
        for name in map(os.path.abspath, against):
            self.sizes[name] = 0
            self.keep(name)
        (self.check_dossier if dossier else self.check_register)()
        if not {key.text for key in self.keys if key.start <= self.head.size}.issuperset(known):
            self.found("unsigned", place, ", ".join(known))

    def found(self, key: str, where: str, detail: object = "") -> Any:
        """Keep a finding by its key in section 1, hostile letters escaped; return None."""
        self.findings[key, ascii(where)[1:-1], ascii(str(detail))[1:-1]] = SAY[key][0]

    def below(self, prefix: str) -> list[str]:
        """Return the names that begin so, in order, without what a stopped write left."""
        return sorted(name for name in self.sizes if name.startswith(prefix) and not LEFT.fullmatch(name))

    def read(self, name: str, whole: bool = True) -> Any:
        """Return a file's bytes, empty unless ``whole``, and keep its SHA-256; None after saying why not."""
        self.digests[name], kept, digest = "", [], hashlib.sha256()
        if name not in self.sizes or (whole and self.sizes[name] >> 26):
            return self.found("missing", name) if name not in self.sizes else self.found("unreadable", name, "too large")
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            with os.fdopen(os.open(os.path.join(self.top, name), flags), "rb", 0) as handle:
                for chunk in iter(lambda: handle.read(1 << 20), b""):
                    digest.update(chunk)
                    kept += [chunk] if whole else []
        except OSError as error:
            return self.found("unreadable", name, error.strerror)
        self.digests[name] = digest.hexdigest()
        return b"".join(kept)

    def parse(self, name: str, how: Callable[[bytes], Any], key: str = "changed") -> Any:
        """Return what ``how`` makes of a file; None after saying why not."""
        content = self.read(name)
        try:
            return None if content is None else how(content)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, csv.Error):
            return self.found(key, name) if key else None

    def keep(self, name: str) -> Checkpoint:
        """Keep the signed proof or checkpoint in a file, to be compared; return its checkpoint, an empty one if it is none."""
        proof = self.parse(name, lambda content: read_proof(content, self.keys), "unsigned")
        self.kept.update({name: proof} if proof else {})
        return proof.point if proof else Checkpoint(0, b"")

    def change_key(self, note: bytes) -> None:
        """Have another key count from a size on, as a statement says that the key before it and itself signed."""
        told = note.decode().split("\n")
        word, position = told[1].rsplit(" ", 1)
        lost, key = word != "key change", read_key(told[3][4:], int(position[:15]) + 1 + (word == "key change"))
        lines = [key.name, told[1], "old " + self.keys[-1].text, "new " + key.text]
        if open_note(note, [key] if lost else [self.keys[-1], key]) != lines:
            raise ValueError("not a change of this log's key")
        if lost and key.text not in self.known:
            self.found("replaced", told[1])
        self.keys.append(key)

    # 6 A register or mirror: C2SP tlog-tiles; payloads against leaves; objects against their names.
    def check_register(self) -> None:
        """Check all below log, payload and objects against the newest checkpoint, and every other one."""
        points = [self.keep(name) for name in ["log/checkpoint", *self.below("log/checkpoints/")]]
        self.head, leaves = max(points), []
        if points[0] != self.head:
            self.found("changed", "log/checkpoint", f"{points[0].size} / {self.head.size}")
        for index in range(min(-(-self.head.size // 256), len(self.sizes))):
            bundle, at = self.read(tile_name("entries", index, min(256, self.head.size - index * 256))) or b"", 0
            while at < len(bundle):  # Each entry stands behind its length in two bytes.
                start, at = at + 2, at + 2 + int.from_bytes(bundle[at : at + 2], "big")
                leaves.append(bundle[start:at] if at <= len(bundle) else b"cut off")
        levels, roots = grow_tree(leaves, {each.point.size for each in self.kept.values()})
        if len(leaves) != self.head.size or roots.get(self.head.size) != self.head.root:
            self.found("changed", "log/tile/entries", f"{len(leaves)} / {self.head.size}")
            self.check_entries("")
            return
        for level, hashes in enumerate(levels):
            for start in range(0, len(hashes), 256):
                name = tile_name(level, start // 256, min(256, len(hashes) - start))
                if self.read(name) not in (None, b"".join(hashes[start : start + 256])):
                    self.found("changed", name)
        for name, (index, path, point) in self.kept.items():
            if roots.get(point.size) != point.root:
                self.found("forked", name, point.size)
            elif index >= 0 and follow(index, point.size, (levels[0][index:] or [b""])[0], path)[1] != point.root:
                self.found("proof", name, index)
        names = {place: "payload/{}/{}".format(f"{place:06d}"[:-3], f"{place:06d}") for place in range(self.head.size)}
        read = {place: self.parse(name, read_payload, "") for place, name in names.items() if name in self.sizes}
        self.entries = {place: entry for place, entry in read.items() if entry and entry.hash == levels[0][place]}
        withdrawn = {place: by for by, entry in self.entries.items() for place in entry.withdrawn}
        for place in (each for each in names if each not in self.entries or withdrawn.get(str(each), 0) > each):
            by, key = withdrawn.get(str(place), 0), "left" if place in self.entries else "changed" if place in read else "missing"
            key = "out" if key == "missing" and withdrawn.get(f"-{place}") == self.head.size - 1 > place else key
            self.found("withdrawn" if by > place and key == "missing" else key, names[place], by or f"#{place}")
        self.check_entries("")
        for name in sorted(set(self.sizes) - set(self.digests)):
            self.found("leftover" if LEFT.fullmatch(name) else "unknown", name)

    def check_entries(self, top: str) -> None:
        """Check the description against the first entry, each object against its name and the entries that name it."""
        if 0 in self.entries and self.description != self.entries[0].about:
            self.found("changed", top + "register.json")
        named = {str(e.about.get("object")): e.about.get("exhibit") for e in self.entries.values() if e.act == "accession"}
        for name in self.below(top + "objects/") + self.below("data/NATIVES/"):
            self.read(name, whole=False)
            digest = name.rsplit("/", 1)[1] if "objects/" in name else self.digests[name]
            native = f"data/NATIVES/{named.get(digest)}.{name.split('.')[-1]}"
            if name not in (f"objects/{digest[:2]}/{digest}", f"data/objects/{digest}", native) or self.digests[name] != digest:
                self.found("changed", name, named.get(digest, ""))
            elif digest not in named:
                self.found("unknown" if top else "unlogged", name)
            named.pop(digest, None)
        for digest, exhibit in sorted(named.items()):
            self.found("missing", f"{top}objects/{digest}" if top else f"objects/{digest[:2]}/{digest}", exhibit)

    # 7 A dossier: a BagIt folder (RFC 8493) of some entries with their proofs, objects, and a table of the exhibits.
    def check_dossier(self) -> None:
        """Check each file against the manifests, entries against their proofs, and the rest against the entries."""
        self.head, crate = self.keep("data/checkpoint"), "data/ro-crate-metadata.json"
        for name in self.below("data/entries/"):
            entry, proof = self.parse(name, read_payload), f"data/proofs/{name[13:]}.tlog-proof"
            if self.keep(proof) == self.head and proof in self.kept and entry and str(self.kept[proof].index) == name[13:]:
                self.entries[self.kept[proof].index] = entry
            else:
                self.found("proof", proof, name[13:])
        older = self.parse("data/older.json", lambda text: read_json(text.decode())) or {}
        for name, (index, path, point) in self.kept.items():
            nodes = re.findall("[0-9a-f]{64}", str(older.get(str(point.size)))) if point != self.head else []
            leaf, *rest = [bytes.fromhex(each) for each in nodes] or [b""]
            if point != self.head and not leaf:
                self.found("beyond", name, point.size)
            elif leaf and follow(point.size - 1, self.head.size, leaf, rest) != (point.root, self.head.root):
                self.found("forked", name, point.size)
            elif index in self.entries and follow(index, point.size, self.entries[index].hash, path)[1] != point.root:
                self.found("proof", name, index)
        self.check_entries("data/")
        self.parse("data/exhibits.csv", self.check_table)
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            for line in self.parse(manifest, lambda text: re.findall(LISTED, text.decode())[0].split("\n")[:-1]) or []:
                if line[66:] not in self.digests:
                    self.read(line[66:], whole=False)
                if self.digests[line[66:]] != line[:64]:
                    self.found("changed", line[66:])
        for signed in [each.about["crate"] for each in self.entries.values() if "crate" in each.about]:
            told = self.parse(crate, lambda raw: {"data/" + e["@id"]: e.get("sha256") for e in read_json(raw.decode())["@graph"]})
            for name, digest in {**(told or {}), crate: signed}.items():
                if digest not in (None, self.digests.get(name)):
                    self.found("changed", name)
        for name in sorted(set(self.sizes) - set(self.digests)):
            self.found("unknown", name)

    def check_table(self, content: bytes) -> None:
        """Check that the table says what the entries of deposit say, and lists what the entry of the export lists."""
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))[1:]
        for number, identity, size, name, _, positions in rows:
            told = [self.entries[int(each)].about for each in positions.split(" ")]
            signed = {(each["exhibit"], each["object"], str(each["size"])) for each in told}
            if signed != {(number, identity, size)} or name.lstrip("'") != told[0]["name"].lstrip("'"):
                self.found("changed", "data/exhibits.csv", number)
        if [row[0] for row in rows] not in [e.about.get("exhibits") for e in self.entries.values() if e.act == "exporting"]:
            self.found("changed", "data/exhibits.csv", "exhibits")


# 8 The command line.
def main() -> int:
    """Print what was found; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    for name in ("--key", "--against"):
        parser.add_argument(name, action="append", default=[])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--ar", dest="language", action="store_const", const=2, default=1)
    asked = parser.parse_args()
    try:
        seen = Examination(asked.folder, asked.key, asked.against)
    except OSError as error:
        parser.error(ascii(error))
    told = [(key, where, SAY[key][asked.language].format(d=detail).replace(" []", "")) for key, where, detail in seen.findings]
    state = next((each for each in ("fails", "unchecked") if each in seen.findings.values()), "holds")
    lines = [SAY[state][asked.language], *(f"  {where}: {what}" for _, where, what in told)]
    lines += [SAY[key][asked.language] for key in (["limits"] if asked.key else ["own_key", "limits"])]
    if asked.json:
        lines = [json.dumps({"state": state, "size": seen.head.size, "root": seen.head.root.hex(), "findings": told})]
    sys.stdout.buffer.write("\n".join(lines).encode() + b"\n")
    return int(state != "holds")


if __name__ == "__main__":
    sys.exit(main())
