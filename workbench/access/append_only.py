"""Tables to which rows are only ever added: the database itself refuses anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa


def append_only(connection: sa.Connection, *tables: str) -> None:
    """Have the database refuse to change or remove what stands in these tables."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for name, act in (("change", "UPDATE"), ("removal", "DELETE")):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
    )
    for table in tables:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


@contextmanager
def lifted(connection: sa.Connection, *tables: str) -> Iterator[None]:
    """Let rows of these tables be changed, until the end of the block, in its transaction alone."""
    for table in tables:
        if connection.dialect.name == "sqlite":
            for name in ("change", "removal"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER {table}_append_only ON {table}")
    yield
    append_only(connection, *tables)
