"""What holds for every test: no network, no settings of the user, nothing left running."""

import os
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

# The options of pytest-socket in pyproject.toml keep this process from the network; this keeps the model hub's client,
# here and in child processes, from trying. It reads this when it is imported.
os.environ["HF_HUB_OFFLINE"] = "1"


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings of the tests' own, for child processes too. Prepared weights stay in the user's cache: they are dear to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STILLROOM_CONFIG", str(tmp_path_factory.mktemp("config")))
        yield


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails a test that leaves a thread or a child process behind, after two seconds in which they may end."""
    threads, children = _threads(), _children()
    yield
    patience = time.monotonic() + 2
    while (_threads() - threads or _children() - children) and time.monotonic() < patience:
        time.sleep(0.02)
    left = [thread.name for thread in _threads() - threads]
    for child in _children() - children:
        try:
            left.append(f"process {child.pid}: {' '.join(child.cmdline()) or child.status()}")
            child.kill()
        except psutil.NoSuchProcess:
            continue
    if left:
        pytest.fail("left running: " + "; ".join(left), pytrace=False)
