"""What tests ask of every page of a site: balanced tags, ids, links, language and direction."""

import dataclasses
import posixpath
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """One page as a strict reader sees it: ``problems`` names tags that do not balance."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: dict[str, dict[str, str | None]] = {}
        self.headings: list[int] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"open: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an opening tag."""
        found = dict(attrs)
        self.tags.setdefault(tag, found)
        if len(found) != len(attrs):
            self.problems.append(f"an attribute twice: {tag}")
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Compare a closing tag with the one that is open."""
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"closed: {tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Take in text."""
        self.words.append(data)


@dataclasses.dataclass(frozen=True)
class Site:
    """All pages of a built site by path, and its other files."""

    pages: dict[str, Page]
    files: dict[str, bytes]

    def broken_links(self) -> list[tuple[str, str]]:
        """Return (page, link) of links whose file or anchor is not in the site."""
        broken = []
        for name, page in self.pages.items():
            for link in page.links:
                path, _, fragment = link.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                known = target in self.files
                if not known or (fragment and fragment not in self.pages[target].ids):
                    broken.append((name, link))
        return broken


def read_site(folder: Path) -> Site:
    """Return the site that lies in a folder."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    pages = {name: Page(content.decode()) for name, content in files.items() if name.endswith(".html")}
    return Site(pages=pages, files=files)
