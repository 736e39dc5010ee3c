"""People come in: asked for by an application, or from the identity provider's own pages."""

import base64

import pytest

from browser import Browser
from idp import POST, REDIRECT
from postern import APPLICATION


@pytest.mark.parametrize("parts", [["assertion", "response"], ["assertion"], ["response"]], ids="+".join)
def test_an_application_signs_a_person_in(place, parts):
    place.idp.sign(*parts)
    email = place.person()
    browser = place.sign_in(email)
    assert place.postern.person_of(browser, place.web) == email


@pytest.mark.parametrize("binding", [REDIRECT, POST], ids=["redirect", "post"])
def test_requests_are_signed_where_the_provider_wants_it(place, binding):
    place.provider.use(binding, signed=True)
    place.idp.want_signed_requests(True)
    place.provider.export()
    email = place.person()
    assert place.postern.person_of(place.sign_in(email), place.web) == email


@pytest.mark.parametrize("binding", [REDIRECT, POST], ids=["redirect", "post"])
def test_a_provider_that_wants_signed_requests_refuses_others(place, binding):
    place.provider.use(binding, signed=True)
    place.idp.want_signed_requests(True)
    place.provider.export()
    # It was told that requests are signed, and then they are not.
    place.provider.use(binding, signed=False)
    browser = place.browser_at_provider().follow()
    assert "sign" in place.idp.complaint(browser), browser.answer.text


def test_a_person_comes_from_the_identity_provider(place):
    email = place.person()
    browser = Browser()
    form = place.idp.unsolicited(browser, email, place.provider.audience)
    browser.submit(form).follow()
    assert browser.answer.status_code == 200, browser.answer.text
    assert browser.here.startswith(place.postern.url)
    assert place.postern.person_of(browser, place.web) == email


def test_a_second_sign_in_needs_no_password(place):
    """The identity provider's own session does it; so does ours."""
    email = place.person()
    browser = place.sign_in(email)
    assert place.postern.person_of(browser, place.web) == email
    browser.get(place.postern.sign_in_url(place.provider)).follow(until=place.idp.url)
    browser.follow()
    browser.submit(browser.form("SAMLResponse")).follow()
    assert place.postern.person_of(browser, place.web) == email


def test_with_prompt_login_the_password_is_asked_for_again(place):
    """`ForceAuthn`: the identity provider's own session does not count."""
    email = place.person()
    browser = place.sign_in(email)
    url = place.postern.authorize_url(place.web, prompt="login", org=place.postern.short_name, provider=place.provider.id)
    browser.get(url).follow(until=place.idp.url)
    browser.submit(place.idp.sign_in(browser, email)).follow(until=APPLICATION)
    assert "code=" in browser.redirected_to


def refused(place, browser, reason):
    """The last answer is a refusal for this reason, and nobody is signed in."""
    assert browser.answer.status_code in (400, 403), f"{browser.answer.status_code}: {browser.answer.text}"
    assert reason in place.postern.reason(browser.answer)
    assert place.postern.person_of(browser, place.web) is None


def test_a_response_is_good_once(place):
    browser = Browser()
    form = place.idp.unsolicited(browser, place.person(), place.provider.audience)
    browser.submit(form)
    assert browser.redirected_to is not None, browser.answer.text
    stranger = Browser().submit(form)
    refused(place, stranger, "saml.replayed")


def test_an_answer_belongs_to_the_browser_that_asked(place):
    browser = place.browser_at_provider()
    form = place.idp.sign_in(browser, place.person())
    stranger = Browser().submit(form)
    refused(place, stranger, "saml.in_response_to_mismatch")
    # It was not used up by that.
    browser.submit(form).follow(until=APPLICATION)
    assert "code=" in browser.redirected_to


def test_an_altered_response_is_refused(place):
    email, victim = place.person(), place.person("victim")
    browser = place.browser_at_provider()
    form = place.idp.sign_in(browser, email)
    altered = base64.b64decode(form.fields["SAMLResponse"]).replace(email.encode(), victim.encode())
    browser.submit(form, SAMLResponse=base64.b64encode(altered).decode())
    refused(place, browser, "saml.digest_mismatch")


def test_somebody_whom_the_organization_does_not_know_stays_out(place):
    name = "stranger@example.org"
    place.idp.add_person(name, email=name, OrganizationName=place.postern.short_name)
    browser = place.browser_at_provider()
    browser.submit(place.idp.sign_in(browser, name))
    refused(place, browser, "saml.person_unknown")


def test_an_answer_for_another_organization_is_refused(place):
    email = place.person(OrganizationName="globex")
    browser = place.browser_at_provider()
    browser.submit(place.idp.sign_in(browser, email))
    refused(place, browser, "saml.organization_mismatch")
