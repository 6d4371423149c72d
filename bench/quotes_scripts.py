"""Quotes from pages in scripts that are not Latin, made here: by a browser and by LaTeX.

Nobody wrote these texts for a reader. Each is set in a narrow and in a wide
column, and quotes are cut at its blanks. Arabic, Persian and Hebrew are read
from right to left; Thai and Khmer set no blanks between words; Hindi draws a
syllable with several shapes, as they do.

    python bench/quotes_scripts.py [--seed N] [--number N] [--show]
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

# as a script, and as the tests import it
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from quotes_vancouver import printed

from evidence.model import Locator, Passage
from evidence.quotes.passage import look_up
from evidence.quotes.searchable import SearchableText
from evidence.texts import FullText, read

TEXTS = {
    "ar": (
        "يزرع الأطفال الفول في حديقة المدرسة كل صباح قبل الدرس، ثم يكتبون ما "
        "رأوه في دفاترهم الصغيرة. وفي عام 2010 نما 25 نوعا من النباتات (انظر "
        "الجدول 3) ولم يمت منها إلا القليل. قال المعلمون إن الصبر هو أول ما "
        "تعلمه الحديقة للتلاميذ."
    ),
    "fa": (
        "کودکان هر روز صبح پیش از درس در باغ مدرسه لوبیا می‌کارند و سپس آنچه "
        "را دیده‌اند در دفترهای کوچک خود می‌نویسند. در سال ۱۳۸۹ بیست و پنج "
        "گونه گیاه رویید و تنها اندکی از آن‌ها خشک شد. آموزگاران گفتند که باغ "
        "نخست شکیبایی می‌آموزد."
    ),
    "he": (
        "הילדים שותלים שעועית בגינת בית הספר בכל בוקר לפני השיעור, ואחר כך הם "
        "כותבים במחברות הקטנות שלהם מה ראו. בשנת 2010 צמחו 25 מיני צמחים (ראו "
        "טבלה 3) ורק מעטים מהם נבלו. המורים אמרו שהסבלנות היא הדבר הראשון "
        "שהגינה מלמדת."
    ),
    "th": (
        "เด็กปลูกถั่วในสวนของโรงเรียนทุกเช้าก่อนเรียน "
        "แล้วเขียนสิ่งที่เห็นลงในสมุดเล่มเล็กของตน ในปี 2553 มีพืชงอกขึ้นมา 25 "
        "ชนิดและมีเพียงไม่กี่ชนิดที่ตาย "
        "ครูบอกว่าความอดทนเป็นสิ่งแรกที่สวนสอนให้แก่นักเรียน"
    ),
    "km": (
        "សិស្សដាំសណ្តែកនៅក្នុងសួនសាលារៀនរាល់ព្រឹកមុនពេលរៀន "
        "ហើយសរសេរអ្វីដែលពួកគេបានឃើញនៅក្នុងសៀវភៅតូចរបស់ពួកគេ។ នៅឆ្នាំ ២០១០ "
        "មានរុក្ខជាតិ ២៥ ប្រភេទដុះឡើង ហើយមានតែបន្តិចប៉ុណ្ណោះដែលបានស្លាប់។"
    ),
    "hi": (
        "बच्चे हर सुबह पाठ से पहले विद्यालय के बगीचे में सेम बोते हैं और फिर "
        "जो देखा उसे अपनी छोटी कॉपियों में लिखते हैं। सन 2010 में 25 प्रकार के "
        "पौधे उगे और उनमें से बहुत कम सूखे। शिक्षकों ने कहा कि बगीचा सबसे पहले "
        "धैर्य सिखाता है।"
    ),
}
LEFTWARD = ("ar", "fa", "he")
FONTS = "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, Noto Serif Thai, Noto Sans Khmer"
_LATEX = {
    "ar": r"\setmainlanguage{arabic}\newfontfamily\arabicfont[Script=Arabic]{DejaVu Sans}",
    "fa": r"\setmainlanguage{persian}\newfontfamily\persianfont[Script=Arabic]{DejaVu Sans}",
    "he": r"\setmainlanguage{hebrew}\newfontfamily\hebrewfont[Script=Hebrew]{DejaVu Sans}",
}


def saved(language: str, width: str, folder: Path) -> FullText | None:
    """Return a text as a browser saves it as PDF, in a column of a width; None without one."""
    way = "rtl" if language in LEFTWARD else "ltr"
    style = f"width: {width}; font-family: {FONTS}"
    page = (
        f"<!doctype html><html lang={language} dir={way}><meta charset=utf-8>"
        f"<body style='{style}'><p>{TEXTS[language]}</p></body></html>"
    )
    made = printed(page.encode(), folder)
    return read("a.pdf", made) if made else None


def typeset(language: str, folder: Path) -> FullText | None:
    """Return a text as XeLaTeX sets it, None where it or what it needs is not here."""
    program = shutil.which("xelatex")
    if program is None or language not in _LATEX:
        return None
    source = (
        "\\documentclass[twocolumn]{article}\\usepackage{polyglossia}\n"
        f"{_LATEX[language]}\n\\begin{{document}}\n{TEXTS[language]}\n\\end{{document}}\n"
    )
    (folder / "article.tex").write_text(source, encoding="utf-8")
    (folder / "article.pdf").unlink(missing_ok=True)
    command = [program, "-interaction=batchmode", "article.tex"]
    subprocess.run(command, check=False, capture_output=True, cwd=folder, timeout=180)
    made = folder / "article.pdf"
    return read("a.pdf", made.read_bytes()) if made.is_file() else None


def outcomes(
    full: FullText, language: str, number: int, seed: int
) -> Iterator[tuple[str, str, str]]:
    """Yield the outcome, what differs, and the quote, for so many quotes of a text."""
    opened, rng, words = SearchableText(full), random.Random(seed), TEXTS[language].split()
    for _ in range(number):
        size = rng.randint(*((1, 3) if language in ("th", "km") else (8, 20)))
        start = rng.randrange(len(words) - size + 1)
        quote = " ".join(words[start : start + size])
        seen = look_up(opened, Passage(Locator(), quote))
        told = "; ".join(f"{one.quoted!r} for {one.printed!r}" for one in seen.changes[:4])
        yield seen.outcome.value, told, quote


def main() -> None:
    """Print the figures for one seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for language in TEXTS:
            settings = (
                ("browser, narrow", saved(language, "14em", folder)),
                ("browser, wide", saved(language, "30em", folder)),
                ("LaTeX", typeset(language, folder)),
            )
            for name, full in settings:
                if full is None:
                    print(f"{language} {name:16} skipped, what makes it is not here")
                    continue
                told = list(outcomes(full, language, asked.number, asked.seed))
                print(f"{language} {name:16} {dict(Counter(outcome for outcome, _, _ in told))}")
                for outcome, changes, quote in told if asked.show else ():
                    if outcome not in ("found", "ambiguous"):
                        print(f"  {outcome}: {changes}\n     {quote!r}")


if __name__ == "__main__":
    main()
