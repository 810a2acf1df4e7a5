"""`inzira form`, as scripts call it: what it writes, says and exits with."""

import json
import os
import subprocess

import openpyxl
import pytest

from inzira import PROGRAM, TIMEOUT_S

GOOD = """
| survey |            |       |                  |
|        | type       | name  | label            |
|        | integer    | idps  | How many people? |
|        | select_one why | why | What drove them? |
| choices |           |       |                  |
|        | list_name  | name  | label            |
|        | why        | flood | Flood            |
|        | why        | war   | Conflict         |
"""
WARNED = GOOD + "|        | other      | a     | Nobody uses it   |\n"
REFUSED = GOOD.replace("select_one why", "selct_one why")
ALSO_REFUSED = REFUSED.replace("| integer ", "| intejer ")


def inzira(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, "form", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          encoding="utf-8", timeout=TIMEOUT_S, **options)


@pytest.fixture
def form(tmp_path):
    """Writes a form; gives its path."""

    def write(text: str, name: str = "form.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_check_says_what_is_wrong_and_exits_for_scripts(form):
    good, warned, refused = form(GOOD, "a.md"), form(WARNED, "b.md"), form(ALSO_REFUSED, "c.md")
    said = inzira("check", good)
    assert (said.returncode, said.stdout, said.stderr) == (0, f"{good} can be published: 0 errors, 0 warnings.\n", "")
    said = inzira("check", warned)
    assert said.returncode == 0 and "warning[choices.list_unused]" in said.stderr
    said = inzira("check", good, refused)
    assert said.returncode == 1
    assert said.stderr.count("error[survey.type_unknown]") == 2, "all problems at once"
    assert "Did you mean 'select_one'?" in said.stderr


def test_problems_are_said_in_french(form):
    refused = form(REFUSED)
    said = inzira("check", "--language", "fr", refused)
    assert said.returncode == 1 and "Ligne 3 de la feuille « survey »" in said.stderr, said.stderr
    answer = json.loads(inzira("compile", "--json", "--language", "fr", refused).stdout)
    assert answer["code"] == 999 and "Ligne 3" in answer["message"]


def test_check_in_json_is_one_line_a_form(form):
    said = inzira("check", "--json", form(GOOD, "a.md"), form(ALSO_REFUSED, "b.md"))
    good, refused = map(json.loads, said.stdout.splitlines())
    assert (good["ok"], good["errors"]) == (True, 0)
    assert (refused["ok"], refused["errors"]) == (False, 2)
    problem = refused["problems"][0]
    assert (problem["code"], problem["sheet"], problem["row"]) == ("survey.type_unknown", "survey", 2)
    assert said.stderr == "" and said.returncode == 1


def test_a_file_that_is_not_there_is_no_refused_form(tmp_path):
    for command in ("check", "compile", "to-markdown", "to-xlsx"):
        said = inzira(command, tmp_path / "none.xlsx")
        assert said.returncode == 2 and "none.xlsx cannot be read" in said.stderr, command


def test_diff_exits_with_whether_rounds_stay_comparable(form):
    old = form(GOOD, "old.md")
    new = form(GOOD.replace("|        | why        | war   | Conflict         |\n", ""), "new.md")
    same = inzira("diff", old, old)
    assert (same.returncode, same.stdout) == (0, "Nothing changed.\n")
    said = inzira("diff", old, new)
    assert said.returncode == 1
    assert "Breaks comparison between rounds: 1\n  List 'why' (of why): choice 'war' (Conflict) is gone." in said.stdout
    assert inzira("diff", new, old).returncode == 0, "a choice more breaks nothing"
    assert inzira("diff", old, form(REFUSED, "bad.md")).returncode == 2


def test_diff_says_which_choices_it_cannot_see(form):
    text = GOOD.replace("select_one why |", "select_one_from_file reasons.csv |")
    said = inzira("diff", form(text, "old.md"), form(text, "new.md"))
    assert said.stderr == "Not compared, since they are in files beside the form: the choices of why.\n"


def test_diff_in_json_and_in_french(form):
    old, new = form(GOOD, "old.md"), form(GOOD.replace("How many people?", "How many persons?"), "new.md")
    said = inzira("diff", "--json", "--language", "fr", old, new)
    assert said.returncode == 0
    document = json.loads(said.stdout)
    change = next(change for change in document["changes"] if change["change"] == "reworded")
    assert (change["verdict"], change["reason"]) == ("may_affect", "other_words")
    assert (change["from"], change["to"]) == ("How many people?", "How many persons?")
    assert change["subject"] == {"kind": "question", "name": "idps", "old_row": 2, "new_row": 2}
    assert change["because"].startswith("On peut le comprendre autrement")
    assert (document["breaks"], document["may_affect"]) == (0, 2), "the form's id, from its file's name, is the other"


def test_a_form_goes_to_xlsx_and_back_unchanged(form, tmp_path):
    source = form(GOOD.replace("flood |", "01    |").replace("What drove them?", "What<br>drove \\| them?"))
    assert inzira("to-xlsx", source).returncode == 0
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["choices"]
    assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].number_format) == ("01", "s", "@")
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.b and not sheet["A2"].font.b
    back = tmp_path / "back.md"
    assert inzira("to-markdown", tmp_path / "form.xlsx", back).returncode == 0
    assert inzira("to-markdown", source, "-").stdout == back.read_text(encoding="utf-8")
    for path in (source, back, tmp_path / "form.xlsx"):
        assert inzira("compile", path, tmp_path / f"{path.suffix[1:]}_{path.stem}.xml", "--form-name", "x").returncode == 0
    md, xlsx = (tmp_path / name for name in ("md_form.xml", "xlsx_form.xml"))
    assert md.read_bytes() == xlsx.read_bytes()


def test_nothing_is_replaced_that_was_not_named(form, tmp_path):
    source = form(GOOD)
    said = inzira("to-markdown", source)
    assert said.returncode == 2 and "is there already" in said.stderr
    assert source.read_text(encoding="utf-8") == GOOD


def test_a_reader_that_has_seen_enough_is_no_failure(form):
    reading, writing = os.pipe()
    os.close(reading)
    said = subprocess.run([PROGRAM, "form", "to-markdown", form(GOOD), "-"], stdout=writing, stderr=subprocess.PIPE,
                          timeout=TIMEOUT_S)
    os.close(writing)
    assert (said.returncode, said.stderr) == (0, b"")
