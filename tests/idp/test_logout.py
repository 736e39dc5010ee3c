"""Logout from either side ends both sessions."""

from browser import Browser
from postern import APPLICATION, CALLBACK


def test_an_application_logs_a_person_out_everywhere(place):
    browser = place.sign_in(place.person())
    assert not place.idp.is_logged_out(browser)
    browser.get(f"{place.postern.url}/logout?client_id={place.web.id}&redirect_uri={CALLBACK}").follow(until=APPLICATION)
    assert browser.redirected_to and browser.redirected_to.startswith(CALLBACK), f"{browser.here}: {browser.answer.text}"
    assert place.idp.is_logged_out(browser)
    assert place.postern.person_of(browser, place.web) is None


def test_the_identity_provider_logs_a_person_out_here(place):
    email = place.person()
    browser = place.sign_in(email)
    assert place.postern.person_of(browser, place.web) == email
    place.idp.start_logout(browser).follow()
    assert browser.here.startswith(place.idp.url), f"{browser.here}: {browser.answer.text}"
    assert browser.answer.status_code == 200, browser.answer.text
    assert place.idp.is_logged_out(browser)
    assert place.postern.person_of(browser, place.web) is None


def test_another_persons_session_goes_on(place):
    email, other = place.person(), place.person("bob")
    browser, elsewhere = place.sign_in(email), place.sign_in(other)
    place.idp.start_logout(browser).follow()
    assert place.postern.person_of(browser, place.web) is None
    assert place.postern.person_of(elsewhere, place.web) == other


def test_an_altered_logout_request_ends_nothing(place):
    email = place.person()
    browser = place.sign_in(email)
    place.idp.start_logout(browser).follow(until=place.postern.url)
    altered = browser.redirected_to.replace("SigAlg=", "RelayState=x&SigAlg=")
    stranger = Browser().get(altered)
    assert stranger.answer.status_code in (400, 403)
    assert "saml.query" in place.postern.reason(stranger.answer)
    assert place.postern.person_of(browser, place.web) == email
