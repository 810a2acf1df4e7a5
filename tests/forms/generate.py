#!/usr/bin/env python3
"""Generates forms that combine features: the same ones for the same seed.

    python tests/forms/generate.py FOLDER [N] [SEED]

Each form nests groups, repeats and loops, asks questions of random types with logic, translations, media, selects of
every kind, and has settings of its own. Most are good. About a fifth have one thing wrong with them, which both compilers
may refuse. Written in turn as a Markdown table, as CSV, and as a spreadsheet whose cells are numbers, truths and dates
where they look like it.
"""

import csv
import datetime
import pathlib
import random
import sys

LANGUAGES = [[], [], ["English (en)"], ["English (en)", "French (fr)"], ["English (en)", "French (fr)", "Kirundi (rn)"]]
NUMBERS = ["integer", "decimal", "int", "range"]
TEXTS = ["text", "string", "barcode", "note", "add text prompt", "q string", "acknowledge"]
PLACES = ["geopoint", "geotrace", "geoshape", "gps", "location"]
MOMENTS = ["date", "time", "dateTime", "datetime", "date time"]
FILES = ["image", "photo", "audio", "video", "file", "osm"]
SILENT = ["start", "end", "today", "deviceid", "username", "phonenumber", "email", "hidden", "start-geopoint", "imei", "simserial"]
SELECTS = ["select_one {}", "select_one {}", "select_multiple {}", "rank {}", "select1 {}", "select one from {}", "select all that apply from {}"]
WORDS = "How many people live here and why did they leave <their> homes & fields today".split()
PARAMETERS = {
    "text": ["rows=3"],
    "image": ["max-pixels=1024", "max-pixels=640, app=org.example.camera"],
    "photo": ["max-pixels=1024"],
    "audio": ["quality=low", "quality=voice-only", "quality=external"],
    "geopoint": ["capture-accuracy=5 warning-accuracy=50.5", "allow-mock-accuracy=true"],
    "geotrace": ["incremental=true", "allow-mock-accuracy=false"],
    "geoshape": ["incremental=true"],
    "range": ["start=0 end=10 step=2", "start=0 end=1 step=0.1; placeholder=0.5", "start=1;end=9;step=2 tick_interval=4"],
    "background-audio": ["quality=normal"],
}
APPEARANCES = {
    "text": ["multiline", "numbers", "w2"],
    "integer": ["thousands-sep", "counter"],
    "date": ["month-year", "no-calendar"],
    "image": ["annotate", "signature"],
    "select": ["minimal", "quick", "likert", "columns-pack no-buttons"],
    "group": ["field-list", "w4", "field-list summary"],
}


