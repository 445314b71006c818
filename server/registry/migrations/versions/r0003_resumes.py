"""What the list of contracts shows and searches; what it says of those already there is drawn from them afterwards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OF_VERSIONS = ["contrat_id", "rang", "date_effet", "date_fin"]
IN_SQLITE = (  # what is searched holds no word itself; triggers keep it as the words are kept
    (
        "CREATE VIRTUAL TABLE mots_cherches USING fts5(mots, content='mots', content_rowid='resume_id', "
        "tokenize='ascii', detail='none', columnsize=0, prefix='1 2 3')"
    ),
    (
        "CREATE TRIGGER mots_insert AFTER INSERT ON mots BEGIN "
        "INSERT INTO mots_cherches(rowid, mots) VALUES (new.resume_id, new.mots); END"
    ),
    (
        "CREATE TRIGGER mots_delete AFTER DELETE ON mots BEGIN "
        "INSERT INTO mots_cherches(mots_cherches, rowid, mots) VALUES ('delete', old.resume_id, old.mots); END"
    ),
)


def upgrade() -> None:
    """Create the tables, the index of the words, and that of the days, which spares the reading of long rows."""
    _create_resumes()
    _create_mots()
    op.create_index("ix_versions_contrat_id_rang_date_effet_date_fin", "versions", OF_VERSIONS)
    if _on_postgresql():
        op.create_index("mots_cherches", "mots", ["mots"], postgresql_using="gin")
    else:
        for statement in IN_SQLITE:
            op.execute(statement)


def downgrade() -> None:
    """Drop them all."""
    if not _on_postgresql():
        op.drop_table("mots_cherches")
    op.drop_index("ix_versions_contrat_id_rang_date_effet_date_fin", "versions")
    op.drop_table("mots")
    op.drop_table("resumes")


def _create_resumes() -> None:
    op.create_table(
        "resumes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contrat_id", sa.String(32), nullable=False),
        sa.Column("base_legale", sa.String(16), nullable=False),
        sa.Column("gestionnaire", sa.Text(), nullable=False),
        sa.Column("etablissements", sa.Integer(), nullable=False),
        sa.Column("departements", sa.Text(), nullable=False),
        sa.Column("date_entree_en_vigueur", sa.Date(), nullable=False),
        sa.Column("date_fin", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_resumes"),
        sa.ForeignKeyConstraint(["contrat_id"], ["contrats.id"], name="fk_resumes_contrat_id"),
        sa.UniqueConstraint("contrat_id", name="uq_resumes_contrat_id"),
    )


def _create_mots() -> None:
    of_resume = sa.ForeignKey("resumes.id", name="fk_mots_resume_id", ondelete="CASCADE")
    op.create_table(
        "mots",
        sa.Column("resume_id", sa.Integer(), of_resume, nullable=False),
        sa.Column("mots", TSVECTOR() if _on_postgresql() else sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("resume_id", name="pk_mots"),
    )


def _on_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"
