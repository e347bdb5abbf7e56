"""The ``table`` loader: sources that a TOML specification describes, without code."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from loaders.files import open_file
from loaders.json_lines import read_jsonl
from loaders.mapping import mapper
from loaders.reading import read_csv
from loaders.source import Extract, Read, Source
from loaders.specification import InputFormat, Specification
from loaders.specification_file import parse_specification
from loaders.workbooks import read_parquet, read_xlsx
from workbench.errors import InputError
from workbench.progress import Report, silent

BUILT_IN = Path(__file__).parent / "specs"
"""The specifications that come with the workbench."""


def load_specification(path: Path) -> Source:
    """Read a specification as a source; its version is a digest of its text.

    Raises:
        InputError: it cannot be read or does not keep the form; all its errors are named.
    """
    source = open_file(path)
    with source.open() as stream:
        content = stream.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise source.refuse(f"it is not UTF-8 text ({error.reason})", "Save it as UTF-8") from None
    specification = parse_specification(text.replace("\r\n", "\n"), path)
    return Source(
        name=specification.name,
        title=specification.title,
        layout=specification.layout,
        agencies=(specification.agency,),
        read=reader(specification),
        map=mapper(specification),
        version=blake2b(content, digest_size=8).hexdigest(),
    )


def specification_named(name: str, folders: Sequence[Path] = ()) -> Source | None:
    """The source of that name, built in or in one of ``folders``; no other file is read.

    Raises:
        InputError: its specification cannot be used, or several have that name.
    """
    paths = _files(folders).get(name)
    return _only(name, paths) if paths else None


def specifications(folders: Sequence[Path] = ()) -> dict[str, Source]:
    """The built-in sources and those of ``folders``, by name; a folder need not exist.

    Raises:
        InputError: naming every error of every specification, and names used twice.
    """
    sources, errors = usable_specifications(folders)
    if errors:
        raise InputError("\n".join(map(str, errors)))
    return sources


def usable_specifications(
    folders: Sequence[Path] = (),
) -> tuple[dict[str, Source], list[InputError]]:
    """As ``specifications``, with the error of each that cannot be used beside the others."""
    sources: dict[str, Source] = {}
    errors: list[InputError] = []
    for name, paths in _files(folders).items():
        try:
            sources[name] = _only(name, paths)
        except InputError as error:
            errors.append(error)
    return sources, errors


def _files(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """The specifications of the built-in folder and ``folders``, by the name of the file."""
    files: dict[str, list[Path]] = {}
    for folder in (BUILT_IN, *folders):
        for path in sorted(folder.glob("*.toml")):
            files.setdefault(path.stem, []).append(path)
    return files


def _only(name: str, paths: Sequence[Path]) -> Source:
    first, *others = paths
    if others:
        raise InputError(
            f"{others[0]}: the name {name!r} is already that of {first}. Give each specification "
            "its own name, and its file the same one."
        )
    source = load_specification(first)
    if source.name != name:
        raise InputError(
            f"{first}: the specification is called {source.name!r}, and a source is found by the "
            f"name of its file. Rename the file to {source.name}.toml, or change the name."
        )
    return source


def reader(specification: Specification) -> Read:
    """What reads a file of the specification; every column it uses is required."""
    rule = specification.input
    required = [column for column in specification.columns if column not in rule.optional]

    def read(path: Path, report: Report = silent) -> Extract:
        match rule.format:
            case InputFormat.CSV:
                return read_csv(
                    path,
                    required,
                    encoding=rule.encoding,
                    delimiter=rule.delimiter,
                    specified=True,
                    report=report,
                )
            case InputFormat.XLSX:
                return read_xlsx(path, required, rule.sheet, report=report)
            case InputFormat.PARQUET:
                return read_parquet(path, required, report=report)
            case InputFormat.JSONL:
                return read_jsonl(
                    path, required, encoding=rule.encoding, specified=True, report=report
                )

    return read
