"""What changes from a contract to another."""

from schemas.answer import Answer, membre
from server.amendment.data.changement import Changement


class DifferencesAnswer(Answer):
    """What changes from a contract to another."""

    changements: tuple[Changement, ...] = membre("Changements, dans l’ordre du contrat")
