"""Who calls `xls2xform --json` switches to `inzira form compile --json` by that word: both run side by side."""

import csv
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from inzira import PROGRAM, TIMEOUT_S

XLS2XFORM = [Path(sys.executable).with_name("xls2xform")]
OURS = [PROGRAM, "form", "compile"]

GOOD = """
| survey  |                |      |                  |
|         | type           | name | label            |
|         | integer        | idps | How many people? |
|         | select_one why | why  | What drove them? |
| choices |                |      |                  |
|         | list_name      | name | label            |
|         | why            | war  | Conflict         |
|         | why            | 01   | Flood            |
"""
WARNED = """
| survey  |       |      |                   |                    |
|         | type  | name | label::French (fr) | hint::English (en) |
|         | image | pic  | Photo             | Of the place       |
"""
REFUSED = GOOD.replace("| select_one why |", "| select_one whi |")
EXTERNAL = """
| survey           |                             |          |           |                      |
|                  | type                        | name     | label     | choice_filter        |
|                  | text                        | province | Province? |                      |
|                  | select_one_external commune | commune  | Commune?  | province=${province} |
| external_choices |                             |          |           |                      |
|                  | list_name                   | name     | label     | province             |
|                  | commune                     | c1       | Cankuzo   | p1                   |
|                  | commune                     | c2       | Mutimbuzi | p2                   |
"""
NAMED = GOOD + """
| settings |         |      |            |
|          | form_id | name | form_title |
|          | f       | tool | The tool   |
"""


def call(program, *arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([*program, *arguments], stdin=subprocess.DEVNULL, timeout=TIMEOUT_S,
                          **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"} | options)


@pytest.fixture
def both(tmp_path):
    """Runs both programs on a form, each in a folder of its own; gives what each answered, and the folders."""

    def run(text: str, *options: str, name: str = "assessment.md"):
        ran = []
        for program, folder in ((XLS2XFORM, "theirs"), (OURS, "ours")):
            folder = tmp_path / folder
            folder.mkdir()
            source = folder / name
            source.write_text(text, encoding="utf-8")
            said = call(program, "--json", "--skip_validate", *options, source, folder / "out.xml")
            ran.append((said, json.loads((said.stdout + said.stderr).splitlines()[-1]), folder))
        return ran

    return run


def shape(path: Path) -> list[str]:
    """The primary instance, the binds and the controls of an XForm."""
    root = ET.parse(path).getroot()
    local = lambda name: re.sub(r"^\{.*\}", "", name)
    instance = next(element for element in root.iter() if local(element.tag) == "instance")
    lines = [f"{local(element.tag)} {element.get('id', '')}".strip() for element in instance.iter()]
    for element in root.iter():
        place = element.get("nodeset") or element.get("ref")
        if place and place.startswith("/"):
            lines.append(f"{local(element.tag)} {place} {element.get('type', '')}".strip())
    return lines


def test_a_good_form(both):
    (theirs, their_answer, their_folder), (ours, our_answer, our_folder) = both(GOOD)
    assert our_answer == their_answer == {"code": 100, "message": "Ok!", "warnings": []}
    assert ours.returncode == theirs.returncode == 0
    assert sorted(path.name for path in our_folder.iterdir()) == sorted(path.name for path in their_folder.iterdir())
    assert shape(our_folder / "out.xml") == shape(their_folder / "out.xml")
    assert shape(our_folder / "out.xml")[1] == "data assessment", "the id falls back to the file's name"


def test_a_form_with_warnings(both):
    (_, their_answer, their_folder), (ours, our_answer, our_folder) = both(WARNED)
    assert (our_answer["code"], our_answer["message"]) == (their_answer["code"], their_answer["message"])
    assert (our_answer["code"], our_answer["message"]) == (101, "Ok with warnings.")
    assert our_answer["warnings"] and all(isinstance(warning, str) for warning in our_answer["warnings"])
    assert ours.returncode == 0
    assert shape(our_folder / "out.xml") == shape(their_folder / "out.xml")


def test_a_refused_form(both):
    (_, their_answer, their_folder), (ours, our_answer, our_folder) = both(REFUSED)
    assert our_answer["code"] == their_answer["code"] == 999
    assert "whi" in our_answer["message"] and "\n" not in ours.stdout.rstrip("\n")
    assert list(our_answer) == list(their_answer) == ["code", "message", "warnings"]
    assert 1 <= ours.returncode <= 99, "xls2xform exits 0 even then; whoever reads the code only is told, too"
    assert not (our_folder / "out.xml").exists() and not (their_folder / "out.xml").exists()


def test_external_choices_go_beside_the_output(both):
    (_, their_answer, their_folder), (_, our_answer, our_folder) = both(EXTERNAL)
    assert our_answer["code"] == their_answer["code"]
    ours, theirs = ((folder / "itemsets.csv").read_bytes() for folder in (our_folder, their_folder))
    assert ours == theirs
    assert list(csv.reader(ours.decode().splitlines()))[1] == ["commune", "c1", "Cankuzo", "p1"]
    assert shape(our_folder / "out.xml") == shape(their_folder / "out.xml")


def test_the_settings_name_the_root_and_an_option_does_where_they_do_not(both, tmp_path):
    (_, _, their_folder), (_, _, our_folder) = both(NAMED)
    assert shape(our_folder / "out.xml") == shape(their_folder / "out.xml")
    assert shape(our_folder / "out.xml")[1] == "tool f"
    for option in ("--form-name", "--form_name"):
        for text, root in ((GOOD, "household assessment"), (NAMED, "tool f")):
            (our_folder / "assessment.md").write_text(text, encoding="utf-8")
            said = call(OURS, option, "household", our_folder / "assessment.md", our_folder / "named.xml")
            assert said.returncode == 0, said.stderr
            assert shape(our_folder / "named.xml")[1] == root


def test_without_output_the_xform_goes_beside_the_input(tmp_path):
    for program, name in ((XLS2XFORM, "their.tool.md"), (OURS, "our.tool.md")):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
        call(program, "--json", "--skip_validate", tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["our.tool.md", "our.tool.xml", "their.tool.md",
                                                                "their.tool.xml"]


@pytest.mark.parametrize("option", ["--skip_validate", "--odk_validate", "--enketo_validate", "--pretty_print"])
def test_its_options_are_taken(tmp_path, option):
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    said = call(OURS, option, "--json", tmp_path / "a.md", tmp_path / "a.xml")
    assert json.loads(said.stdout)["code"] == 100


def test_the_line_is_found_wherever_a_script_looks(tmp_path):
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    command = ["--json", tmp_path / "a.md", tmp_path / "a.xml"]
    apart = call(OURS, *command)
    assert apart.stdout == apart.stderr == '{"code": 100, "message": "Ok!", "warnings": []}\n'
    together = call(OURS, *command, stderr=subprocess.STDOUT)
    assert together.stdout == apart.stdout, "once, where both outputs are one"


def test_a_file_that_cannot_be_read_is_answered_like_a_refused_form(tmp_path):
    for program in (XLS2XFORM, OURS):
        said = call(program, "--json", "--skip_validate", tmp_path / "none.xlsx", tmp_path / "a.xml")
        assert json.loads((said.stdout + said.stderr).splitlines()[-1])["code"] == 999
        assert said.returncode < 100
