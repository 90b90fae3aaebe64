import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from standins.keyrings import LockedKeyring, MemoryKeyring, PlainTextKeyring

from stillroom.errors import KnownError
from stillroom.secrets import delete_secret, get_secret, hide, keyring_works, set_secret


def test_a_secret_is_kept_in_the_keyring_and_forgotten(memory_keyring: MemoryKeyring) -> None:
    set_secret("weather", " s3cret\n")
    assert memory_keyring.kept == {("stillroom", "weather"): "s3cret"}
    assert get_secret("weather") == "s3cret"
    assert get_secret("other") is None
    assert keyring_works() == ""
    delete_secret("weather")
    delete_secret("weather")
    assert get_secret("weather") is None


def test_the_environment_gives_what_the_keyring_has_not(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STILLROOM_SECRET_MY_WEATHER_KEY", "from the environment")
    assert get_secret("my-weather.key") == "from the environment"
    set_secret("my-weather.key", "from the keyring")
    assert get_secret("my-weather.key") == "from the keyring"


def test_an_empty_secret_is_none(memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_SECRET_A", "")
    assert get_secret("a") is None
    with pytest.raises(KnownError, match="empty"):
        set_secret("a", "  ")


@pytest.mark.parametrize(
    ("backend", "said"),
    [(keyring.backends.fail.Keyring, "no keyring"), (PlainTextKeyring, "no keyring"), (LockedKeyring, "is locked")],
)
def test_a_keyring_that_does_not_work_says_so_and_the_environment_stays(
    backend: type[KeyringBackend], said: str, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(backend())
    monkeypatch.setenv("STILLROOM_SECRET_A", "s3cret")
    assert said in keyring_works()
    assert get_secret("a") == "s3cret"
    assert get_secret("b") is None
    with pytest.raises(KnownError) as caught:
        set_secret("b", "s3cret")
    assert said in caught.value.message
    assert "STILLROOM_SECRET_B" in caught.value.hint
    assert "s3cret" not in str(caught.value.to_json())


def test_of_several_keyrings_a_safe_one_is_taken(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = PlainTextKeyring()
    monkeypatch.setattr(ChainerBackend, "backends", [plain, memory_keyring])
    keyring.set_keyring(ChainerBackend())
    set_secret("a", "s3cret")
    assert get_secret("a") == "s3cret"
    assert memory_keyring.kept
    assert not plain.kept


def test_a_secret_is_hidden_in_what_others_say() -> None:
    said = hide(
        "got s3cret/é+1, at /?key=s3cret%2F%C3%A9%2B1 or s3cret/%C3%A9%2B1", {"weather": "s3cret/é+1", "none": ""}
    )
    assert said == "got {secret:weather}, at /?key={secret:weather} or {secret:weather}"


GNOME = """
printf 'a password' | gnome-keyring-daemon --components=secrets --daemonize --unlock > /dev/null
"$0" -c '
import keyring
from stillroom.secrets import delete_secret, get_secret, keyring_works, set_secret
assert keyring_works() == "", keyring_works()
set_secret("weather", "s3cret")
assert get_secret("weather") == "s3cret"
assert get_secret("other") is None
delete_secret("weather")
assert get_secret("weather") is None
print(type(keyring.get_keyring()).__module__)
'
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not shutil.which("gnome-keyring-daemon") or not shutil.which("dbus-run-session"),
    reason="needs gnome-keyring and D-Bus",
)
def test_a_real_keyring_of_a_desktop_keeps_it(tmp_path: Path) -> None:
    environment = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    command = ["dbus-run-session", "--", "sh", "-c", GNOME, sys.executable]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in ("keyring.backends.SecretService", "keyring.backends.chainer")
    assert b"s3cret" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
