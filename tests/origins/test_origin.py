"""What a file made elsewhere holds is all accounted for."""

from evidence.origins import Code, CodedText, Left, Origin, Segment


def test_what_is_neither_taken_nor_left_is_named_by_kind():
    origin = Origin(
        "taguette",
        "project.sqlite3",
        texts=(CodedText("1", "P1"),),
        codes=(Code("7", "trust"),),
        segments=(Segment("17", "highlight", "highlight 17"),),
        left=(Left("highlight", "highlight 18", "its text is missing"),),
        counts={"highlight": 3, "text": 1, "code": 2},
    )
    assert origin.unaccounted() == {"code": 1, "highlight": 1}


def test_the_hash_of_an_item_tells_what_stood_there_and_not_where():
    item = Segment("17", "highlight", "highlight 17", quote="word of mouth", start=4, end=17)
    moved = Segment("17", "highlight", "another name", quote="word of mouth", start=9, end=22)
    coded = Segment("17", "highlight", "highlight 17", quote="word of mouth", codes=("7",))
    assert item.hash == moved.hash
    assert item.hash != coded.hash
    assert set(coded.parts()) == {"quote", "elements"}
