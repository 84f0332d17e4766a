"""What was changed or struck out in a document, told in notes of its report."""

__all__ = ["Revisions"]


class Revisions:
    """Told of tracked changes and struck-out words while a document is read.

    >>> revisions = Revisions()
    >>> revisions.are_tracked = True
    >>> revisions.notes
    ('it has tracked changes, and was read as it stands after all of them',)
    """

    def __init__(self) -> None:
        self.are_tracked = False
        self.are_struck = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes for the report, one sentence each, without a full stop."""
        tracked = "it has tracked changes, and was read as it stands after all of them"
        struck = "words that are struck through were left out"
        return (*[tracked] * self.are_tracked, *[struck] * self.are_struck)
