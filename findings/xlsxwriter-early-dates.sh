#!/usr/bin/env bash
# xlsxwriter 3.3.1: the day before is written for dates before 1900.
#
# Date: 10 May 1872, as in a table of railways and the days they were opened. Excel's calendar begins in 1900.
# Expected: `write_datetime` raises an error, or writes text.
# Seen: it writes a negative number, one less than openpyxl writes for the same day, and openpyxl reads
# it as 9 May. Calamine, which pandas and polars read with, makes midnight of both, and the date is gone.
#
#     written by xlsxwriter  -10096   openpyxl reads 1872-05-09   calamine reads 00:00:00
#     written by openpyxl    -10095   openpyxl reads 1872-05-10   calamine reads 00:00:00
#
# From 1 January 1900 all three agree.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1

python/bin/python - <<'PY'
import datetime
import re
import sys
import zipfile

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

def with_xlsxwriter(path, day):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_datetime(0, 0, day, book.add_format({"num_format": "yyyy-mm-dd"}))

def with_openpyxl(path, day):
    book = openpyxl.Workbook()
    book.active.append([day])
    book.save(path)

def read(write, day):
    write("days.xlsx", day)
    sheet = zipfile.ZipFile("days.xlsx").read("xl/worksheets/sheet1.xml").decode()
    number = re.search(r"<v>(.*?)</v>", sheet)[1]
    one = openpyxl.load_workbook("days.xlsx").active["A1"].value
    other = CalamineWorkbook.from_path("days.xlsx").get_sheet_by_index(0).to_python()[0][0]
    print(f"{day} {write.__name__:<15} {number:<7} openpyxl reads {one}, calamine reads {other}")
    return number, str(one)[:10], str(other)

early, late = datetime.date(1872, 5, 10), datetime.date(1900, 1, 15)
seen = [read(write, early) for write in (with_xlsxwriter, with_openpyxl)]
later = {read(write, late) for write in (with_xlsxwriter, with_openpyxl)}
if seen != [("-10096", "1872-05-09", "00:00:00"), ("-10095", "1872-05-10", "00:00:00")]:
    sys.exit("changed: early dates are written or read otherwise")
if later != {("15", "1900-01-15", "1900-01-15")}:
    sys.exit("changed: they differ after 1900 too")
PY
