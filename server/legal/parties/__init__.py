"""The rules on the parties: who signs, and for which establishments."""

from server.legal.parties import perimetre, signataires

MODULES = (signataires, perimetre)
