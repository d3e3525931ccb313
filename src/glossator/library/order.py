"""Order keys: text that sorts siblings, with room for another between any two.

Fractional indexing in base 62 (the method of Figma's "Realtime editing of
ordered sequences", 2017): a key is read as the digits after a point, and a new
key is any fraction between its neighbours. No key ends in the lowest digit, so
there is always room before it.
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def order_between(before: str, after: str) -> str:
    """Make a key that sorts after `before` and before `after`.

    Args:
        before: the key of the left neighbour, "" for none.
        after: the key of the right neighbour, "" for none.

    Raises:
        ValueError: `before` does not sort before `after`.
    """
    if after and before >= after:
        raise ValueError(f"no key fits between {before!r} and {after!r}")
    key = ""
    at = 0
    while True:
        low = _DIGITS.index(before[at]) if at < len(before) else 0
        high = _DIGITS.index(after[at]) if at < len(after) else len(_DIGITS)
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        if high > low:
            after = ""  # the key is below `after` already: only `before` binds from here on
        at += 1
