"""The text of the registry that each draft knows; one opened before is asked before it replaces any."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("brouillons", sa.Column("texte_connu", sa.String(64), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("brouillons", "texte_connu")
