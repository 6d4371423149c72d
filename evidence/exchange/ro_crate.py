"""The review as an RO-Crate 1.2: its files in an archive, with what they are in JSON-LD.

Full texts are never among them, nor proposals: these are cut out of the files
of claims, and the files read again hold all else. The archive is the same bytes
each time: nothing in it tells when or where it was made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from evidence.diagnostics import CannotGoOn, Severity
from evidence.exchange.exported import Exported, ToExport
from evidence.graph import Role, named_by
from evidence.language import counted
from evidence.model import Author, Claim, Review
from evidence.pages.about import orcid_address
from evidence.pages.copies import web_address
from evidence.references.licences import licence_address
from evidence.yaml import read as read_claims

Node = dict[str, Any]

METADATA = "ro-crate-metadata.json"
_CONTEXT = "https://w3id.org/ro/crate/1.2/context"
_VERSION = "https://w3id.org/ro/crate/1.2"
_REPORT = "build/"
# a value beside a key, or an item below one
_SAYS_MORE = re.compile(rb"^[^\s#-][^:\n]*:[^\S\n]*[^\s#]|^[^\S\n]+[^\s#]|^-", re.MULTILINE)
# No clock: the first moment that an archive can name.
_NEVER = (1980, 1, 1, 0, 0, 0)
_TYPES = {
    "yaml": "application/yaml",
    "bib": "application/x-bibtex",
    "lock": "application/jsonl",
    "jsonl": "application/jsonl",
    "html": "text/html",
    "md": "text/markdown",
    "json": "application/json",
    "csv": "text/csv",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "cff": "application/yaml",
}
_WORDS = {
    "claims.yaml": "The review: its framework, claims and findings",
    "sources.bib": "The bibliography",
    "evidence.lock": "What was verified against which text, and who signed what",
    "audit.jsonl": "The audit of a sample of claims",
}


def ro_crate(asked: ToExport) -> Exported:
    """Return the review's files, and the built report if it is there, as an RO-Crate.

    Raises: CannotGoOn if the review does not say what a crate has to, or a
            proposal cannot be cut out of its file.
    """
    head = asked.graph.review
    missing = [name for name in ("title", "date", "licence") if not getattr(head, name)]
    if missing:
        raise CannotGoOn(
            f"a crate has to say the review's {', '.join(missing)}, and the review does not",
            "say so in claims.yaml, under `review`",
        )
    files, cut = _without_proposals(asked.files, head)
    not_carried = [counted(cut, "proposal")] if cut else []
    report = asked.report
    if cut and report:
        not_carried.append("the built report, which shows proposals")
        report = {}
    elif report and not any(asked.digest.encode() in data for data in report.values()):
        not_carried.append("the built report, which was built from other files")
        report = {}
    held = {**files, **{f"{_REPORT}{name}": data for name, data in report.items()}}
    metadata = json.dumps(_metadata(asked, held, bool(report)), ensure_ascii=False, indent=1)
    packed = {METADATA: f"{metadata}\n".encode(), **dict(sorted(held.items()))}
    return Exported(_archive(packed), counted(len(packed), "file"), tuple(not_carried))


def _archive(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    # stored: how small a file gets is another matter with each version of the library
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, data in files.items():
            info = ZipInfo(name, _NEVER)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return packed.getvalue()


def _metadata(asked: ToExport, files: Mapping[str, bytes], built: bool) -> Node:
    head = asked.graph.review
    language = head.language
    title = head.title.text_in(language)
    licence = licence_address(head.licence) or web_address(head.licence)
    authors = [_author(author, language) for author in head.authors]
    nodes: list[Node] = [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": _VERSION},
            "about": {"@id": "./"},
        },
        _said(
            {
                "@id": "./",
                "@type": "Dataset",
                "name": title,
                "description": head.result.text_in(language) or f"A literature review: {title}",
                "datePublished": head.date,
                "version": head.version,
                "license": {"@id": licence} if licence else head.licence,
                "inLanguage": list(head.languages),
                "url": web_address(head.url),
                "author": [{"@id": author["@id"]} for author in authors],
                "hasPart": [{"@id": quote(name)} for name in sorted(files)],
                "mainEntity": {"@id": "claims.yaml"},
            }
        ),
        *authors,
        *(_file(name, data) for name, data in sorted(files.items())),
    ]
    if licence:
        nodes.append({"@id": licence, "@type": "CreativeWork", "name": head.licence})
    tool = {
        "@id": "#evidence",
        "@type": "SoftwareApplication",
        "name": "Evidence",
        "version": asked.version,
    }
    results = [name for name in sorted(files) if name.startswith(_REPORT)]
    inputs = [name for name in sorted(files) if not name.startswith(_REPORT)]
    if built:
        nodes += [
            tool,
            {
                "@id": "#build",
                "@type": "CreateAction",
                "name": "The report was built from the files of the review",
                "instrument": {"@id": "#evidence"},
                "object": [{"@id": quote(name)} for name in inputs],
                "result": [{"@id": quote(name)} for name in results],
            },
        ]
    return {"@context": _CONTEXT, "@graph": nodes}


def _author(author: Author, language: str) -> Node:
    body = author.name.startswith("{")
    return _said(
        {
            "@id": orcid_address(author) or f"#author-{quote(author.initials)}",
            "@type": "Organization" if body else "Person",
            "name": author.called,
            "affiliation": author.affiliation.text_in(language),
        }
    )


def _file(name: str, data: bytes) -> Node:
    return _said(
        {
            "@id": quote(name),
            "@type": "File",
            "name": _WORDS.get(name, "Claims" if name.startswith("claims/") else name),
            "encodingFormat": _TYPES.get(name.rpartition(".")[2], "application/octet-stream"),
            "contentSize": str(len(data)),
            "sha256": sha256(data).hexdigest(),
        }
    )


def _said(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in ("", [], None)}


def _without_proposals(files: Mapping[str, bytes], head: Review) -> tuple[dict[str, bytes], int]:
    """Return the files of a review without its proposals, and how many there were.

    Raises: CannotGoOn if what is left would be read otherwise than it is now.
    """
    claims = {name: data for name, data in files.items() if name.endswith(".yaml")}
    before, _ = read_claims(list(claims.items()))
    proposals = [claim for claim in before.claims if not claim.counts]
    if not proposals:
        return dict(files), 0
    left = dict(files)
    for name, data in claims.items():
        mine = [claim for claim in proposals if claim.where.at().file == name]
        if not mine:
            continue
        left[name] = _cut(data, mine)
        if not _SAYS_MORE.search(left[name]):
            del left[name]  # a file that an import wrote, and nobody has accepted of
    now, wrong = read_claims([(n, d) for n, d in left.items() if n.endswith(".yaml")])
    kept = replace(before, claims=tuple(claim for claim in before.claims if claim.counts))
    if now != kept or any(one.severity is Severity.ERROR for one in wrong):
        raise CannotGoOn(
            "the proposals cannot be cut out of the files of the review",
            "accept them, or put each on lines of its own, as `evidence import` writes them",
        )
    named = {claim.id for claim in proposals}
    for finding in head.findings:
        lost = sorted(named & {key for role in Role for key in named_by(finding, role)})
        if lost:
            raise CannotGoOn(
                f"the finding `{finding.id}` names the proposal `{lost[0]}`, which does not leave",
                "accept or reject it first, and take a rejected one out of the finding",
            )
    return left, len(proposals)


def _cut(data: bytes, claims: list[Claim]) -> bytes:
    """Return a file without the lines of some of its claims."""
    lines = data.decode("utf-8-sig").splitlines(keepends=True)
    gone: set[int] = set()
    for claim in claims:
        start = claim.where.at().line - 1
        dash = re.match(r"\s*-\s", lines[start]) if start < len(lines) else None
        if dash is None:
            continue
        indent = len(dash[0]) - len(dash[0].lstrip())
        end = start + 1
        while end < len(lines) and (
            not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" ")) > indent
        ):
            end += 1
        gone.update(range(start, end))
    bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return bom + "".join(line for n, line in enumerate(lines) if n not in gone).encode()
