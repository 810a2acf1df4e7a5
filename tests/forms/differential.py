#!/usr/bin/env python3
"""Compares our XForms with pyxform's, by meaning, over every workbook named or found in the folders named.

    python tests/forms/differential.py [--validate] [--engine tests] [--generated N --seed S] FORM_OR_FOLDER...

Needs pyxform 4.5.0 in the Python that runs it, the example `compile` of the crate `forms` (`--compiler`), Java for
`--validate`, and Node.js with `npm ci` done in the folder that `--engine` names. Exits 1 if any form differs.

`meaning.py` says what is compared. A form both refuse counts as agreeing; `--verbose` prints the reasons side by side.
Where ours differs on purpose, `on_purpose.py` says so and why. A folder that does not exist is skipped, with a line.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

from meaning import differences, meaning
from on_purpose import purpose

HERE = pathlib.Path(__file__).parent
SUFFIXES = {".xlsx", ".xls", ".md", ".csv", ".xlsm"}


def pyxform(path):
    """Its XForm, its itemsets.csv and its refusal; the one or the others are None."""
    from pyxform.xls2xform import convert

    try:
        content = path.read_bytes()
        # pyxform goes by the name; we by the content.
        legacy = content.startswith(b"\xd0\xcf\x11\xe0") and path.suffix != ".xls"
        with tempfile.TemporaryDirectory() as folder:
            if legacy:
                path = pathlib.Path(folder) / f"{path.stem}.xls"
                path.write_bytes(content)
            converted = convert(xlsform=str(path), validate=False, pretty_print=False)
        # It names a column without header after what Python has for nothing.
        itemsets = converted.itemsets and re.sub(r'(,"None")+\r\n', "\r\n", converted.itemsets, count=1)
        return converted.xform, itemsets, None
    except Exception as error:  # every way of refusing counts
        return None, None, f"{type(error).__name__}: {error}"


class Ours:
    """What the compiler wrote for one form."""

    def __init__(self, stem):
        read = lambda path: path.read_text(encoding="utf-8") if path.exists() else None
        self.path = stem.with_name(f"{stem.name}.xml")
        self.xform = read(self.path)
        itemsets = stem.with_name(f"{stem.name}.csv")
        self.itemsets = itemsets.read_bytes().decode("utf-8") if itemsets.exists() else None
        lines = (read(stem.with_name(f"{stem.name}.problems")) or "").splitlines()
        problems = [line.split("\t", 2) for line in lines]
        self.errors = [problem[1:] for problem in problems if problem[0] in {"Error", "panic"}]
        if self.xform is None and not self.errors:
            self.errors = [["panic", "the compiler wrote nothing"]]

    def codes(self):
        return {code for code, _ in self.errors}

    def refusal(self):
        return "\n          ".join(f"{code}: {words}" for code, words in self.errors[:5])


def compiled(compiler, forms, folder):
    stems = [folder / f"{number:04}_{path.stem}" for number, path in enumerate(forms)]
    for old in (beside for stem in stems for beside in folder.glob(f"{stem.name}.*")):
        old.unlink()
    listing = folder / "forms.txt"
    listing.write_text("".join(f"{form}\t{stem}\n" for form, stem in zip(forms, stems)), encoding="utf-8")
    subprocess.run([compiler, "--list", str(listing)], check=True, stderr=subprocess.DEVNULL, timeout=1200)
    return [Ours(stem) for stem in stems]


def in_pieces(items, size=100):
    for start in range(0, len(items), size):
        yield items[start : start + size]


def invalid(paths):
    """Those of the XForms that ODK Validate refuses, and what it says; one Java for many."""
    import pyxform

    jar = pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
    refused = {}
    for piece in in_pieces(paths):
        command = ["java", "-Djava.awt.headless=true", "-jar", str(jar), *map(str, piece)]
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=1200)
        if run.returncode == 0:
            continue
        said, _, names = run.stdout.rpartition("The following files failed validation:")
        found = [path for path in piece if str(path) in names.split()]
        if not found:
            raise RuntimeError(f"ODK Validate failed without naming a form: {run.stdout[-2000:]}")
        for path in found:
            refused[path] = complaint(said.partition(f"Validating: {path}\n")[2].partition("Validating: ")[0])
    return refused


def complaint(said):
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("\tat ")]
    return " ".join(lines)[:600]


def unloadable(paths, folder):
    """Those of the XForms that the engine of ODK Web Forms does not load, and why."""
    refused = {}
    for piece in in_pieces(paths):
        command = ["node", str((HERE / "engine.mjs").resolve()), *map(str, piece)]
        run = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=1200)
        said = [line for line in run.stdout.splitlines() if line.startswith(("loads  ", "FAILS  "))]
        if len(said) != len(piece):
            raise RuntimeError(f"the engine spoke of {len(said)} forms, not {len(piece)}: {(run.stdout + run.stderr)[-2000:]}")
        for path, line in zip(piece, said):
            if line.startswith("FAILS"):
                refused[path] = line.split(": ", 1)[-1][:600]
    return refused


class Comparison:
    """One form and what was found about it."""

    def __init__(self, path, theirs, ours):
        self.path, self.ours, self.lines = path, ours, []
        self.theirs, their_itemsets, self.their_error = theirs
        if self.theirs is None and ours.xform is None:
            self.verdict = "both refuse"
        elif self.theirs is None or ours.xform is None:
            self.verdict = "different"
        else:
            self.lines = list(self.differences())
            if their_itemsets != ours.itemsets:
                self.lines.append(f"itemsets.csv: pyxform {their_itemsets!r}, ours {ours.itemsets!r}"[:600])
            self.verdict = "different" if self.lines else "same"
        if "corpus" in path.parent.name and not self.is_as_named():
            self.fail(f"{path.name} is {self.verdict}, unlike its name says")
        if ours.codes() == {"panic"}:
            self.verdict = "different"
        elif self.verdict == "different":
            self.excuse()

    def differences(self):
        our_meaning = meaning(self.ours.xform)
        try:
            their_meaning = meaning(self.theirs)
        except ElementTree.ParseError as error:
            return [f"pyxform's XForm is no XML: {error}"]
        return differences(their_meaning, our_meaning)

    def is_as_named(self):
        """Forms of the corpus say by their name what becomes of them."""
        begun = self.path.name.partition("_")[0]
        refused = {"bad": (True, True), "strict": (False, True), "loose": (True, False)}.get(begun, (False, False))
        return refused == (self.theirs is None, self.ours.xform is None)

    def excuse(self):
        reason = purpose(self.path.name, self.their_error, self.ours.codes() if self.ours.xform is None else None, self.lines)
        if reason:
            self.verdict, self.lines = "on purpose", [reason]

    def fail(self, line):
        self.verdict = "different"
        self.lines.append(line)

    def show(self, most, verbose):
        if self.verdict != "different" and not verbose:
            return
        print(f"{self.verdict:12} {self.path.name}")
        if self.theirs is None or self.ours.xform is None:
            print(f"    pyxform: {(self.their_error or 'accepts')[:400]}")
            print(f"    ours:    {self.ours.refusal() or 'accepts'}")
        for line in self.lines[:most]:
            print(f"    {line}")
        if len(self.lines) > most:
            print(f"    … {len(self.lines)} in all")


def judge_with(name, found, comparisons, folder, check):
    """A form that others refuse in our words, but take in pyxform's, differs."""
    suspects = [one for one in comparisons if one.ours.path in found]
    theirs = {}
    for number, one in enumerate(suspects):
        if one.theirs is not None:
            path = folder / f"theirs_{number:04}.xml"
            path.write_text(one.theirs, encoding="utf-8")
            theirs[one] = path
    also = check(list(theirs.values())) if theirs else {}
    for one in suspects:
        # Where pyxform refused, a generated form may well be one that no client takes.
        excused = theirs[one] in also if one in theirs else one.path.parent.name == "generated"
        if not excused:
            one.fail(f"{name} refuses ours, not pyxform's: {found[one.ours.path]}")
    print(f"{name}: {len(comparisons)} XForms of ours, {len(found)} refused, {len(also)} of those in pyxform's words too")


