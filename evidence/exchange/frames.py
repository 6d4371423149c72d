"""The review as pandas DataFrames: one row one fact, every column typed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evidence.exchange.columns import Column, Table, Type

Frames = dict[str, pd.DataFrame]


def frames(tables: Mapping[str, Table], language: str, default: str) -> Frames:
    """Return every table as a frame, its texts in a language, else in the default one.

    Shape: columns keep their order and types where there are no rows; what is
           not said is missing (`pd.NA`, in categories NaN).
    """
    return {name: _frame(table, language, default) for name, table in tables.items()}


def _frame(table: Table, language: str, default: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column.name: _series(column, table.cells(column, language, default))
            for column in table.columns
        }
    )


def _series(column: Column, cells: list[object]) -> pd.Series:
    if column.type is Type.CHOICE:
        words = [None if cell is None else str(cell) for cell in cells]
        known = dict.fromkeys(column.choices)
        others = sorted({word for word in words if word is not None} - set(known))
        return pd.Series(pd.Categorical(words, categories=[*known, *others]))
    return pd.Series(cells, dtype=pd.api.types.pandas_dtype(column.type.value))
