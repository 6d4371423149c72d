"""What the names of columns mean, in English and a few other languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a column may be -> the words that say so: English, German, French, Spanish, Portuguese,
# Italian, Dutch, Indonesian; without accents, as `_plain` leaves them.
_MEANINGS: Mapping[str, frozenset[str]] = {
    "quote": _words(
        "quote quotes quotation quotations verbatim excerpt excerpts passage passages snippet "
        "highlight highlighted zitat zitate textuelle cita citas citacao citacoes "
        "citazione citaat citaten kutipan extrait trecho illustration "
        "illustrations"
    ),
    "statement": _words(
        "statement statements claim claims finding findings summary interpretation paraphrase "
        "conclusion conclusions insight aussage aussagen befund ergebnis constat hallazgo "
        "hallazgos achado achados resultado bevinding pernyataan temuan klaim simpulan"
    ),
    "code": _words(
        "code codes theme themes subtheme subthemes subcode tag tags category categories "
        "subcategory node nodes kode tema thema themen thematik kategorie kategorien kategori "
        "codigo codigos categoria categorias categorie etiqueta"
    ),
    "at": _words(
        "page pages pp section sections chapter paragraph seite seiten abschnitt kapitel "
        "pagina paginas halaman hlm bab bagian paragraf seccion secao"
    ),
    "coder": _words(
        "coder coders coded rater reviewer extractor extracted annotator kodierer kodiert "
        "codeur codificador pengode penilai codeerder"
    ),
    "memo": _words(
        "memo memos note notes comment comments remark remarks notiz notizen anmerkung "
        "bemerkung kommentar remarque commentaire comentario comentarios nota notas catatan "
        "komentar opmerking"
    ),
    "decision": _words(
        "decision include included inclusion exclude excluded exclusion eligibility eligible "
        "screening status entscheidung einschluss ausschluss eingeschlossen ausgeschlossen "
        "inclus exclusao inclusao incluido excluido keputusan inklusi eksklusi disertakan"
    ),
    "definition": _words(
        "definition definitions description meaning beschreibung bedeutung descripcion "
        "descricao definicion definicao definisi deskripsi keterangan omschrijving"
    ),
    "title": _words("title titel titre titulo titolo judul"),
    "author": _words(
        "author authors autor autoren autores auteur auteurs autore autori penulis pengarang"
    ),
    "year": _words("year jahr annee ano anno jaar tahun"),
    "journal": _words("journal venue zeitschrift revue revista rivista tijdschrift jurnal"),
    "doi": _words("doi"),
    "url": _words("url urls link links"),
    "voice": _words("voice stimme voix voz suara"),
    "key": _words("citekey bibkey citationkey bibtexkey"),
    "text": _words(
        "id key study studies article articles paper papers source document doc reference ref "
        "publication report citation interview transcript participant respondent studie "
        "artikel quelle dokument etude estudio estudo articulo artigo articolo studio bron "
        "documento fuente "
        "fonte sumber dokumen referensi"
    ),
}
# words of lists of works and of tables about works: such a column is no theme
_OF_WORKS = _words(
    "abstract issn isbn volume issue number publisher keywords keyword accessed published "
    "pdf database affiliation affiliations address addresses email emails editor editors "
    "cited citations count rank ranking hashtags user username twitter github profile "
    "funding orcid orcids acronym month edition series rights archive attachments "
    "conference proceedings score raw normalized total"
)
_PHRASES: Mapping[str, str] = {
    "publication title": "journal",
    "source title": "journal",
    "proceedings title": "journal",
    "journal title": "journal",
    "source journal": "journal",
    "publication year": "year",
    "year published": "year",
    "publication date": "works",
    "author year": "text",
    "author date": "text",
    "citation key": "key",
    "bibtex key": "key",
    "study id": "text",
    "paper id": "text",
    "article id": "text",
    "source id": "text",
    "user name": "works",
    "type": "works",
    "date": "works",
    "language": "works",
    "place": "works",
    "search date": "works",
    "document type": "works",
    "paper type": "",
    "publication type": "works",
    "item type": "works",
    "short title": "works",
    "original title": "works",
    "key finding": "statement",
    "key findings": "statement",
    "main findings": "statement",
    "main result": "statement",
    "main results": "statement",
    "supporting text": "quote",
    "text segment": "quote",
    "coded segment": "quote",
    "coded text": "quote",
    "evidence": "quote",
    "content": "quote",
    "segment": "quote",
    "extract": "quote",
    "extracts": "quote",
    "text": "quote",
    "false positive": "decision",
    "false pos": "decision",
    "i e": "decision",
    "reason for exclusion": "decision",
    "p": "at",
    "s": "at",
    "no": "number",
    "nr": "number",
    "row": "number",
    "highlights": "number",
    "notes": "memo",
    "tl dr": "",
    "study design": "",
    "source of funding": "works",
    "data source": "",
    "speaker": "voice",
    "tags": "code",
    "created by": "coder",
    "excerpt creator": "coder",
    "risk of bias": "works",
    "rob": "works",
    "certainty": "works",
    "grade": "works",
    "study quality": "works",
    "quality assessment": "works",
    "quality score": "works",
    "overall quality": "works",
    "variable": "label",
    "label": "label",
    "term": "label",
    "group": "parent",
    "parent": "parent",
    "effect": "",
    "practice": "",
}
# what a column says of quotes and codes without holding any: `Excerpt Range`
_ABOUT_A_QUOTE = _words("range date count number length position id ids type")
_TRANSLATED = _words("translation translated ubersetzung traduction traduccion traducao terjemahan")
_BESIDE_TEXT = _words("the no nr number name code")
_ORDER = (
    "key",
    "doi",
    "url",
    "coder",
    "at",
    "memo",
    "decision",
    "definition",
    "quote",
    "statement",
    "code",
    "voice",
    "title",
    "author",
    "year",
    "journal",
    "text",
)


@lru_cache(maxsize=4096)
def meanings(name: str) -> str:
    """Return what the name of a column means, "" if nothing that is known.

    `works` is what lists of works have beside what an entry takes, `number` a running number.

    >>> meanings("Quotes - Q1"), meanings("Seite"), meanings("Publication Title"), meanings("Fleet")
    ('quote', 'at', 'journal', '')
    """
    # `RQ4 - Codes`: letters that only number a question are no word
    words = [word for word in _WORD.findall(_plain(name[:200])) if word not in {"rq", "q"}]
    phrase = _phrase(words)
    if phrase is not None:
        return phrase
    # a whole question is no name of a kind, and a quote in other words is not the text's
    if not words or len(words) > 6 or _TRANSLATED & set(words):
        return ""
    if words[0] in {"number", "no", "n", "count"} and len(words) > 1:
        return "number"
    about = words[-1] in _ABOUT_A_QUOTE
    said = (
        kind
        for kind in _ORDER
        if _MEANINGS[kind] & set(words)
        and (kind != "text" or _short_text(words))
        and not (about and kind in {"quote", "statement", "code"})
    )
    return next(said, "works" if _OF_WORKS & set(words) else "")


def _phrase(words: list[str]) -> str | None:
    """Return what several words mean together, or a word alone; None where that is not known."""
    for size in (len(words), 3, 2):
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            if phrase in _PHRASES and (size > 1 or len(words) == 1):
                return _PHRASES[phrase]
    return None


def _short_text(words: list[str]) -> bool:
    """Return whether a name is that of the text itself: `Study ID`, and not `Study setting`."""
    return len(words) == 1 or set(words) <= _MEANINGS["text"] | _BESIDE_TEXT


def _plain(text: str) -> str:
    """Return a text in lower case without accents."""
    # camelCase is two words
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    decomposed = unicodedata.normalize("NFD", spaced.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
