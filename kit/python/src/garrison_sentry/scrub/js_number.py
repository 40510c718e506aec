"""Numbers as JavaScript writes them."""

from __future__ import annotations

from typing import Union

_POSITIONAL_MAX = 1e21


def js_number(value: Union[int, float]) -> str:
    """``String(value)``; integers beyond the exact range are written as the nearest float, as JavaScript has them."""
    try:
        number = float(value)
    except OverflowError:
        return "Infinity"
    if number != number:
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) < _POSITIONAL_MAX and number == int(number):
        return _integer(number)
    return repr(number).replace("e+0", "e+").replace("e-0", "e-")


def _integer(number: float) -> str:
    """The shortest digits that name the number, padded with zeros."""
    mantissa, _, exponent = repr(number).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + ("" if fraction == "0" else fraction)
    if exponent == "":
        return whole
    places = int(exponent) - (0 if fraction == "0" else len(fraction))
    return digits + "0" * places
