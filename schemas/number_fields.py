"""The marshmallow fields that hold a number: always exact, never a float."""

import re
from decimal import Decimal

from schemas.base_fields import EARLIEST, LATEST, FrenchField
from schemas.francais import compte, nombre

LARGEST_AMOUNT = Decimal(10) ** 12  # €


class NombreField(FrenchField):
    """A decimal number, given as a JSON number or as a text with a decimal point."""

    motif = re.compile(r"-?[0-9]{1,13}(?:\.[0-9]{1,10})?")
    decimales = 6
    minimum = -LARGEST_AMOUNT
    maximum = LARGEST_AMOUNT
    attendu = "Donnez un nombre : « 62.5 » (dans un formulaire, « 62,5 »)."

    def read(self, value: object) -> Decimal:
        """Return the number in the one form that all its writings share."""
        number = self._number(value)
        if number is None:
            raise self.refuse(self.attendu)
        if not self.minimum <= number <= self.maximum:
            raise self.refuse(f"Donnez un nombre compris entre {nombre(self.minimum)} et {nombre(self.maximum)}.")
        exact = number.quantize(Decimal(1).scaleb(-self.decimales))
        if exact != number:
            raise self.refuse(f"Donnez {compte(self.decimales, 'décimale')} au plus.")
        return self.make_canonical(exact)

    def write(self, value: Decimal) -> object:
        """Return the number as a text, so that no reader makes a float of it."""
        return f"{value:f}"

    def make_canonical(self, number: Decimal) -> Decimal:
        """Return a number without useless zeros, exponent or minus sign: 62.50 is 62.5, 1E+2 is 100, -0 is 0."""
        return Decimal(f"{number.normalize() + 0:f}")

    def _number(self, value: object) -> Decimal | None:
        if isinstance(value, str):
            return Decimal(value) if self.motif.fullmatch(value) else None
        return _finite(value)


class EurosField(NombreField):
    """An amount in euros, to the cent, signed."""

    decimales = 2
    attendu = "Donnez un montant en euros : « 1098412.37 » (dans un formulaire, « 1 098 412,37 »)."

    def make_canonical(self, number: Decimal) -> Decimal:
        """Return an amount with its two decimals."""
        return number + 0  # no « -0.00 »


class TarifField(EurosField):
    """A daily or point price in euros, to the cent, not negative."""

    minimum = Decimal(0)
    maximum = Decimal(100_000)


class TauxField(NombreField):
    """A rate in percent."""

    minimum = Decimal(0)
    maximum = Decimal(100)
    attendu = "Donnez un taux en pour cent, de 0 à 100 : « 1.5 » (dans un formulaire, « 1,5 »)."


class EntierField(FrenchField):
    """A whole number, not negative, given as a JSON number."""

    minimum = 0
    maximum = 100_000

    def read(self, value: object) -> int:
        """Return the number."""
        number = _finite(value)
        if number is None:
            quoted = isinstance(value, str) and value.isdecimal()
            raise self.refuse("Donnez ce nombre sans guillemets." if quoted else "Donnez un nombre entier : « 84 ».")
        if not self.minimum <= number <= self.maximum:
            raise self.refuse(f"Donnez un nombre entier compris entre {self.minimum} et {nombre(self.maximum)}.")
        if number != int(number):
            raise self.refuse("Donnez un nombre entier, sans décimales.")
        return int(number)


class AnneeField(EntierField):
    """A calendar year."""

    minimum = EARLIEST.year
    maximum = LATEST.year


class RangField(EntierField):
    """A number of years, or the rank of a year in the contract, from 1."""

    minimum = 1
    maximum = 20


def _finite(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None
