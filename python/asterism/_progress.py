"""How far a fit is, shown by tqdm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asterism import _engine


class Bar:
    """A bar a stage. Needs tqdm."""

    def __init__(self) -> None:
        from tqdm.auto import tqdm

        self._make = tqdm
        self._bar: Any = None
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage and stage:
            self.close()
            self._stage = stage
            self._bar = self._make(desc=stage, total=total or None)
        if self._bar is not None and total:
            self._bar.total = total
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Leaves the last bar as it is."""
        if self._bar is not None:
            self._bar.close()


def teller(progress: bool | Callable[[str, int, int], object]) -> _engine.Progress:
    """What to call: nothing, a bar, or what the user gave."""
    if callable(progress):
        return progress
    return Bar() if progress else None