class Form:
    """One form while it grows: rows of the sheets as dictionaries by header."""

    def __init__(self, chance):
        self.chance = chance
        self.languages = chance.choice(LANGUAGES)
        self.unlabelled_language = bool(self.languages) and chance.random() < 0.3
        self.survey, self.choices, self.external = [], [], []
        self.lists, self.names, self.asked, self.shown, self.selected, self.left = {}, [], [], [], [], []
        self.repeats = []
        self.settings = {}

    def likely(self, share):
        return self.chance.random() < share

    def pick(self, items):
        return self.chance.choice(items)

    # Names and texts.

    def name(self, prefix="q"):
        style = self.pick(["{}{}", "{}_{}", "{}.{}", "{}-{}", "{}{}_Total", "_{}{}"])
        name = style.format(prefix, len(self.names) + 1)
        self.names.append(name)
        return name

    def words(self, references=True):
        words = [self.pick(WORDS) for _ in range(self.chance.randint(1, 5))]
        if references and self.asked and self.likely(0.2):
            words.insert(self.chance.randint(0, len(words)), f"${{{self.pick(self.asked)}}}")
        return " ".join(words)

    def texts(self, row, column, references=True):
        """The column in each language of the form, with gaps here and there."""
        headers = [f"{column}::{language}" for language in self.languages]
        # A column without language stands first: behind the others pyxform would let it replace them.
        if not headers or self.unlabelled_language:
            headers.insert(0, column)
        for position, header in enumerate(headers):
            if position == 0 or self.likely(0.85):
                row[header] = self.words(references)

    # Expressions.

    def value(self):
        if self.left and self.likely(0.01):
            # Out of reach for clients, but not for compilers.
            return f"${{{self.pick(self.left)}}}"
        if self.asked and self.likely(0.7):
            return f"${{{self.pick(self.asked)}}}"
        return self.pick(["1", "'x'", "today()", "0.5", "string-length('abc')", "now()", "true()"])

    def condition(self, depth=0):
        left, right = self.value(), self.value()
        simple = [
            f"{left} = {right}",
            f"{left} != ''",
            f"selected(string({left}), 'a')",
            f"{left} > 3 or {right} < 2",
            f"not({left} = {right})",
            f"regex(string({left}), '^[a-z]+$')",
            f"count-selected(string({left})) >= 1",
            f"{left}='yes'and{right}='no'" if right.startswith("'") else f"{left}>=1",
        ]
        if depth < 2 and self.likely(0.3):
            return f"({self.condition(depth + 1)}) {self.pick(['and', 'or'])} ({self.condition(depth + 1)})"
        return self.pick(simple)

    def calculation(self):
        left, right = self.value(), self.value()
        select = f"${{{self.pick(self.selected)}}}" if self.selected else None
        choices = [
            f"{left} + {right}",
            f"{left} * 2 - {right} div 3",
            f"if({self.condition(1)}, {left}, {right})",
            f"concat({left}, ' ', {right})",
            f"coalesce({left}, {right})",
            f"round({left}, 2)",
            f"jr:choice-name({select}, '{select}')" if select else "uuid()",
            f"pulldata('places', 'label', 'name', {left})",
            f"format-date({left}, '%Y-%m-%d')",
            "once(random())",
        ]
        if self.repeats:
            repeat, inner = self.pick(self.repeats)
            choices += [f"count(${{{repeat}}})"] * 2
            if inner:
                choices += [f"sum(${{{self.pick(inner)}}})", f"indexed-repeat(${{{self.pick(inner)}}}, ${{{repeat}}}, 1)"]
        if self.lists:
            name = self.pick(sorted(self.lists))
            choices.append(f"instance('{name}')/root/item[name = {left}]/label")
        return self.pick(choices)

    # Lists.

    def list(self):
        if self.lists and self.likely(0.6):
            return self.pick(sorted(self.lists))
        name = f"list{len(self.lists) + 1}"
        extra = self.likely(0.4)
        self.lists[name] = []
        media = self.likely(0.15)
        for number in range(self.chance.randint(1, 4)):
            row = {"list_name": name, "name": self.pick(["a", "b", "c", "Z", "x-1", "n.2"]) + str(number)}
            self.texts(row, "label", references=self.likely(0.1))
            if extra:
                row["state"] = self.pick(["s1", "s2", ""])
            if media:
                row["image"] = f"{name}{number}.png"
            self.lists[name].append(row["name"])
            self.choices.append(row)
        return name

    # Rows.

    def question(self, in_repeat):
        kind = self.chance.random()
        if kind < 0.35:
            row = self.select(in_repeat)
        elif kind < 0.5:
            row = self.computed()
        elif kind < 0.56:
            row = {"type": self.pick(SILENT), "name": self.name()}
            if row["type"] == "hidden" and self.likely(0.5):
                row["default"] = "seen"
        else:
            row = self.asking(in_repeat)
        self.survey.append(row)
        return row["name"]

    def asking(self, in_repeat):
        # pyxform stumbles over osm questions in repeats, and would tell nothing about the rest of the form.
        files = [kind for kind in FILES if kind != "osm" or not in_repeat]
        kind = self.pick(TEXTS + NUMBERS * 2 + PLACES + MOMENTS + files)
        row = {"type": kind, "name": self.name()}
        self.labels(row)
        if kind in PARAMETERS and self.likely(0.6):
            row["parameters"] = self.pick(PARAMETERS[kind])
        if kind in APPEARANCES and self.likely(0.3) and "tick" not in row.get("parameters", ""):
            row["appearance"] = self.pick(APPEARANCES[kind])
        if self.likely(0.25):
            row["default"] = self.default(kind)
        self.logic(row)
        if kind not in {"note", "acknowledge"}:
            self.shown.append(row["name"])
        return row

    def default(self, kind):
        dynamic = self.value()
        if kind in NUMBERS:
            return self.pick(["5", "0", "-3", "2.5", dynamic, "1 + 1"])
        if kind in MOMENTS:
            return self.pick(["2026-11-01", "10:30:00.000" if kind == "time" else "2026-11-01", "today()", "now()"])
        if kind in PLACES:
            return "-3.36 29.36 0 0"
        if kind in FILES:
            return "picture.png"
        return self.pick(["some words", "50%", "a-b", dynamic, f"concat('x', {dynamic})", "last / first"])

    def labels(self, row):
        self.texts(row, "label")
        if self.likely(0.2):
            self.texts(row, "hint")
        if self.likely(0.08):
            self.texts(row, "guidance_hint")
        if self.likely(0.1):
            row["image"] = "picture.png"
            if self.likely(0.3):
                row["big-image"] = "large.png"
        if self.languages and self.likely(0.08):
            row[f"audio::{self.languages[-1]}"] = "spoken.mp3"

    def logic(self, row):
        if self.likely(0.3):
            row["relevant"] = self.condition()
        if self.likely(0.2):
            row["constraint"] = self.pick([". > 0", ". != ''", "string-length(string(.)) < 9", f". != {self.value()}"])
            if self.likely(0.7):
                self.texts(row, "constraint_message")
        if self.likely(0.25):
            row["required"] = self.pick(["yes", "true()", "TRUE", "no", self.condition()])
            if self.likely(0.3):
                self.texts(row, "required_message")
        if self.likely(0.1):
            row["read_only"] = self.pick(["yes", "true", self.condition()])
        if self.shown and self.likely(0.06):
            row["trigger"] = f"${{{self.pick(self.shown)}}}"
            row["calculation"] = self.calculation()
        if self.likely(0.04):
            row["bind::odk:length"] = "5"
        if self.likely(0.04):
            row["instance::odk:tag"] = f"t{len(self.names)}"
        if self.likely(0.04):
            row["body::kb:flash"] = f"{self.value()}"

    def computed(self):
        row = {"type": self.pick(["calculate", "calculate", "text", "integer"]), "name": self.name("c")}
        row["calculation"] = self.calculation()
        if self.shown and self.likely(0.15):
            row["trigger"] = ", ".join(f"${{{self.pick(self.shown)}}}" for _ in range(self.chance.randint(1, 2)))
        if row["type"] != "calculate" and self.likely(0.3):
            self.texts(row, "label")
        return row

    def select(self, in_repeat):
        row = {"name": self.name("s")}
        self.labels(row)
        style = self.chance.random()
        if style < 0.12:
            row["type"] = f"{self.pick(['select_one_from_file', 'select_multiple_from_file'])} towns.{self.pick(['csv', 'csv', 'geojson'])}"
            row["type"] = row["type"].replace("geojson", "csv") if any("towns." in r["type"] for r in self.survey) else row["type"]
            if any("towns.geojson" in r["type"] for r in self.survey):
                row["type"] = row["type"].replace("csv", "geojson")
            if self.likely(0.4):
                row["parameters"] = "value=Code label=title"
        elif style < 0.18 and self.repeats and self.repeats[-1][1]:
            row["type"] = f"select_one ${{{self.pick(self.repeats[-1][1])}}}"
        elif style < 0.22:
            self.external or self.external.extend({"list_name": "village", "name": f"v{n}", "label": f"V {n}", "state": "s1"} for n in range(3))
            row["type"], row["choice_filter"] = "select_one_external village", f"state = {self.value()}"
            return row
        else:
            name = self.list()
            row["type"] = self.pick(SELECTS).format(name)
            if row["type"].startswith("select") and self.likely(0.1):
                row["type"] += self.pick([" or_other", " or specify other"])
        if "or_other" not in row["type"] and "other" not in row["type"] and "$" not in row["type"]:
            if self.likely(0.2):
                row["choice_filter"] = self.pick(["state = 's1'", f"state = {self.value()}", f"name != {self.value()}"])
            if self.likely(0.15) and "parameters" not in row:
                row["parameters"] = self.pick(["randomize=true", "randomize=true seed=42", "randomize=false"])
        if self.likely(0.2):
            row["appearance"] = self.pick(APPEARANCES["select"])
        if self.likely(0.1):
            row["default"] = self.pick(["a0", self.value()])
        self.logic(row)
        row.pop("calculation", None), row.pop("trigger", None)
        if row["type"].startswith(("select_one list", "select1", "select_multiple list")):
            self.selected.append(row["name"])
        return row

    def count(self):
        """Never large: engines make the entries at once."""
        if self.likely(0.5):
            return self.pick(["3", f"if({self.condition(1)}, 1, 2)"])
        name = self.name("n")
        row = {"type": "integer", "name": name, "default": "2"}
        self.texts(row, "label")
        self.survey.append(row)
        return self.pick([f"${{{name}}}", f"${{{name}}} + 1"])

    def section(self, depth, in_repeat):
        kind = self.pick(["group", "group", "repeat"])
        name = self.name("g" if kind == "group" else "r")
        row = {"type": self.pick([f"begin_{kind}", f"begin {kind}"]), "name": name}
        if kind == "repeat" or self.likely(0.8):
            self.texts(row, "label")
        if self.likely(0.25):
            row["relevant"] = self.condition()
        if self.likely(0.2):
            row["appearance"] = self.pick(APPEARANCES["group"])
        if kind == "repeat" and self.likely(0.4):
            row["repeat_count"] = self.count()
        if self.likely(0.05):
            row["instance::odk:tag"] = f"t{name}"
        self.survey.append(row)
        begun, before = len(self.survey), [len(names) for names in (self.asked, self.shown, self.selected)]
        inner = self.rows(self.chance.randint(1, 5), depth + 1, in_repeat or kind == "repeat")
        if not any(header.startswith("label") for row in self.survey[begun:] for header in row):
            # Clients want something to show in a group.
            note = {"type": "note", "name": self.name("n")}
            self.texts(note, "label")
            self.survey.append(note)
        self.survey.append({"type": self.pick([f"end_{kind}", f"end {kind}"])})
        if kind == "repeat":
            self.repeats.append((name, inner))
            self.left += self.asked[before[0] :]
            for names, count in zip((self.asked, self.shown, self.selected), before):
                del names[count:]

    def table_list(self):
        name = self.name("t")
        row = {"type": "begin_group", "name": name, "appearance": self.pick(["table-list", "table-list compact"])}
        if self.likely(0.7):
            self.texts(row, "label")
        self.survey.append(row)
        listed = self.list()
        for _ in range(self.chance.randint(1, 3)):
            select = {"type": f"select_one {listed}", "name": self.name("s")}
            self.texts(select, "label")
            self.survey.append(select)
        self.survey.append({"type": "end_group"})

    def loop(self):
        name = self.name("l")
        row = {"type": f"begin loop over {self.list()}", "name": name}
        self.texts(row, "label")
        self.survey.append(row)
        for _ in range(self.chance.randint(1, 2)):
            inner = {"type": self.pick(["integer", "text"]), "name": self.name("x")}
            self.texts(inner, "label", references=False)
            for header in [header for header in inner if header.startswith("label")]:
                inner[header] += " %(label)s" if self.likely(0.5) else ""
            self.survey.append(inner)
        self.survey.append({"type": "end loop"})

    def rows(self, count, depth, in_repeat):
        """Returns the names of the questions of this very level."""
        names = []
        for _ in range(count):
            style = self.chance.random()
            if depth < 4 and style < 0.22:
                self.section(depth, in_repeat)
            elif style < 0.24:
                self.table_list()
            elif style < 0.26 and not in_repeat:
                self.loop()
            else:
                name = self.question(in_repeat)
                names.append(name)
                if self.survey[-1]["type"] not in SILENT:
                    self.asked.append(name)
        return names

    def fill(self):
        if self.likely(0.15):
            self.survey.append({"type": "audit", "parameters": "track-changes=true"} if self.likely(0.5) else {"type": "audit"})
        self.rows(self.chance.randint(3, 14), 0, False)
        if not any("label" in header for row in self.survey for header in row):
            self.survey.append({"type": "note", "name": self.name("n"), "label": "End"})
        options = {
            "form_id": "generated",
            "form_title": "A generated form",
            "version": self.pick(["1", "2026.1", "v1"]),
            "style": self.pick(["pages", "theme-grid"]),
            "instance_name": self.calculation() if self.asked else "uuid()",
            "public_key": "KEY",
            "submission_url": "https://example.org/submission",
            "auto_send": "true",
            "auto_delete": "false",
            "client_editable": self.pick(["yes", "no"]),
            "default_language": self.pick(self.languages) if self.languages else "English (en)",
            "name": "household",
            "allow_choice_duplicates": "yes",
            "prefix": "p",
            "delimiter": "+",
            "instance_xmlns": "http://example.org/form",
            "attribute::kb:kind": "test",
        }
        self.settings = {name: value for name, value in options.items() if self.likely(0.3)}
        self.settings["namespaces"] = 'kb="http://example.org/kb"'

    # Mistakes.

    def spoil(self):
        row = self.pick([row for row in self.survey if row.get("name")])
        mistakes = {
            "type": lambda: row.update(type=row["type"] + "x"),
            "no name": lambda: row.pop("name"),
            "bad name": lambda: row.update(name=self.pick(["1st", "two words", "a/b", ""])),
            "twice": lambda: row.update(name=self.pick(self.names)),
            "reference": lambda: row.update(relevant="${nobody} = 'x'"),
            "open reference": lambda: row.update(relevant="${nobody = 'x'"),
            "expression": lambda: row.update(relevant=self.condition() + self.pick([" and", ")", " = = 1", "'"])),
            "function": lambda: row.update(relevant="nofunction(1)"),
            "parameter": lambda: row.update(parameters=self.pick(["rows", "rows=x", "seed=1", "start=1 end=1", "nothing=1"])),
            "end": lambda: self.survey.append({"type": "end_group"}),
            "begin": lambda: self.survey.insert(0, {"type": "begin_group", "name": "never_ended"}),
            "list": lambda: row.update(type="select_one nolist"),
            "trigger": lambda: row.update(trigger=self.pick(["x", "${nobody}", "${a} ${b}"])),
            "no type": lambda: row.pop("type"),
            "choice": lambda: self.choices and self.pick(self.choices).pop("name"),
            "choice twice": lambda: self.choices and self.choices.append(dict(self.pick(self.choices))),
            "root": lambda: self.settings.update(name="a b"),
            "omit": lambda: self.settings.update(omit_instanceID="yes", public_key="K"),
            "media": lambda: row.update({"media::film": "x.mp4"}),
        }
        mistakes[self.pick(sorted(mistakes))]()

    def sheets(self):
        sheets = {"survey": self.survey, "choices": self.choices, "external_choices": self.external}
        if self.settings:
            sheets["settings"] = [self.settings]
        return {name: table(rows) for name, rows in sheets.items() if rows}


