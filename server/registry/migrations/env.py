"""What Alembic runs: the revisions, within the transaction of whoever asks for them."""

from alembic import context
from sqlalchemy import text

from server.registry.tables.drafts import Brouillon

LOCK = 20170303  # any number, the same for all who migrate

WORDS = "mots_cherches"  # what each database searches words in; the models say nothing of it

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
context.configure(
    connection=connection,
    target_metadata=Brouillon.metadata,
    transactional_ddl=True,
    include_name=lambda name, _, __: not (name or "").startswith(WORDS),
)
with context.begin_transaction():
    context.run_migrations()
