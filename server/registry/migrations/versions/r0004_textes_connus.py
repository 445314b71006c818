"""The text of the registry that each draft knows; one opened before is asked before it replaces any.

The drafts of what is settled are closed, as they now are when it is settled.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CLOSE_SETTLED = """
UPDATE brouillons SET clos = true
WHERE avenant_id IN (SELECT id FROM avenants WHERE etat IN ('signe', 'abandonne'))
OR objet = 'contrat' AND contrat_id IN (SELECT id FROM contrats WHERE etat IN ('signe', 'resilie'))
"""


def upgrade() -> None:
    """Add the column, and close the drafts."""
    op.add_column("brouillons", sa.Column("texte_connu", sa.String(64), nullable=True))
    op.execute(CLOSE_SETTLED)


def downgrade() -> None:
    """Drop the column; what is closed stays so."""
    op.drop_column("brouillons", "texte_connu")
