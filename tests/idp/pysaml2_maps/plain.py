"""Attributes keep the names that they have here."""

NAMES = ["email", "OrganizationName", "ServiceName"]
MAP = {
    "identifier": "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
    "fro": {name: name for name in NAMES},
    "to": {name: name for name in NAMES},
}
