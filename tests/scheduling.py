"""Which worker runs which test."""

from xdist.scheduler import LoadScopeScheduling


class ByFile(LoadScopeScheduling):
    """A file's tests go to one worker, in order, as what they share is made once; all of the browser's to one, since
    they share a site and the journey changes it.
    """

    def _split_scope(self, nodeid: str) -> str:
        file: str = nodeid.partition("::")[0]
        return "tests/browser" if file.startswith("tests/browser/") else file
