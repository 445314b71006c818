"""The law of amendments: what may be changed, when, and by whom."""

MODULES = ()
