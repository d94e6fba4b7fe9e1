"""Printed text → normalised value: numerals, money, dates, periods, indicator cells."""

from extraction.values.amounts import Amount, find_amounts, parse_amount, to_yuan
from extraction.values.dates import parse_date
from extraction.values.numerals import parse_decimal, parse_numeral, to_half_width
from extraction.values.operators import ParsedIndicator, parse_indicator, parse_parts
from extraction.values.periods import DatePoint, Period, find_period

__all__ = [
    "Amount",
    "DatePoint",
    "ParsedIndicator",
    "Period",
    "find_amounts",
    "find_period",
    "parse_amount",
    "parse_date",
    "parse_decimal",
    "parse_indicator",
    "parse_numeral",
    "parse_parts",
    "to_half_width",
    "to_yuan",
]
