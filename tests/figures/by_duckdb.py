"""All figures of a folder of snapshots by DuckDB: `by_duckdb.py FOLDER CSV`."""

import sys

import duckdb

from parts import COLUMNS, LEVELS, PARTS

folder, csv = sys.argv[1:]
sums = ", ".join(f'sum("{column}") AS "sum_{column}", count("{column}") AS "count_{column}"' for column in COLUMNS)
sets = ", ".join(f"(filename, {level})" for level in LEVELS)
place = f"CASE {' '.join(f'WHEN grouping({level}) = 0 THEN {level}' for level in LEVELS)} END"
parts = " UNION ALL ".join(
    f"""SELECT round, '{indicator}' AS indicator, place, nullif('{part}', '') AS part,
        CAST("sum_{column}" AS BIGINT) AS value, "count_{column}" AS records FROM tallied WHERE "count_{column}" > 0"""
    for indicator, columns in PARTS.items()
    for part, column in columns.items()
)
connection = duckdb.connect()
connection.execute(f"""
    CREATE TEMP TABLE tallied AS
    SELECT CAST(parse_filename(filename, true) AS INTEGER) AS round, {place} AS place, {sums}
    FROM read_parquet('{folder}/*.parquet', filename = true)
    GROUP BY GROUPING SETS ({sets})
    HAVING {place} IS NOT NULL
""")
connection.execute(f"COPY ({parts}) TO '{csv}' (HEADER)")
