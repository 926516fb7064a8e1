"""The one error of reading: what a reader of files or a caller of the package meets when something cannot be read as it is."""


class ReportError(ValueError):
    """A file or a request that cannot be read as it is: which source, where, what was expected and what was there."""

    def __init__(self, source: str, place: str, expected: str, found: str) -> None:
        super().__init__(source, place, expected, found)
        self.source, self.place, self.expected, self.found = source, place, expected, found

    def __str__(self) -> str:
        where = " ".join(part for part in (self.source, self.place) if part)
        return f"{where}:应为{self.expected},实为{self.found}"
