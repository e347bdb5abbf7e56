"""Dates are typed as they are shown."""

from __future__ import annotations

import ast
from pathlib import Path

from workbench import ui


def test_every_date_is_typed_as_year_month_day() -> None:
    calls = [
        call
        for file in Path(ui.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "st.date_input"
    ]
    forms = [{word.arg: ast.unparse(word.value) for word in call.keywords} for call in calls]

    assert calls
    assert {form.get("format") for form in forms} == {"'YYYY-MM-DD'"}
