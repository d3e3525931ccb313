"""Titles of cases."""

from __future__ import annotations

import pytest

from glossator.sources.case_titles import case_title


@pytest.mark.parametrize(
    ("parties", "title"),
    [
        ("CRANE, Appellee v. JONAS WEIR, JR., Appellant", "Crane v. Jonas Weir, Jr."),
        ("PEOPLE OF THE ISLE vs. O’HARA & SONS, LLC", "People of the Isle v. O’Hara & Sons, LLC"),
        ("Crane, Plaintiff-Appellant, v. Weir.", "Crane v. Weir"),
        ("Crane v. The Weir Co.", "Crane v. The Weir Co."),
        ("ANNA CRANE AND TOM CRANE, Petitioners v. MCNAB'S INC., Respondent",
         "Anna Crane and Tom Crane v. McNab's Inc."),
        ("In re Crane", "In re Crane"),
        ("Anna CRANE, Plaintiff, v. WEIR MILLS CORPORATION, a North Island Corporation; Weir "
         "Holdings, LLC, a North Island Company; and Jonas Weir, Defendants.",
         "Anna CRANE v. Weir Mills Corporation"),
    ],
)  # fmt: skip
def test_a_title_has_the_names_without_roles_and_without_shouting(parties: str, title: str) -> None:
    assert case_title(parties) == title


def test_a_title_of_a_title_is_itself() -> None:
    title = case_title("CRANE, Appellee v. WEIR, Appellant")
    assert case_title(title) == title
