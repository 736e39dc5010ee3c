"""An identity provider made of pysaml2: it does the SAML, this file does the pages. For tests only: names are passwords.

    pysaml2_server.py FOLDER PORT

What varies is in FOLDER/options.json, read anew when it has changed: `people`, `keys`, `signed` (parts of a response),
`want_signed` (requests). Every *.xml in FOLDER/sp is the metadata of a service provider.
"""

import html
import json
import re
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.authn_context import PASSWORD
from saml2.config import IdPConfig
from saml2.saml import NAME_FORMAT_BASIC, NAMEID_FORMAT_EMAILADDRESS, NameID
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

FOLDER, PORT = Path(sys.argv[1]), int(sys.argv[2])
URL = f"http://127.0.0.1:{PORT}"
BINDINGS = {"GET": BINDING_HTTP_REDIRECT, "POST": BINDING_HTTP_POST}

state = {"seen": None, "server": None, "options": None}
# Who is signed in, by cookie: name, and the service provider, name id and session index of each response given.
sessions = {}
# What is to be answered once somebody signs in, by the login page's hidden field.
waiting = {}


def server():
    """pysaml2's server, made anew when something it was made from has changed."""
    files = [FOLDER / "options.json", *sorted((FOLDER / "sp").glob("*.xml"))]
    seen = [(file.name, file.read_text()) for file in files]
    if seen != state["seen"]:
        options = json.loads(files[0].read_text())
        state.update(seen=seen, options=options, server=Server(config=configuration(options, [text for _, text in seen[1:]])))
    return state["server"]


