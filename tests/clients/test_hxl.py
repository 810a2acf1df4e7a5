"""libhxl, the reference implementation of the Humanitarian Exchange Language."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import hxl
import pytest

HXLVALIDATE = Path(sys.executable).with_name("hxlvalidate")


def rounds(operation: dict):
    return [(exercise, one) for exercise in operation["exercises"] for one in exercise["rounds"]]


@pytest.fixture(params=["BDI", "SSD"])
def published(request, server, tmp_path):
    """The last round's file of a country, with what it should hold."""
    operation = server.operation(request.param)
    counted = [(one, held) for one, held in rounds(operation) if any(kind["code"] == "idps_individuals" for kind in one["indicators"])]
    exercise, last = max(counted, key=lambda one: one[1]["number"])
    path = f"/api/v1/public/operations/{operation['code']}/exercises/{exercise['code']}/rounds/{last['number']}/hxl.csv"
    answer = server.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/csv")
    file = tmp_path / "round.csv"
    file.write_bytes(answer.content)
    figures = server.figures(operation["code"], exercise["code"], round=last["number"], indicator="idps_individuals",
                             disaggregation="total")
    return file, figures


def validate(file: Path) -> subprocess.CompletedProcess:
    return subprocess.run([HXLVALIDATE, file], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)


def test_the_validator_finds_nothing_wrong(published):
    file, _ = published
    checked = validate(file)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_validator_would_find_a_word_where_a_number_belongs(published):
    file, _ = published
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    tags = next(row for row in rows if any(cell.startswith("#") for cell in row))
    counted = next(at for at, tag in enumerate(tags) if tag.startswith("#affected"))
    rows[-1][counted] = "many"
    with file.open("w", newline="") as broken:
        csv.writer(broken).writerows(rows)
    assert validate(file).returncode == 1


def test_the_file_says_what_our_own_api_says(published):
    file, figures = published
    rows = list(hxl.data(str(file), hxl.InputOptions(allow_local=True)))
    assert rows
    for figure in figures:
        if figure["level"] == 1 and figure["value"] is not None:
            of_place = [row for row in rows if row.get("#adm1+code") == figure["place"] and not row.get("#adm2+code")]
            assert sum(int(row.get("#affected+idps-m-f")) for row in of_place) == figure["value"], figure["place"]


def test_each_row_says_how_far_its_number_may_be_relied_upon(published):
    file, figures = published
    rows = list(hxl.data(str(file), hxl.InputOptions(allow_local=True)))
    graded = {one["place"]: one.get("confidence") for one in figures if one["level"] == 1 and one["value"]}
    assert graded
    for place, confidence in graded.items():
        row = next(row for row in rows if row.get("#adm1+code") == place and not row.get("#adm2+code"))
        assert (row.get("#meta+grade-share") or "") == (confidence["grade"] or ""), place
        shares = [float(row.get(f"#meta+grade_{letter}+share")) for letter in ("a", "b", "c", "d", "none")]
        assert sum(shares) == pytest.approx(1, abs=0.001), place


def test_grades_are_not_added_up_with_people(published):
    file, _ = published
    data = hxl.data(str(file), hxl.InputOptions(allow_local=True))
    assert len([tag for tag in data.display_tags if tag.startswith("#affected")]) == 3
