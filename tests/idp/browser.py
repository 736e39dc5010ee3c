"""A browser, as far as sign-in needs one: cookies, redirects one at a time, forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import requests


@dataclass
class Form:
    action: str
    method: str = "get"
    fields: dict = field(default_factory=dict)


class Page(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self, url, text):
        super().__init__()
        self.url, self.forms = url, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.forms.append(Form(urljoin(self.url, values.get("action") or self.url), (values.get("method") or "get").lower()))
        elif tag in ("input", "button") and self.forms and values.get("name"):
            self.forms[-1].fields.setdefault(values["name"], values.get("value") or "")


class Browser:
    """One browser. `here` is the address of the last answer, `answer` the answer itself."""

    def __init__(self):
        self.session = requests.Session()
        self.session.trust_env = False
        self.here, self.answer = "", None

    def get(self, url):
        return self._ask("GET", url)

    def post(self, url, fields):
        return self._ask("POST", url, data=fields)

    def _ask(self, method, url, **options):
        self.here = urljoin(self.here, url)
        # A browser says where a form was, unless the page forbids it; nothing here depends on that.
        self.answer = self.session.request(method, self.here, allow_redirects=False, timeout=20, **options)
        return self

    @property
    def redirected_to(self):
        """Where the answer sends the browser, or nothing."""
        location = self.answer.headers.get("Location") if 300 <= self.answer.status_code < 400 else None
        return urljoin(self.here, location) if location else None

    def follow(self, until=None):
        """Follows redirects until there is none, or the next is for an address that starts with `until`."""
        for _ in range(20):
            target = self.redirected_to
            if target is None or (until is not None and target.startswith(until)):
                return self
            self.get(target)
        raise AssertionError(f"redirected in circles at {self.here}")

    @property
    def forms(self):
        return Page(self.here, self.answer.text).forms

    def form(self, *names):
        """The form of the page that has these fields."""
        for form in self.forms:
            if all(name in form.fields for name in names):
                return form
        raise AssertionError(f"no form with {names} at {self.here} ({self.answer.status_code}): {self.answer.text[:2000]}")

    def submit(self, form, **values):
        fields = form.fields | values
        return self.post(form.action, fields) if form.method == "post" else self.get(requests.Request("GET", form.action, params=fields).prepare().url)


def origin(url):
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
