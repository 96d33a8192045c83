"""What Alembic runs: the steps, within the transaction of the connection that `migrating.upgrade` hands over."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