def workbooks(arguments):
    skipped = 0
    paths = []
    for argument in map(pathlib.Path, arguments):
        if argument.is_dir():
            paths += sorted(p for p in argument.iterdir() if p.suffix in SUFFIXES and "verdict" not in p.name)
        elif argument.exists():
            paths.append(argument)
        else:
            skipped += 1
            print(f"skipped: there is no {argument}")
    return paths, skipped


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default="target/debug/examples/compile")
    parser.add_argument("--validate", action="store_true", help="ask ODK Validate about our XForms")
    parser.add_argument("--engine", metavar="FOLDER", help="load our XForms in the engine of ODK Web Forms, installed there")
    parser.add_argument("--generated", type=int, default=0, metavar="N", help="compare N generated forms too")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--keep", metavar="FOLDER", help="where to leave the generated forms and our XForms")
    parser.add_argument("--most", type=int, default=8, help="differences printed for each form")
    parser.add_argument("--verbose", action="store_true", help="print the forms that agree too")
    parser.add_argument("forms", nargs="*")
    return parser.parse_args()


def compare(arguments, folder):
    forms, skipped = workbooks(arguments.forms)
    if arguments.generated:
        from generate import write_forms

        forms += write_forms(folder / "generated", arguments.generated, arguments.seed)
    # Whatever is slow comes first, so that no process waits for it at the end.
    order = sorted(range(len(forms)), key=lambda number: -forms[number].stat().st_size)
    theirs = [None] * len(forms)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for number, result in zip(order, pool.map(pyxform, [forms[number] for number in order], chunksize=1)):
            theirs[number] = result
    ours = compiled(arguments.compiler, [form.resolve() for form in forms], folder)
    comparisons = [Comparison(*three) for three in zip(forms, theirs, ours)]
    written = [one for one in comparisons if one.ours.xform is not None]
    if arguments.validate:
        judge_with("ODK Validate", invalid([one.ours.path for one in written]), written, folder, invalid)
    if arguments.engine:
        load = lambda paths: unloadable(paths, arguments.engine)
        judge_with("ODK Web Forms", load([one.ours.path for one in written]), written, folder, load)
    return comparisons, skipped


def main():
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of languages that pyxform gives to an or_other depends on it.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    arguments = options()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(arguments.keep or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        comparisons, skipped = compare(arguments, folder)
    counts = {verdict: 0 for verdict in ("same", "both refuse", "on purpose", "different")}
    for one in comparisons:
        one.show(arguments.most, arguments.verbose)
        counts[one.verdict] += 1
    print(f"{len(comparisons)} forms: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    failed = counts["different"]
    seconds = time.monotonic() - begun
    print(f"==== {len(comparisons) - failed} passed, {failed} failed, {skipped} skipped in {seconds:.2f}s ====")
    return 1 if failed or not comparisons else 0


if __name__ == "__main__":
    sys.exit(main())
