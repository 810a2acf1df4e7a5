"""Seconds from a decision about a record to the figure it changes, as a browser sees them: `through_server.py INZIRA WORKBOOK FOLDER
RECORDS TIMES`, a line each time.

A demonstration is made in FOLDER, a round of so many records is drawn with replacement from the real WORKBOOK and imported into it
by its mapping, which approves it; then one record is rejected and approved in turn, and the country's figure asked for until
it has changed. The server works out everything that the exercise's indicators say of the round, not only this figure.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).parent.parent / "clients"))
import inzira

WORDS = {"operation": "burundi", "exercise": "baseline_subarea"}
MAPPING = "burundi_baseline_round_68"
ROUND = 68
SHEET = "Fiche Colline"
# Two rows of headers stand above the records.
FIRST = 2
WHICH = {"exercise": WORDS["exercise"], "round": ROUND}
PATIENCE_S = 60
PAUSE_S = 0.002


def drawn(workbook, records: int, path: Path) -> None:
    """A workbook of the same shape with so many rows, each under a name of its own."""
    real = openpyxl.load_workbook(workbook, read_only=True)
    made = openpyxl.Workbook(write_only=True)
    for sheet in real.worksheets:
        rows = list(sheet.values)
        to = made.create_sheet(sheet.title)
        if sheet.title != SHEET:
            # What hangs below the real rows by their number would hang below others here.
            for row in rows[:FIRST]:
                to.append(row)
            continue
        dice, uuid = random.Random(ROUND), rows[0].index("_uuid")
        for row in rows[:FIRST]:
            to.append(row)
        for number in range(records):
            row = list(dice.choice(rows[FIRST:]))
            row[uuid] = f"drawn-{number:08}"
            to.append(row)
    made.save(path)


def total(server) -> float:
    figures = server.figures(**WORDS, round=ROUND, indicator="idps_individuals", place="BDI", disaggregation="total")
    return figures[0]["value"]


def settled(server) -> float:
    """The total once it does not change any more."""
    before, now = None, total(server)
    while before != now:
        time.sleep(3)
        before, now = now, total(server)
    return now


def main() -> None:
    # Nothing but the seconds goes to the output: what the server says goes where errors go.
    seconds = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    program, workbook, folder, records, times = sys.argv[1:]
    inzira.PROGRAM, folder = program, Path(folder)
    folder.mkdir(parents=True)
    filled = inzira.filled_folder(folder)
    large = folder / "drawn.xlsx"
    drawn(workbook, int(records), large)
    subprocess.run([program, "import", "--data", filled, large, "--operation", WORDS["operation"], "--mapping", MAPPING],
                   stdin=subprocess.DEVNULL, check=True)
    server = inzira.Server(folder / "served", filled)
    try:
        reviewer = inzira.Staff(server, "reviewer")
        now = settled(server)
        record = reviewer.get(f"/operations/{WORDS['operation']}/records", **WHICH, limit=1).json()["records"][0]
        for turn in range(int(times)):
            decision = {"decision": "approve" if turn % 2 else "reject", "reason": "measured"}
            version = reviewer.get(f"/records/{record['id']}").json()["version"]
            started = time.monotonic()
            reviewer.post(f"/records/{record['id']}/decision", version=version, **decision).raise_for_status()
            before = now
            while (now := total(server)) == before:
                if time.monotonic() > started + PATIENCE_S:
                    raise TimeoutError("the figure did not change")
                time.sleep(PAUSE_S)
            print(time.monotonic() - started, file=seconds, flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
