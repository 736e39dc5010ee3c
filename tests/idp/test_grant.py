"""The SAML2-bearer grant with what the identity provider posted, unchanged (the form of the platform's own example)."""

import base64

from browser import Browser
from postern import APPLICATION

GRANT = "urn:ietf:params:oauth:grant-type:saml2-bearer"


def response_for_application(place, email):
    """The form value for the application, which is audience and recipient."""
    return place.idp.unsolicited(Browser(), email, APPLICATION).fields["SAMLResponse"]


def trade(place, assertion, **more):
    fields = {"grant_type": GRANT, "orgName": place.postern.short_name, "assertion": assertion} | more
    return place.postern.token_request(place.grant, **fields)


def refused(place, answer, reason):
    assert answer.status_code == 400, answer.text
    body = answer.json()
    assert body["error"] == "invalid_grant"
    assert reason not in answer.text, "the reason is for the trace"
    assert reason in place.postern.reason(answer)


def test_a_real_response_buys_a_token_once(place):
    for parts in (["assertion", "response"], ["assertion"], ["response"]):
        place.idp.sign(*parts)
        email = place.person()
        response = response_for_application(place, email)
        answer = trade(place, response)
        assert answer.status_code == 200, f"{parts}: {answer.text}"
        body = answer.json()
        assert body["token_type"] == "bearer" and "refresh_token" not in body
        assert place.postern.whoami(body["access_token"]) == email
        refused(place, trade(place, response), "saml.replayed")


def test_a_browsers_response_buys_nothing(place):
    browser = place.browser_at_provider()
    form = place.idp.sign_in(browser, place.person())
    refused(place, trade(place, form.fields["SAMLResponse"]), "saml.recipient_mismatch")


def test_an_altered_response_buys_nothing(place):
    email, victim = place.person(), place.person("victim")
    response = base64.b64decode(response_for_application(place, email)).replace(email.encode(), victim.encode())
    refused(place, trade(place, base64.b64encode(response).decode()), "saml.digest_mismatch")


def test_another_organizations_name_buys_nothing(place):
    response = response_for_application(place, place.person())
    answer = trade(place, response, orgName="globex")
    assert answer.status_code == 400 and answer.json()["error"] == "invalid_grant", answer.text


def test_what_bought_a_token_does_not_sign_in(place):
    response = response_for_application(place, place.person())
    assert trade(place, response).status_code == 200
    browser = Browser().post(f"{place.postern.url}/saml", {"SAMLResponse": response})
    assert browser.answer.status_code in (400, 403)
    assert place.postern.person_of(browser, place.web) is None
