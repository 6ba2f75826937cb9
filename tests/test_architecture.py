"""Imports point down the flow, stages never import each other, and modules stay small."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "sijill"
LAYERS = [
    {"cli"},
    {"demo"},
    {"flow"},
    {"tell"},
    {"record", "search", "near", "link", "count", "claim", "screen"},
    {"read", "exchange"},
    {"store"},
    {"names"},
    {"text"},
    {"model"},
    {"errors"},
    {"words"},
]
DEPTH = {folder: depth for depth, layer in enumerate(LAYERS) for folder in layer}
MODULES = sorted(SOURCE.rglob("*.py"))
HEAVY = {
    "numba",
    "scipy",
    "pyarrow",
    "tantivy",
    "docx",
    "pypdfium2",
    "python_calamine",
    "typst",
    "PIL",
    "xlsxwriter",
    "jinja2",
}


def _layer(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def _imports(path: Path) -> list[tuple[str, bool]]:
    """Return (imported module, is it at module level)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        top = node in tree.body
        if isinstance(node, ast.Import):
            found += [(alias.name, top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, top))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    """A module imports only its own folder and folders below it; stages meet in tables."""
    here = _layer(path)
    if here in {"__init__", "__main__"}:
        return
    for name, _ in _imports(path):
        parts = name.split(".")
        if parts[0] != "sijill" or len(parts) == 1:
            continue
        assert parts[1] == here or DEPTH[parts[1]] > DEPTH[here], f"{path.name} imports {name}"


@pytest.mark.parametrize("folder", ["model", "words"])
def test_lowest_layers_use_the_standard_library_only(folder: str) -> None:
    """The model and the words know no library."""
    allowed = __import__("sys").stdlib_module_names | {"sijill"}
    for path in (SOURCE / folder).rglob("*.py"):
        for name, _ in _imports(path):
            assert name.split(".")[0] in allowed, f"{path}: {name}"


def test_command_line_starts_without_heavy_libraries() -> None:
    """`sijill --help` imports nothing heavy: verbs and libraries are imported where they are used."""
    for path in [SOURCE / "__init__.py", SOURCE / "cli" / "__init__.py", *(SOURCE / "cli").glob("*.py")]:
        for name, top in _imports(path):
            assert not (top and name.split(".")[0] in HEAVY | {"numpy", "rich"}), f"{path}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    """Modules hold at most 400 lines, functions at most 60."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, f"{path}: {node.name}"


def test_folders_have_subjects() -> None:
    """There is no folder without a subject."""
    assert not {path.name for path in SOURCE.rglob("*") if path.is_dir()} & {
        "utils",
        "common",
        "core",
        "helpers",
        "base",
    }
    assert {_layer(path) for path in MODULES} - {"__init__", "__main__"} <= set(DEPTH)
