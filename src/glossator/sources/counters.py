"""Write counts as word processors do: 3 as "3", "iii", "C", "3rd", "third"."""

from __future__ import annotations

from collections.abc import Callable

_LARGEST = 32_767  # ISO/IEC 29500-1, 17.9.25 and Word itself; a larger count is written in digits
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
"""The letters of Roman numbers, the largest first."""
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = [
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_CIRCLED = tuple(chr(0x2460 + at) for at in range(20))
_IN_PARENTHESES = tuple(chr(0x2474 + at) for at in range(20))
_WITH_STOP = tuple(chr(0x2488 + at) for at in range(20))
_CHICAGO = "*†‡§"
_HAN = "〇一二三四五六七八九"
_DIGITS = {
    "arabicIndic": 0x0660,
    "hindiNumbers": 0x0966,
    "thaiNumbers": 0x0E50,
    "decimalFullWidth": 0xFF10,
    "decimalFullWidth2": 0xFF10,
}


def write_count(count: int, form: str) -> str:
    """Write a count in a number format of WordprocessingML (ST_NumberFormat).

    Args:
        count: from 0; what a format cannot write comes out in digits.
        form: "decimal", "lowerRoman", "ordinal", …; one that is not known counts as "decimal".
    """
    if form in {"none", "bullet"}:
        return ""
    write = _FORMS.get(form)
    return write(count) if write and 0 < count <= _LARGEST else str(count)


def roman(count: int) -> str:
    """Write a Roman number in small letters."""
    parts = []
    for value, letters in ROMAN:
        times, count = divmod(count, value)
        parts.append(letters * times)
    return "".join(parts)


def repeated_letter(count: int, letters: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Write as Word does: z, aa, bb, cc."""
    times, at = divmod(count - 1, len(letters))
    return letters[at] * min(times + 1, 100)


def spreadsheet_letters(count: int) -> str:
    """Write as OpenDocument does: z, aa, ab, ac."""
    letters = ""
    while count > 0:
        count, at = divmod(count - 1, 26)
        letters = chr(97 + at) + letters
    return letters


def ordinal(count: int) -> str:
    """Write "1st", "2nd", "11th"."""
    teens = count % 100 in {11, 12, 13}
    return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def cardinal_words(count: int) -> str:
    """Write a count in English words, in small letters."""
    if count < 20:
        return _ONES[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if count >= 1000 else (100, "hundred")
    many, rest = divmod(count, size)
    return f"{cardinal_words(many)} {name}" + (f" {cardinal_words(rest)}" if rest else "")


def ordinal_words(count: int) -> str:
    """Write a place in English words: "twenty-first"."""
    words = cardinal_words(count)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last not in _ORDINALS:
        last = f"{last[:-1]}ie" if last.endswith("y") else last
    return words[:start] + _ORDINALS.get(last, f"{last}th")


def _listed(signs: tuple[str, ...]) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else str(count)


def _lettered(letters: str) -> Callable[[int], str]:
    return lambda count: repeated_letter(count, letters)


def _chicago(count: int) -> str:
    return repeated_letter(count, _CHICAGO)


def _han_counting(count: int) -> str:
    """Write up to 99 by tens, more digit by digit."""
    if count > 99:
        return "".join(_HAN[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    lead = ("" if tens == 1 else _HAN[tens]) + "十" if tens else ""
    return lead + (_HAN[ones] if ones or not tens else "")


def _in_digits(zero: int) -> Callable[[int], str]:
    return lambda count: "".join(chr(zero + int(digit)) for digit in str(count))


def _capital(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: write(count).upper()


def _sentence(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: write(count).capitalize()


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": _capital(roman),
    "lowerLetter": repeated_letter,
    "upperLetter": _capital(repeated_letter),
    "ordinal": ordinal,
    "cardinalText": _sentence(cardinal_words),
    "ordinalText": _sentence(ordinal_words),
    "decimalZero": lambda count: f"{count:02}",
    "hex": lambda count: f"{count:X}",
    "numberInDash": lambda count: f"- {count} -",
    "chicago": _chicago,
    "decimalEnclosedCircle": _listed(_CIRCLED),
    "decimalEnclosedCircleChinese": _listed(_CIRCLED),
    "decimalEnclosedParen": _listed(_IN_PARENTHESES),
    "decimalEnclosedFullstop": _listed(_WITH_STOP),
    "russianLower": _lettered(_RUSSIAN),
    "russianUpper": _capital(_lettered(_RUSSIAN)),
    "hebrew2": _lettered(_HEBREW),
    "arabicAlpha": _lettered(_ARABIC),
    "arabicAbjad": _lettered(_ABJAD),
    "thaiLetters": _lettered(_THAI),
    "greekLower": _lettered(_GREEK),
    "greekUpper": _capital(_lettered(_GREEK)),
    "chineseCounting": _han_counting,
    "chineseCountingThousand": _han_counting,
    "ideographDigital": lambda count: "".join(_HAN[int(digit)] for digit in str(count)),
    "japaneseCounting": _han_counting,
    "taiwaneseCounting": _han_counting,
    "taiwaneseCountingThousand": _han_counting,
    **{name: _in_digits(zero) for name, zero in _DIGITS.items()},
}
