"""Requests to a server: its challenge answered, what may pass tried again, refusals told in one line."""

import re
import time
from collections.abc import Generator, Mapping
from typing import Final

import httpx

from zhenxing.pushing.target import PASSWORD, TOKEN, USER, Credentials, PushError, Target

TOO_LARGE: Final = 413
MISSING: Final = 404
_PASSING: Final = frozenset({429, 500, 502, 503, 504})
_LONGEST_WAIT: Final = 30.0
_TAGS: Final = re.compile(r"<(?:head|style)\b.*?</(?:head|style)>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
_SAID: Final = 200


class Challenged(httpx.Auth):
    """Answers the server's challenge with user and password: Digest where it asks for it, else Basic."""

    def __init__(self, user: str, password: str) -> None:
        """Nothing is sent before the server asks."""
        self._ways = {"digest": httpx.DigestAuth(user, password), "basic": httpx.BasicAuth(user, password)}
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, and where it is challenged the request again with the answer."""
        if self._way is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = ",".join(response.headers.get_list("www-authenticate")).lower()
            self._way = self._ways["digest" if "digest" in asked else "basic"]
        yield from self._way.auth_flow(request)


class Conversation:
    """A conversation with one server."""

    def __init__(self, target: Target) -> None:
        """No connection is made yet."""
        self._target = target
        known = target.credentials
        self._auth = None if known.token or known.user is None else Challenged(known.user, known.password)
        self._client = self._fresh()

    def _fresh(self) -> httpx.Client:
        """A client without connections."""
        token, timeout = self._target.credentials.token, self._target.timeout
        return httpx.Client(
            auth=self._auth,
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=httpx.Timeout(timeout, connect=min(10, timeout)),
        )

    def _renew(self) -> None:
        """Go on over another connection: who refuses before reading all may take what is left for a request."""
        self.close()
        self._client = self._fresh()

    def close(self) -> None:
        """End the conversation."""
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        bearable: tuple[int, ...] = (),
    ) -> httpx.Response:
        """The answer to a request, tried again while what fails may pass; raises PushError where it is refused."""
        wait = 0.5
        for left in range(self._target.retries, -1, -1):
            try:
                response = self._client.request(
                    method, httpx.URL(url).copy_merge_params(params or {}), content=content, data=form, headers=headers
                )
            except httpx.RequestError as error:
                self._renew()
                if not left:
                    raise PushError(url, self._unreachable(error)) from error
            else:
                if response.is_success:
                    return response
                self._renew()
                if response.status_code in bearable:
                    return response
                if response.status_code not in _PASSING or not left:
                    raise PushError(url, refusal(response, self._target.credentials))
                wait = max(wait, _asked_wait(response))
            time.sleep(min(wait, _LONGEST_WAIT))
            wait *= 2
        raise AssertionError("the last try returns or raises")

    def _unreachable(self, error: httpx.HTTPError) -> str:
        """Why no answer came, and what to do."""
        tries = f" after {self._target.retries + 1} tries" if self._target.retries else ""
        if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
            return f"cannot be reached{tries} ({_plain(str(error))}); is the server running, and is this its address?"
        if isinstance(error, httpx.TimeoutException):
            return f"no answer within {self._target.timeout:g} s{tries}; try a longer --timeout or a smaller --batch"
        return f"the connection broke off{tries} ({_plain(str(error))}); pushing again goes on where this stopped"


def refusal(response: httpx.Response, credentials: Credentials) -> str:
    """Why the server refuses, and what to do."""
    known = credentials.token or credentials.user
    match response.status_code:
        case 401 if not known:
            return f"401, it asks who you are: set {USER} and {PASSWORD}, or {TOKEN}"
        case 401:
            names = TOKEN if credentials.token else f"{USER} or {PASSWORD}"
            return f"401, it does not accept the credentials: {names} is wrong"
        case 403:
            return "403, it does not let " + ("you" if known else f"strangers (set {USER} and {PASSWORD})") + " write"
        case 404 | 405 | 501 as code:
            return f"{code}, it takes no graphs here: is this the address docs/databases.md names for the server?"
        case 413:
            return "413, one statement is too much for it; its limit on the size of requests must be raised"
        case 415:
            return "415, it does not take Turtle"
        case code if response.is_redirect:
            return f"{code}, it has moved: give {response.headers.get('location', 'its new address')} instead"
        case code:
            said = _plain(response.text)
            return f"{code}{', ' if said else ''}{said}"


def _plain(text: str) -> str:
    """The beginning of what a server says, without markup, in one line."""
    line = " ".join(_TAGS.sub(" ", text).split())
    return line if len(line) <= _SAID else f"{line[:_SAID]}…"


def _asked_wait(response: httpx.Response) -> float:
    """The seconds that a server asks to be left alone."""
    said = response.headers.get("retry-after", "")
    return float(said) if said.isdecimal() else 0.0
