"""The one error of reading: what a reader of files or a caller of the package meets when something cannot be read as it is."""


class ReportError(ValueError):
    """A file or a request that cannot be read as it is: which source, where, what was expected and what was there.

    told  the same in a sentence, where one says it plainer: 没有“区教育局”这个单位。是不是：区教委？
    """

    def __init__(self, source: str, place: str, expected: str, found: str, told: str = "") -> None:
        super().__init__(source, place, expected, found, told)
        self.source, self.place, self.expected, self.found, self.told = source, place, expected, found, told

    def __str__(self) -> str:
        if self.told:
            return self.told
        where = " ".join(part for part in (self.source, self.place) if part)
        return f"{where}:应为{self.expected},实为{self.found}"
