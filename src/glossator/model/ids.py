"""Ids: text that names one thing for ever; a type of its own for each kind of thing.

An id is a lower-case UUID (made by the client for what a reader makes) unless
its comment says otherwise.
"""

from __future__ import annotations

from typing import NewType

SourceId = NewType("SourceId", str)
EditionId = NewType("EditionId", str)  # 64 hex digits: see `model.books.Edition`
OriginalHash = NewType("OriginalHash", str)  # SHA-256 of the file's bytes, 64 hex digits
AnnotationId = NewType("AnnotationId", str)
LinkId = NewType("LinkId", str)
CorrectionId = NewType("CorrectionId", str)
PenId = NewType("PenId", str)  # short word made once, such as "rule"; unique in its pen system
PenSystemId = NewType("PenSystemId", str)  # short word, the stem of its file's name
TopicId = NewType("TopicId", str)
EntryId = NewType("EntryId", str)
RuleId = NewType("RuleId", str)
CourseId = NewType("CourseId", str)
OperationId = NewType("OperationId", str)  # made by the client; one for each step of a reader
