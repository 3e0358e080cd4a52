"""What stands in a cell is shown by a spreadsheet, never run."""

from __future__ import annotations

import csv
import io

import pytest

from pagepulse.questions.spreadsheet import csv_of


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
    # Some programs take the full-width forms as well.
    + [f"{beginning}1+1" for beginning in "\uff1d\uff0b\uff0d\uff20"],
)
def test_text_that_would_be_a_formula_gets_an_apostrophe(text: str):
    assert read(csv_of(["label"], [[text]])) == [["label"], [f"'{text}"]]


def test_values_are_written_as_people_read_them():
    line = ["Menu", 'with "quotes", and commas', "a\nb", -3, 1 / 3, 0.0, None, True, ""]

    assert read(csv_of(["a"], [line]))[1] == [
        "Menu", 'with "quotes", and commas', "a\nb", "-3", "0.3333", "0.0", "", "true", "",
    ]  # fmt: skip


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))
