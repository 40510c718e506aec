"""What the name of a field says about its value."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Mapping, Optional

from ..policy.document import Document
from ..policy.js_pattern import compile_pattern, to_units

_CACHE_MAX = 4096


class KeyRules:
    """Which keys hold secrets, by the document and the policy's own lists."""

    def __init__(self, document: Document, policy: Mapping[str, Any]) -> None:
        keys = document["rules"]["keys"]
        scrubbing = policy["scrubbing"]
        self._separators = compile_pattern(keys["separators"])
        self._secret = compile_pattern(keys["secret"])
        self._exact = frozenset(keys["secretExact"])
        self._token_count = compile_pattern(keys["tokenCount"])
        self._cookies = frozenset(keys["sessionCookies"])
        self._cookie_prefix = compile_pattern(keys["cookiePrefix"])
        self._cookie_attribute = compile_pattern(keys["cookieAttribute"])
        personal = document["rules"]["personal"]
        self._personal_exact = frozenset(personal["exact"])
        self._personal = compile_pattern(personal["pattern"])
        own = (self.compact(field.strip()) for field in scrubbing["keys"])
        self._own: List[str] = [field for field in own if field]
        self._safe = frozenset(field.strip().lower() for field in scrubbing["safeKeys"])

    def compact(self, key: str) -> str:
        """``X-Api_Key`` → ``xapikey``."""
        return self._separators.sub("", key.lower())

    def is_secret(self, key: str) -> bool:
        """By the built-in rule alone, as text rules ask."""
        compact = self.compact(key)
        if compact in self._exact:
            return True
        return bool(self._secret.search(compact)) and not self._token_count.search(compact)

    def is_safe(self, key: str) -> bool:
        return bool(self._safe) and key.lower() in self._safe

    def is_personal(self, key: str) -> bool:
        """Whether an attribute of this name holds who somebody is."""
        compact = self.compact(key)
        return compact in self._personal_exact or self._personal.search(compact) is not None

    def is_filtered(self, key: str) -> bool:
        if self.is_safe(key):
            return False
        if self.is_secret(key) or self._is_session_attribute(key):
            return True
        compact = self.compact(key)
        return any(field in compact for field in self._own)

    def _is_session_attribute(self, key: str) -> bool:
        """An attribute named after a session or CSRF cookie."""
        cookie = self._cookie_attribute.search(key.lower())
        return cookie is not None and self._cookie_prefix.sub("", cookie[1]) in self._cookies


class KeyClasses:
    """``filter``, ``drop``, ``address``, ``sql``, ``safe``, ``trusted`` or ``plain``, as in the TypeScript scrubber."""

    def __init__(
        self,
        document: Document,
        policy: Mapping[str, Any],
        *,
        keys: KeyRules,
        scrub_text: Callable[[str], str],
    ) -> None:
        classes = document["rules"]["classes"]
        self._policy = policy
        self._keys = keys
        self._scrub_text = scrub_text
        self._trusted = frozenset(classes["trusted"])
        self._addresses = frozenset(classes["clientAddress"])
        self._status_text: str = classes["statusText"]
        self._patterns = {
            name: compile_pattern(source) for name, source in classes.items() if isinstance(source, Mapping)
        }
        self._dropped = self._dropping(policy["data"])
        self._known: Dict[str, str] = {}

    def of(self, key: str) -> str:
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _CACHE_MAX:
                self._known.clear()
            known = "safe" if self._keys.is_safe(key) else self._classify(key)
            self._known[key] = known
        return known

    def is_header_allowed(self, name: str) -> bool:
        """Attribute names write ``x-request-id`` as ``x_request_id``."""
        return name.lower().replace("_", "-") in self._policy["scrubbing"]["headers"]

    def _classify(self, key: str) -> str:
        lower = key.lower()
        if lower in self._trusted:
            return "trusted"
        # A key may itself be the secret: objects keyed by e-mail address or token.
        if self._scrub_text(to_units(key)) != to_units(key) or self._is_dropped(lower):
            return "drop"
        header = self._search("header", lower)
        if header is not None:
            return "plain" if self.is_header_allowed(header[2]) and header[1] == "request" else "drop"
        if self._keys.is_filtered(key):
            return "filter"
        if self._search("sql", lower):
            return "plain" if self._policy["data"]["databaseQueryData"] else "sql"
        return "address" if self._search("address", lower) else "plain"

    def _search(self, name: str, key: str) -> Optional["re.Match[str]"]:
        return self._patterns[name].search(key)

    def _is_dropped(self, key: str) -> bool:
        if key == self._status_text:
            return True
        if not self._policy["data"]["clientAddress"] and key in self._addresses:
            return True
        if any(self._search(name, key) for name in self._dropped):
            return True
        scrubbing = self._policy["scrubbing"]
        if scrubbing["freeText"] == "drop" and key.startswith("sentry.message.parameter"):
            return True
        user = self._search("user", key)
        return user is not None and user[1] not in scrubbing["userFields"]

    @staticmethod
    def _dropping(data: Mapping[str, Any]) -> List[str]:
        names = {
            "query": "queryStrings",
            "body": "requestBodies",
            "databaseData": "databaseQueryData",
            "queueData": "queueArguments",
            "genAi": "genAi",
            "graphQl": "graphQl",
        }
        return [name for name, category in names.items() if not data[category]]