def table(rows):
    """Headers and rows of cells. Columns without language stand before their translations."""
    headers = sorted(dict.fromkeys(header for row in rows for header in row), key=lambda header: header.partition("::")[0])
    return [headers] + [[row.get(header, "") for header in headers] for row in rows]


def write_markdown(path, sheets):
    with path.open("w", encoding="utf-8") as file:
        for name, rows in sheets.items():
            file.write(f"| {name} |\n")
            for row in rows:
                cells = (cell.replace("|", "\\|") for cell in row)
                file.write("| | " + " | ".join(cells) + " |\n")


def write_csv(path, sheets):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for name, rows in sheets.items():
            writer.writerow([name] + [""] * len(rows[0]))
            writer.writerows([""] + row for row in rows)


def write_spreadsheet(path, sheets):
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.append(rows[0])
        for row in rows[1:]:
            sheet.append([typed(cell) for cell in row])
    workbook.save(path)


def typed(cell):
    if cell == "":
        return None
    if cell in {"TRUE", "FALSE"}:
        return cell == "TRUE"
    for convert in (int, float, lambda text: datetime.datetime.strptime(text, "%Y-%m-%d")):
        try:
            return convert(cell)
        except ValueError:
            pass
    # A formula is another thing.
    return "'" + cell if cell.startswith("=") else cell


WRITERS = [(".md", write_markdown), (".md", write_markdown), (".csv", write_csv), (".xlsx", write_spreadsheet)]


def write_forms(folder, count, seed):
    """Writes the forms and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        form = Form(chance)
        form.fill()
        spoilt = chance.random() < 0.2
        if spoilt:
            form.spoil()
        suffix, write = WRITERS[number % len(WRITERS)]
        path = folder / f"{'spoilt' if spoilt else 'good'}_{seed}_{number:04}{suffix}"
        write(path, form.sheets())
        paths.append(path)
    return paths


if __name__ == "__main__":
    target, *numbers = sys.argv[1:]
    count, seed = [*map(int, numbers), 200, 1][:2] if len(numbers) < 2 else map(int, numbers[:2])
    print(f"{len(write_forms(pathlib.Path(target), count, seed))} forms in {target}")
