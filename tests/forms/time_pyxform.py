#!/usr/bin/env python3
"""Compiles one workbook several times within one process, for `cargo xtask bench forms`.

    python tests/forms/time_pyxform.py FORM RUNS

Prints the seconds of each run, one a line. Nothing is validated. Needs pyxform 4.5.0 in the Python that runs it.
"""

import sys
import time

from pyxform.xls2xform import convert


def main():
    path, runs = sys.argv[1], int(sys.argv[2])
    for _ in range(runs):
        started = time.perf_counter()
        convert(xlsform=path, validate=False)
        print(time.perf_counter() - started)


if __name__ == "__main__":
    main()
