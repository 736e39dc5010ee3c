"""A browser, as far as signing in needs one: cookies, redirects, links and forms."""

import http.cookiejar
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass
class Form:
    """One form of a page: what it sends unless told otherwise, and what its lists offer."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)
    offered: dict = field(default_factory=dict)


class Page(HTMLParser):
    """The links (by their words) and the forms of a page."""

    def __init__(self, text):
        super().__init__()
        self.text, self.links, self.forms = text, {}, []
        self._link, self._list = None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a":
            self._link = (values.get("href", ""), [])
        elif tag == "form":
            self.forms.append(Form(values.get("action", ""), values.get("method", "get").lower()))
        elif tag == "input" and self.forms and values.get("name"):
            self.forms[-1].fields[values["name"]] = values.get("value", "")
        elif tag == "select" and self.forms:
            self._list = self.forms[-1].offered.setdefault(values["name"], [])
        elif tag == "option" and self._list is not None:
            self._list.append(values["value"])

    def handle_endtag(self, tag):
        if tag == "a" and self._link:
            address, words = self._link
            self.links[" ".join("".join(words).split())] = address
            self._link = None
        elif tag == "select":
            self._list = None

    def handle_data(self, data):
        if self._link:
            self._link[1].append(data)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """`here` is the address it came to, `page` what is shown there. It follows redirects of the server whose pages it
    visits; sent elsewhere (back to the application) it stops, and `page` is `None`."""

    def __init__(self):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies, NoRedirects)
        self.here, self.page = "", None

    def open(self, address, data=None):
        origin = urlsplit(address)[:2]
        for _ in range(20):
            self.here, self.page = address, None
            if urlsplit(address)[:2] != origin:
                return self
            answer = self._ask(address, data)
            if answer.status not in (302, 303):
                self.page = Page(answer.read().decode())
                return self
            address, data = urljoin(address, answer.headers["Location"]), None
        raise AssertionError(f"redirected in circles at {address}")

    def _ask(self, address, data):
        try:
            return self._opener.open(address, data, timeout=20)
        except urllib.error.HTTPError as answer:
            return answer

    def follow(self, words):
        """Follows the link of these words."""
        assert self.page and words in self.page.links, f"no link `{words}` at {self.here}: {self.page and self.page.text}"
        return self.open(urljoin(self.here, self.page.links[words]))

    def fill_in(self, **values):
        """The page's first form that asks for these fields, and what it sends: nothing that it does not ask for or offer."""
        assert self.page, f"nothing is shown at {self.here}"
        for form in self.page.forms:
            fields = {name: options[0] for name, options in form.offered.items()} | form.fields
            if values.keys() <= fields.keys() and all(value in form.offered.get(name, [value]) for name, value in values.items()):
                return form, fields | values
        raise AssertionError(f"no form for {values} at {self.here}: {self.page.text}")

    def submit(self, **values):
        """Fills in that form and sends it."""
        form, fields = self.fill_in(**values)
        assert form.method == "post", form
        return self.open(urljoin(self.here, form.action), urlencode(fields).encode())
