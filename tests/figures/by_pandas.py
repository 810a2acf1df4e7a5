"""All figures of a folder of snapshots by pandas: `by_pandas.py FOLDER CSV`."""

import sys
from pathlib import Path

import pandas

from parts import COLUMNS, LEVELS, PARTS

folder, csv = sys.argv[1:]
rounds = []
for path in sorted(Path(folder).glob("*.parquet")):
    records = pandas.read_parquet(path, columns=LEVELS + COLUMNS)
    records["round"] = int(path.stem)
    rounds.append(records)
records = pandas.concat(rounds, ignore_index=True)
records[LEVELS] = records[LEVELS].astype("category")

found = []
for level in LEVELS:
    groups = records.groupby(["round", level], observed=True)[COLUMNS]
    sums, counts = groups.sum(min_count=1), groups.count()
    for indicator, parts in PARTS.items():
        for part, column in parts.items():
            figures = pandas.DataFrame({"value": sums[column], "records": counts[column]}).reset_index()
            figures = figures.rename(columns={level: "place"}).assign(indicator=indicator, part=part)
            found.append(figures[figures["records"] > 0])
figures = pandas.concat(found, ignore_index=True)
figures["value"] = figures["value"].astype("int64")
figures[["round", "indicator", "place", "part", "value", "records"]].to_csv(csv, index=False)
