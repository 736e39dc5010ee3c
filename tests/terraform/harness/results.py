"""Results that accumulate: one JSON object a line, the newest of a test counts."""

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """How a test ended, and when that was seen."""

    package: str
    test: str
    outcome: str
    seconds: float
    reason: str
    at: str


def now() -> str:
    """The time, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Results:
    """The file of results. Packages that run side by side may add to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def add(self, result: Result) -> None:
        """Appends one."""
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a") as file:
                file.write(_line(result))

    def forget(self, package: str) -> None:
        """Takes out the results of a package whose tests are about to run again, perhaps under other names."""
        with self._lock:
            kept = [result for result in self._all() if result.package != package]
            if self._path.exists():
                self._path.write_text("".join(_line(result) for result in kept))

    def newest(self) -> dict[tuple[str, str], Result]:
        """The newest result of each test, by package and name."""
        return {(result.package, result.test): result for result in self._all()}

    def _all(self) -> list[Result]:
        if not self._path.exists():
            return []
        return [Result(**json.loads(line)) for line in self._path.read_text().splitlines() if line]


def _line(result: Result) -> str:
    return json.dumps(asdict(result)) + "\n"
