//! What we send: a request for sign-in, a request for logout, an answer to one (SAML core §3.4, §3.7).

use postern_model::Timestamp;

use crate::claims::NameId;
use crate::dsig::sign::sign_enveloped;
use crate::xml::{attribute, text};
use crate::{Binding, Endpoint, Idp, NameIdFormat, SigningKey, Sp, encoding, redirect};

/// A message ready to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    xml: String,
    id: String,
    /// `SAMLRequest` or `SAMLResponse`: its parameter.
    parameter: &'static str,
    to: Endpoint,
    key: Option<SigningKey>,
}

/// How the browser carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// Redirect the browser there.
    Redirect(String),
    /// Let it post a form.
    Post {
        /// Where.
        action: String,
        /// Names and values of the hidden fields.
        fields: Vec<(&'static str, String)>,
    },
}

impl Outgoing {
    /// The message's XML, unsigned.
    pub fn xml(&self) -> &str {
        &self.xml
    }

    /// The message in the endpoint's binding. `None` when `relay` is longer than the 80 bytes that bindings §3.4.3
    /// allows, or when no chance was to be had for a signature.
    pub fn carrier(&self, relay: Option<&str>) -> Option<Carrier> {
        if relay.is_some_and(|relay| relay.len() > 80) {
            return None;
        }
        match self.to.binding {
            Binding::Redirect => {
                redirect::build(&self.to.location, self.parameter, &self.xml, relay, self.key.as_ref()).map(Carrier::Redirect)
            }
            Binding::Post => {
                let signed = match &self.key {
                    Some(key) => sign_enveloped(&self.xml, &self.id, key)?,
                    None => self.xml.clone(),
                };
                let mut fields = vec![(self.parameter, encoding::to_base64(signed.as_bytes()))];
                fields.extend(relay.map(|relay| ("RelayState", relay.to_owned())));
                Some(Carrier::Post { action: self.to.location.clone(), fields })
            }
        }
    }
}

/// A request that the person signs in. `id` is fresh, an XML name of at least 128 random bits: keep it as a
/// [`crate::PendingLogin`] bound to the browser.
pub fn authn_request(sp: &Sp, idp: &Idp, id: &str, now: Timestamp) -> Outgoing {
    let force = if idp.force_authn { "true" } else { "" };
    let mut xml = String::from(r#"<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol""#);
    put(&mut xml, "AssertionConsumerServiceURL", &sp.acs);
    put(&mut xml, "Destination", &idp.sso.location);
    put(&mut xml, "ForceAuthn", force);
    put_head(&mut xml, id, now);
    put(&mut xml, "ProtocolBinding", Binding::Post.uri());
    put(&mut xml, "Version", "2.0");
    xml.push('>');
    put_issuer(&mut xml, &sp.entity_id);
    xml.push_str(r#"<samlp:NameIDPolicy AllowCreate="true""#);
    // Asking for `unspecified` is asking for nothing (SAML core §3.4.1.1).
    put(&mut xml, "Format", if idp.name_id_format == NameIdFormat::Unspecified { "" } else { idp.name_id_format.uri() });
    xml.push_str("></samlp:NameIDPolicy></samlp:AuthnRequest>");
    let key = sp.signing.clone().filter(|_| idp.sign_requests);
    Outgoing { xml, id: id.to_owned(), parameter: "SAMLRequest", to: idp.sso.clone(), key }
}

/// A request that the identity provider ends a person's session. Always signed when there is a key. `None` when the
/// provider has no logout address.
pub fn logout_request(sp: &Sp, idp: &Idp, (subject, session_index): (&NameId, Option<&str>), id: &str, now: Timestamp) -> Option<Outgoing> {
    let to = idp.slo.clone()?;
    let mut xml = String::from(r#"<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol""#);
    put(&mut xml, "Destination", &to.location);
    put_head(&mut xml, id, now);
    put(&mut xml, "NotOnOrAfter", &now.plus_seconds(300).to_string());
    put(&mut xml, "Version", "2.0");
    xml.push('>');
    put_issuer(&mut xml, &sp.entity_id);
    xml.push_str(r#"<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion""#);
    put(&mut xml, "Format", subject.format.as_deref().unwrap_or_default());
    put(&mut xml, "NameQualifier", subject.name_qualifier.as_deref().unwrap_or_default());
    put(&mut xml, "SPNameQualifier", subject.sp_name_qualifier.as_deref().unwrap_or_default());
    xml.push('>');
    text(&subject.value, &mut xml);
    xml.push_str("</saml:NameID>");
    if let Some(index) = session_index {
        xml.push_str("<samlp:SessionIndex>");
        text(index, &mut xml);
        xml.push_str("</samlp:SessionIndex>");
    }
    xml.push_str("</samlp:LogoutRequest>");
    Some(Outgoing { xml, id: id.to_owned(), parameter: "SAMLRequest", to, key: sp.signing.clone() })
}

/// The answer to a logout request: whether it was done. `None` when the provider has no logout address.
pub fn logout_response(sp: &Sp, idp: &Idp, (in_response_to, done): (&str, bool), id: &str, now: Timestamp) -> Option<Outgoing> {
    let to = idp.slo.clone()?;
    let mut xml = String::from(r#"<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol""#);
    put(&mut xml, "Destination", &to.location);
    put(&mut xml, "ID", id);
    put(&mut xml, "InResponseTo", in_response_to);
    put(&mut xml, "IssueInstant", &now.to_string());
    put(&mut xml, "Version", "2.0");
    xml.push('>');
    put_issuer(&mut xml, &sp.entity_id);
    let status = if done { "Success" } else { "Responder" };
    xml.push_str(&format!(r#"<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"></samlp:StatusCode>"#));
    xml.push_str("</samlp:Status></samlp:LogoutResponse>");
    Some(Outgoing { xml, id: id.to_owned(), parameter: "SAMLResponse", to, key: sp.signing.clone() })
}

/// An attribute, unless it is empty.
pub(crate) fn put(xml: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        xml.push(' ');
        xml.push_str(name);
        xml.push_str("=\"");
        attribute(value, xml);
        xml.push('"');
    }
}

fn put_head(xml: &mut String, id: &str, now: Timestamp) {
    put(xml, "ID", id);
    put(xml, "IssueInstant", &now.to_string());
}

fn put_issuer(xml: &mut String, entity_id: &str) {
    xml.push_str(r#"<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">"#);
    text(entity_id, xml);
    xml.push_str("</saml:Issuer>");
}