def configuration(options, metadata):
    both = lambda path: [(f"{URL}{path}", binding) for binding in BINDINGS.values()]
    keys = options["keys"]
    return IdPConfig().load({
        "entityid": f"{URL}/metadata",
        "service": {"idp": {
            "endpoints": {"single_sign_on_service": both("/sso"), "single_logout_service": both("/slo")},
            "policy": {"default": {"lifetime": {"minutes": 5}, "name_form": NAME_FORMAT_BASIC, "attribute_restrictions": None}},
            "name_id_format": [NAMEID_FORMAT_EMAILADDRESS],
            "want_authn_requests_signed": options["want_signed"],
        }},
        "key_file": str(FOLDER / keys["key"]),
        "cert_file": str(FOLDER / keys["certificate"]),
        "additional_cert_files": [str(FOLDER / other) for other in keys.get("others", [])],
        "metadata": {"inline": metadata},
        "attribute_map_dir": str(Path(__file__).resolve().parent / "pysaml2_maps"),
        "xmlsec_binary": "/usr/bin/xmlsec1",
        "allow_unknown_attributes": True,
    })


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer({name: values[0] for name, values in parse_qs(urlsplit(self.path).query, keep_blank_values=True).items()})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.answer({name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()})

    def answer(self, values):
        pages = {
            "/metadata": self.metadata,
            "/sso": self.single_sign_on,
            "/login": self.login,
            "/initiate": self.initiate,
            "/slo": self.single_logout,
            "/logout": self.logout,
            "/whoami": self.whoami,
        }
        page = pages.get(urlsplit(self.path).path)
        if page is None:
            return self.send(404, "no such page")
        try:
            page(values)
        except Exception as cause:
            self.log_error("refused: %r", cause)
            self.send(400, f"refused: {html.escape(repr(cause))}")

    def metadata(self, _values):
        from saml2.metadata import create_metadata_string

        text = create_metadata_string(None, config=server().config, sign=False)
        self.send(200, text if isinstance(text, str) else text.decode(), "text/xml")

    def single_sign_on(self, values):
        idp = server()
        request = idp.parse_authn_request(
            values["SAMLRequest"], BINDINGS[self.command], values.get("RelayState"), values.get("SigAlg"), values.get("Signature")
        )
        wanted = idp.response_args(request.message, bindings=[BINDING_HTTP_POST])
        anew = request.message.force_authn == "true"
        self.begin(wanted["in_response_to"], wanted["sp_entity_id"], wanted["destination"], values.get("RelayState", ""), anew=anew)

    def initiate(self, values):
        consumer = server().metadata.assertion_consumer_service(values["sp"], BINDING_HTTP_POST)[0]["location"]
        self.begin(None, values["sp"], consumer, values.get("RelayState", ""))

    def begin(self, *wanted, anew=False):
        session = self.session()
        if session is not None and not anew:
            return self.respond(session, *wanted)
        key = secrets.token_hex(8)
        waiting[key] = wanted
        self.send(200, f'<form method="post" action="/login"><input name="name"><input type="hidden" name="wanted" value="{key}"></form>')

    def login(self, values):
        server()
        name = values["name"]
        assert name in state["options"]["people"], "nobody of that name"
        cookie = secrets.token_hex(16)
        sessions[cookie] = {"name": name, "given": []}
        self.respond(sessions[cookie], *waiting.pop(values["wanted"]), cookie=cookie)

    def respond(self, session, in_response_to, sp, consumer, relay_state, cookie=None):
        idp, person = server(), state["options"]["people"][session["name"]]
        name_id = NameID(format=NAMEID_FORMAT_EMAILADDRESS, text=person["email"])
        signed = state["options"]["signed"]
        response = str(idp.create_authn_response(
            person, in_response_to, consumer, sp, name_id=name_id, authn={"class_ref": PASSWORD, "authn_auth": URL},
            sign_response="response" in signed, sign_assertion="assertion" in signed, sign_alg=SIG_RSA_SHA256, digest_alg=DIGEST_SHA256,
        ))
        session["given"].append((sp, name_id, re.search(r'SessionIndex="([^"]*)"', response)[1]))
        self.carry(idp.apply_binding(BINDING_HTTP_POST, response, consumer, relay_state, response=True), cookie)

    def single_logout(self, values):
        idp, binding = server(), BINDINGS[self.command]
        if "SAMLResponse" in values:
            answer = idp.parse_logout_request_response(values["SAMLResponse"], binding)
            done = answer.response.status.status_code.value.endswith(":Success")
            return self.send(200, "logged out everywhere" if done else "logged out here only")
        assert binding == BINDING_HTTP_POST or "Signature" in values, "a logout request by redirect must be signed"
        request = idp.parse_logout_request(
            values["SAMLRequest"], binding, values.get("RelayState"), values.get("SigAlg"), values.get("Signature")
        )
        assert request.message.name_id.text in [given[1].text for session in sessions.values() for given in session["given"]]
        sessions.pop(self.cookie(), None)
        response = idp.create_logout_response(request.message, [BINDING_HTTP_REDIRECT])
        to = idp.response_args(request.message, [BINDING_HTTP_REDIRECT])["destination"]
        self.carry(idp.apply_binding(
            BINDING_HTTP_REDIRECT, str(response), to, values.get("RelayState", ""), response=True, sign=True, sigalg=SIG_RSA_SHA256
        ))

    def logout(self, _values):
        """The person logs out here, and so at the service provider that was signed in to last."""
        idp, session = server(), sessions.pop(self.cookie())
        sp, name_id, index = session["given"][-1]
        to = idp.metadata.single_logout_service(sp, BINDING_HTTP_REDIRECT, "spsso")[0]["location"]
        _, request = idp.create_logout_request(to, sp, name_id=name_id, session_indexes=[index])
        self.carry(idp.apply_binding(BINDING_HTTP_REDIRECT, str(request), to, sign=True, sigalg=SIG_RSA_SHA256))

    def whoami(self, _values):
        self.send(200 if self.session() else 401, "")

    def cookie(self):
        return dict(re.findall(r"([\w-]+)=(\w+)", self.headers.get("Cookie", ""))).get("pysaml2")

    def session(self):
        return sessions.get(self.cookie())

    def carry(self, info, cookie=None):
        """Sends what pysaml2 made for a binding: a redirect, or a page with a form."""
        location = dict(info["headers"]).get("Location")
        cookies = [("Set-Cookie", f"pysaml2={cookie}; Path=/; HttpOnly")] if cookie else []
        if location:
            return self.send(303, "", extra=[("Location", location), *cookies])
        self.send(200, "".join(info["data"]), extra=cookies)

    def send(self, status, text, kind="text/html", extra=()):
        body = text.encode()
        self.send_response(status)
        for name, value in [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(body))), *extra]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    server()
    ThreadingHTTPServer(("127.0.0.1", PORT), Pages).serve_forever()
