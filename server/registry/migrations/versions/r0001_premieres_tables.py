"""The first tables, and what keeps their rows from changing."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID, CODE, SHA256 = sa.String(32), sa.String(16), sa.String(64)
DAY, MOMENT = sa.Date(), sa.DateTime(timezone=True)
IS_OPEN = sa.text("etat IN ('projet', 'arrete')")

ADDED_ONLY = ("versions", "actes", "dossiers", "journal")
SETTLED = "OLD.etat IN ('signe', 'abandonne')"
NUMBERED = (
    "OLD.etat = 'arrete' AND (NEW.numero IS NULL OR NEW.numero <> OLD.numero OR NEW.demande <> OLD.demande "
    "OR NEW.charge <> OLD.charge OR NEW.depart <> OLD.depart OR NEW.date_effet <> OLD.date_effet)"
)


def upgrade() -> None:
    """Create the tables and what protects them."""
    _create_contrats()
    _create_perimetres()
    _create_versions()
    _create_avenants()
    _create_actes()
    _create_dossiers()
    _create_journal()
    for table in ADDED_ONLY:
        _refuse(table, "UPDATE")
        _refuse(table, "DELETE")
    _refuse("avenants", "UPDATE", when=f"{SETTLED} OR {NUMBERED}")
    _refuse("avenants", "DELETE")


def downgrade() -> None:
    """Drop them all."""
    for table in ("journal", "dossiers", "actes", "avenants", "versions", "perimetres", "contrats"):
        op.drop_table(table)
    if _on_postgresql():
        op.execute("DROP FUNCTION cpom_refuse()")


def _create_contrats() -> None:
    op.create_table(
        "contrats",
        sa.Column("id", ID, nullable=False),
        sa.Column("empreinte", SHA256, nullable=False),
        sa.Column("reference", sa.Text()),
        sa.Column("etat", CODE, nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("rang_signe", sa.Integer()),
        sa.Column("date_signature", DAY),
        sa.Column("date_resiliation", DAY),
        sa.Column("cree_le", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contrats"),
        sa.UniqueConstraint("empreinte", name="uq_contrats_empreinte"),
        sa.CheckConstraint("etat IN ('projet', 'arrete', 'signe', 'resilie')", name=op.f("ck_contrats_etat")),
    )
    op.create_index("ix_contrats_reference", "contrats", ["reference"])
    op.create_index("ix_contrats_cree_le", "contrats", ["cree_le"])


def _create_perimetres() -> None:
    op.create_table(
        "perimetres",
        _contrat_id("perimetres"),
        sa.Column("finess", sa.String(9), nullable=False),
        sa.PrimaryKeyConstraint("contrat_id", "finess", name="pk_perimetres"),
    )
    op.create_index("ix_perimetres_finess", "perimetres", ["finess"])


def _create_versions() -> None:
    op.create_table(
        "versions",
        _contrat_id("versions"),
        sa.Column("rang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origine", CODE, nullable=False),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("date_effet", DAY, nullable=False),
        sa.Column("date_fin", DAY, nullable=False),
        *_who_and_when(),
        sa.PrimaryKeyConstraint("contrat_id", "rang", name="pk_versions"),
        sa.CheckConstraint("origine IN ('initial', 'avenant', 'prorogation')", name=op.f("ck_versions_origine")),
    )


def _create_avenants() -> None:
    of_version = ["versions.contrat_id", "versions.rang"]
    op.create_table(
        "avenants",
        sa.Column("id", ID, nullable=False),
        _contrat_id("avenants"),
        sa.Column("numero", sa.Integer()),
        sa.Column("etat", CODE, nullable=False),
        sa.Column("nature", sa.String(32), nullable=False),
        sa.Column("demande", sa.Text(), nullable=False),
        sa.Column("depart", sa.Integer(), nullable=False),
        sa.Column("charge", sa.Text(), nullable=False),
        sa.Column("date_effet", DAY, nullable=False),
        sa.Column("date_signature", DAY),
        sa.Column("rang", sa.Integer()),
        *_who_and_when(),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_avenants"),
        sa.UniqueConstraint("contrat_id", "numero", name="uq_avenants_contrat_id_numero"),
        sa.ForeignKeyConstraint(["contrat_id", "depart"], of_version, name="fk_avenants_contrat_id_depart"),
        sa.ForeignKeyConstraint(["contrat_id", "rang"], of_version, name="fk_avenants_contrat_id_rang"),
        sa.CheckConstraint("etat IN ('projet', 'arrete', 'signe', 'abandonne')", name=op.f("ck_avenants_etat")),
    )
    op.create_index(
        "ix_avenants_ouvert", "avenants", ["contrat_id"], unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
    )


def _create_actes() -> None:
    op.create_table(
        "actes",
        sa.Column("id", ID, nullable=False),
        _contrat_id("actes"),
        sa.Column("nature", sa.String(64), nullable=False),
        sa.Column("date", DAY, nullable=False),
        sa.Column("donnees", sa.JSON(), nullable=False),
        *_who_and_when(),
        sa.PrimaryKeyConstraint("id", name="pk_actes"),
    )
    op.create_index("ix_actes_contrat_id", "actes", ["contrat_id"])


def _create_dossiers() -> None:
    op.create_table(
        "dossiers",
        _contrat_id("dossiers"),
        sa.Column("identifiant", sa.String(64), nullable=False),
        sa.Column("avenant_id", ID, sa.ForeignKey("avenants.id", name="fk_dossiers_avenant_id")),
        sa.Column("quand", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("contrat_id", "identifiant", name="pk_dossiers"),
    )


def _create_journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        _contrat_id("journal"),
        *_who_and_when(),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("objet", sa.String(96), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("ix_journal_contrat_id", "journal", ["contrat_id"])


def _contrat_id(table: str) -> sa.Column[str]:
    return sa.Column("contrat_id", ID, sa.ForeignKey("contrats.id", name=f"fk_{table}_contrat_id"), nullable=False)


def _who_and_when() -> tuple[sa.Column[str], sa.Column[object]]:
    return sa.Column("auteur", sa.Text(), nullable=False), sa.Column("quand", MOMENT, nullable=False)


def _refuse(table: str, change: str, *, when: str = "") -> None:
    """Let the database itself refuse a change, whoever asks for it."""
    condition = f"WHEN ({when})" if when else ""
    head = f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} FOR EACH ROW {condition}"
    if _on_postgresql():
        op.execute(
            "CREATE OR REPLACE FUNCTION cpom_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what is settled in % does not change', TG_TABLE_NAME; END $$"
        )
        op.execute(f"{head} EXECUTE FUNCTION cpom_refuse()")
    else:
        op.execute(f"{head} BEGIN SELECT RAISE(ABORT, 'what is settled in {table} does not change'); END")


def _on_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"
