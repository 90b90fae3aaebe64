"""The model hub: where it is, who asks it, and what it refuses, in words.

Its client, huggingface_hub, opens the connections, proxies and certificates included, and reads what the hub refuses. The headers
are ours: its own tell which program runs it, of which it first asks a list from the hub.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
import msgspec

from stillroom import __version__
from stillroom.errors import KnownError, StudentError
from stillroom.secrets import get_secret, variable
from stillroom.settings import Settings
from stillroom.students.naming import HubName

OFFICIAL = "https://huggingface.co"
SECONDS_TO_ANSWER = 10.0
_SCHEME = "Bearer"


def hub_address() -> str:
    """Where the hub is: the mirror of the settings, else that of `HF_ENDPOINT`, else Hugging Face's own."""
    return Settings().get("hub") or os.environ.get("HF_ENDPOINT", "").rstrip("/") or OFFICIAL


def token_name() -> str:
    """The secret that the hub is shown where it wants to know who asks. Each server has its own: a mirror gets no other's."""
    return f"hub-{urlsplit(hub_address()).hostname}"


def read_token() -> str | None:
    """The token of the keyring; else that of `HF_TOKEN` or of a login by Hugging Face's tools, for the hub that those ask too.

    Raises:
        KnownError: what is kept cannot be one; a client that refused to send it would show it.
    """
    from huggingface_hub import get_token

    token = get_secret(token_name()) or (get_token() if _is_for_all_tools() else None)
    if token and not (token.isascii() and token.isprintable()):
        raise _refused(401, "")
    return token


def _is_for_all_tools() -> bool:
    return hub_address() in (OFFICIAL, os.environ.get("HF_ENDPOINT", "").rstrip("/"))


def headers(token: str | None) -> dict[str, str]:
    """What every request to the hub says of itself, and the token where one is needed."""
    said = {"User-Agent": f"stillroom/{__version__}", "Accept-Encoding": "identity"}
    return said | ({"Authorization": f"{_SCHEME} {token}"} if token else {})


def page_of(hub: HubName) -> str:
    """Where a person reads about a model, and agrees to what it asks for: a mirror has no such pages."""
    return f"{OFFICIAL}/{hub.hub}"


@contextmanager
def hub_words(hub: HubName) -> Iterator[None]:
    """What the hub's client raises in the block, as a KnownError or StudentError that says what to do."""
    from huggingface_hub.errors import (
        DisabledRepoError,
        GatedRepoError,
        HfHubHTTPError,
        OfflineModeIsEnabled,
        RemoteEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    address = hub_address()
    try:
        yield
    except GatedRepoError as error:
        raise gate(hub) from error
    except (RevisionNotFoundError, RemoteEntryNotFoundError) as error:
        raise KnownError(
            "The model has changed on the hub",
            f"{address} no longer gives the files of {hub.hub} that were begun with.",
            f"Begin anew: stillroom students remove {hub.hub}, then get it again.",
        ) from error
    except (RepositoryNotFoundError, DisabledRepoError) as error:
        raise StudentError(
            "No such model on the hub",
            f"{address} has no model {hub.hub}, or does not show it to you.",
            f"Check its name. If it is private, make a token that may read it. {_keep()}",
        ) from error
    except HfHubHTTPError as error:
        raise _refused(error.response.status_code, error.server_message or "") from error
    except OfflineModeIsEnabled as error:
        raise KnownError(
            "The hub is switched off",
            "HF_HUB_OFFLINE is set, which forbids asking it.",
            f"Unset HF_HUB_OFFLINE, or copy the model as {hub.folder} into {Settings().get('students_folder')}.",
        ) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise KnownError(
            "The hub does not answer",
            f"{address}: {str(error) or type(error).__name__}.",
            "See whether this computer is online; what was downloaded is kept. Where that hub cannot be reached, choose a mirror in"
            f" the settings, or copy the model as {hub.folder} into {Settings().get('students_folder')}.",
        ) from error
    except msgspec.DecodeError as error:
        raise KnownError(
            "This is no model hub", f"What {address} says of {hub.hub} is not what a hub says.", "Check its address."
        ) from error


def gate(hub: HubName, asks: str = "") -> StudentError:
    """What stands between the user and a model whose makers want to know who has it; `asks` is how they say it."""
    page = page_of(hub)
    makers = f"The makers of {hub.hub} give it to those who agree to their terms."
    said = f" They say: {asks}" if asks else ""
    if read_token() is None:
        return StudentError(
            "The model is behind a gate",
            makers + said,
            f"Sign in at {page} and agree there. Then make a token that may read, at {OFFICIAL}/settings/tokens. {_keep()}",
        )
    return StudentError(
        "Your account is not let in yet",
        makers + " The token that is kept here belongs to none of them." + said,
        f"Sign in at {page} with the account of your token and agree there. Some makers let nobody in before they have looked.",
    )


def _keep() -> str:
    where = "HF_TOKEN" if _is_for_all_tools() else variable(token_name())
    return f"Keep it with: stillroom students set-token. Without a keyring, set {where}."


def _refused(status: int, said: str) -> KnownError:
    address, reason = hub_address(), said or f"HTTP {status}"
    match status:
        case 401:
            return KnownError(
                "The hub does not know your token",
                f"{address} does not take the token that is kept for it.",
                f"Make a new one at {OFFICIAL}/settings/tokens. {_keep()}",
            )
        case 403:
            return KnownError(
                "The hub refuses",
                f"The hub at {address} says: {reason}.",
                "Let your token read what you may read, then try again.",
            )
        case 429:
            return KnownError(
                "The hub asks for patience",
                f"{address} was asked too often from here.",
                "Try again in some minutes; what was downloaded is kept.",
            )
    return KnownError(
        "The hub does not work right now",
        f"The hub at {address} says: {reason}.",
        "Try again later; what was downloaded is kept.",
    )
