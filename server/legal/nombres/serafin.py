"""When the tariff reform of the establishments for disabled children begins, as the press tells: its decree was not read."""

from datetime import date

EFFET = date(2027, 1, 1)
