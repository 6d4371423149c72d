"""What a review does not read is named by every command that speaks of the whole review."""

from __future__ import annotations


def test_check_and_build_name_a_file_that_is_not_read(review, run):
    (review / "claims").mkdir()
    (review / "claims" / "ben.yml").write_text("claims: []\n")
    checked = run("check")
    assert checked.exit_code == 0
    assert (
        "claims/ben.yml:1:1: warning[unread-file]: "
        "`ben.yml` is not read: a file of claims ends with `.yaml`"
    ) in checked.output
    built = run("build")
    assert built.exit_code == 0
    assert "claims/ben.yml:1:1: `ben.yml` is not read" in built.stderr
    assert run("check", "--strict").exit_code == 1


def test_a_folder_of_texts_that_leads_to_itself_or_has_no_possible_name_ends_in_one_line(
    review, run
):
    (review / "loop").symlink_to("loop")
    for name in ("loop", "x" * 5_000):
        claims = review / "claims.yaml"
        text = claims.read_text()
        claims.write_text(text.replace("{title: Gardens}", f"{{title: Gardens, texts: {name}}}"))
        done = run("verify")
        assert done.exit_code == 1
        assert "\n" not in str(done.exception)
        claims.write_text(text)
