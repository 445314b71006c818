"""Drafts, each of their saves, and the files attached to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID, SHA256, MOMENT = sa.String(32), sa.String(64), sa.DateTime(timezone=True)
ADDED_ONLY = ("saisies", "joints")


def upgrade() -> None:
    """Create the tables and what protects them."""
    _create_brouillons()
    _create_saisies()
    _create_joints()
    for table in ADDED_ONLY:
        _refuse(table, "UPDATE")
        _refuse(table, "DELETE")


def downgrade() -> None:
    """Drop them all."""
    for table in ("joints", "saisies", "brouillons"):
        op.drop_table(table)


def _create_brouillons() -> None:
    op.create_table(
        "brouillons",
        sa.Column("id", ID, nullable=False),
        sa.Column("objet", sa.String(16), nullable=False),
        sa.Column("contrat_id", ID, sa.ForeignKey("contrats.id", name="fk_brouillons_contrat_id")),
        sa.Column("avenant_id", ID, sa.ForeignKey("avenants.id", name="fk_brouillons_avenant_id")),
        sa.Column("titre", sa.Text(), nullable=False),
        sa.Column("clos", sa.Boolean(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("empreinte", SHA256, nullable=False),
        sa.Column("auteur", sa.Text(), nullable=False),
        sa.Column("cree_le", MOMENT, nullable=False),
        sa.Column("modifie_le", MOMENT, nullable=False),
        sa.Column("bilan", sa.JSON()),
        sa.Column("bilan_rang", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_brouillons"),
        sa.CheckConstraint("objet IN ('contrat', 'avenant')", name=op.f("ck_brouillons_objet")),
        sa.CheckConstraint("avenant_id IS NULL OR contrat_id IS NOT NULL", name=op.f("ck_brouillons_avenant")),
    )
    op.create_index("ix_brouillons_contrat_id", "brouillons", ["contrat_id"])
    op.create_index("ix_brouillons_modifie_le", "brouillons", ["modifie_le"])


def _create_saisies() -> None:
    op.create_table(
        "saisies",
        _brouillon_id("saisies"),
        sa.Column("rang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texte", sa.LargeBinary(), nullable=False),
        sa.Column("lieu", sa.Text(), nullable=False),
        *_who_and_when(),
        sa.PrimaryKeyConstraint("brouillon_id", "rang", name="pk_saisies"),
    )


def _create_joints() -> None:
    op.create_table(
        "joints",
        sa.Column("id", sa.Integer(), nullable=False),
        _brouillon_id("joints"),
        sa.Column("identifiant", sa.Text(), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("taille", sa.BigInteger(), nullable=False),
        *_who_and_when(),
        sa.PrimaryKeyConstraint("id", name="pk_joints"),
    )
    op.create_index("ix_joints_brouillon_id", "joints", ["brouillon_id"])


def _brouillon_id(table: str) -> sa.Column[str]:
    of_brouillon = sa.ForeignKey("brouillons.id", name=f"fk_{table}_brouillon_id")
    return sa.Column("brouillon_id", ID, of_brouillon, nullable=False)


def _who_and_when() -> tuple[sa.Column[str], sa.Column[object]]:
    return sa.Column("auteur", sa.Text(), nullable=False), sa.Column("quand", MOMENT, nullable=False)


def _refuse(table: str, change: str) -> None:
    """Let the database itself refuse a change, with what the first tables left there."""
    head = f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} FOR EACH ROW"
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"{head} EXECUTE FUNCTION cpom_refuse()")
    else:
        op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'what is settled in {table} does not change'); END")
