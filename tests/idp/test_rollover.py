"""The identity provider changes its certificate, and nobody notices."""

from browser import Browser


def comes_in(place, email):
    browser = Browser()
    browser.submit(place.idp.unsolicited(browser, email, place.provider.audience))
    return place.postern.person_of(browser, place.web) == email


def test_a_certificate_is_rolled_over(place):
    email = place.person()
    old = place.idp.metadata().certificates
    # Announced: the new certificate is in the metadata (SimpleSAMLphp lists it first), the old one still signs.
    place.idp.begin_rollover()
    both = place.idp.metadata().certificates
    assert len(both) == 2 and set(old) < set(both)
    place.provider.change(certificates=both)
    assert comes_in(place, email)
    # Done: the new one signs, while both are configured.
    place.idp.end_rollover()
    assert comes_in(place, email)
    # The old one is taken out of the record, and is of no use from then on.
    place.provider.change(certificates=place.idp.metadata().certificates)
    assert comes_in(place, email)
    place.idp.back_to_old_key()
    assert not comes_in(place, email)


def test_a_new_certificate_that_nobody_configured_lets_nobody_in(place):
    email = place.person()
    place.idp.end_rollover()
    browser = Browser()
    browser.submit(place.idp.unsolicited(browser, email, place.provider.audience))
    assert "saml.signature_invalid" in place.postern.reason(browser.answer)
    assert place.postern.person_of(browser, place.web) is None
