"""Whether there is a row, asked so that one index says it for each row outside."""

from __future__ import annotations

from sqlalchemy import ColumnElement, literal, select

from storage.tables import Table


def there_is(
    *conditions: ColumnElement[bool], outside: tuple[type[Table], ...]
) -> ColumnElement[bool]:
    """One row that fulfils them, of another table than those `outside`. Not EXISTS: PostgreSQL may
    gather all such rows for that, of everybody, where one look into an index says it of one."""
    one = select(literal(1)).where(*conditions).correlate(*outside).limit(1)
    return one.scalar_subquery().is_not(None)
