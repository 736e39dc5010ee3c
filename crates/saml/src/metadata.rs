//! Metadata (SAML metadata §2): ours, for the identity provider's administrator, and reading theirs.

use postern_model::Timestamp;
use roxmltree::Node;

use crate::outgoing::put;
use crate::trace::quoted;
use crate::xml::{self, DSIG, METADATA, SAMLP, children, leaf};
use crate::{Binding, Code, Endpoint, Idp, NameIdFormat, Refusal, Sp, TrustedKey, encoding};

/// Our metadata, as one provider is to see it.
pub fn sp_metadata(sp: &Sp, idp: &Idp) -> String {
    let signs = if idp.sign_requests && sp.signing.is_some() { "true" } else { "false" };
    let mut xml = format!(r#"<md:EntityDescriptor xmlns:md="{METADATA}""#);
    put(&mut xml, "entityID", &sp.entity_id);
    xml.push_str("><md:SPSSODescriptor");
    put(&mut xml, "AuthnRequestsSigned", signs);
    put(&mut xml, "WantAssertionsSigned", "true");
    put(&mut xml, "protocolSupportEnumeration", SAMLP);
    xml.push('>');
    if let Some(certificate) = &sp.certificate {
        let base64 = encoding::to_base64(certificate);
        xml.push_str(&format!(
            r#"<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="{DSIG}"><ds:X509Data><ds:X509Certificate>{base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"#
        ));
    }
    for binding in [Binding::Redirect, Binding::Post] {
        service(&mut xml, "SingleLogoutService", binding, &sp.slo, "");
    }
    xml.push_str(&format!("<md:NameIDFormat>{}</md:NameIDFormat>", idp.name_id_format.uri()));
    service(&mut xml, "AssertionConsumerService", Binding::Post, &sp.acs, "0");
    xml.push_str("</md:SPSSODescriptor></md:EntityDescriptor>");
    xml
}

fn service(xml: &mut String, name: &str, binding: Binding, location: &str, index: &str) {
    xml.push_str(&format!("<md:{name}"));
    put(xml, "Binding", binding.uri());
    put(xml, "Location", location);
    put(xml, "index", index);
    put(xml, "isDefault", if index.is_empty() { "" } else { "true" });
    xml.push_str(&format!("></md:{name}>"));
}

/// What an identity provider's metadata says.
#[derive(Clone, Debug)]
pub struct IdpMetadata {
    /// Its entity id: the `issuerURI`.
    pub entity_id: String,
    /// Certificates of its signing keys, each once, at least one.
    pub certificates: Vec<TrustedKey>,
    /// The same in base64 of DER, as the provider API keeps them.
    pub certificates_base64: Vec<String>,
    /// Where people sign in, in the bindings that are known here; at least one.
    pub sso: Vec<Endpoint>,
    /// Where they sign out.
    pub slo: Vec<Endpoint>,
    /// Kinds of names that it offers.
    pub name_id_formats: Vec<NameIdFormat>,
    /// Whether it wants signed requests.
    pub want_signed_requests: bool,
}

/// Reads an identity provider's metadata, which an administrator vouches for: its own signature is not looked at.
///
/// Addresses are `https`; `http` only where it stays on this machine.
///
/// # Errors
/// When it is not the metadata of exactly one identity provider, is over, or has no usable certificate or address. A
/// provider without a signing key is never one whose messages need no signature.
pub fn parse_idp_metadata(bytes: &[u8], now: Timestamp) -> Result<IdpMetadata, Refusal> {
    let document = xml::parse_file(bytes)?;
    let root = document.root_element();
    let shape = |expected: &str, found: String| Refusal::new(Code::MetadataShape, expected, found);
    if !xml::is(root, METADATA, "EntityDescriptor") {
        return Err(shape("the EntityDescriptor of one identity provider", quoted(root.tag_name().name())));
    }
    let mut descriptors = children(root, METADATA, "IDPSSODescriptor");
    let idp = descriptors.next().ok_or_else(|| shape("an IDPSSODescriptor", "none".to_owned()))?;
    if descriptors.next().is_some() {
        return Err(shape("one IDPSSODescriptor", "several".to_owned()));
    }
    for node in [root, idp] {
        if let Some(end) = node.attribute("validUntil").map(crate::moment::parse).transpose()?
            && now >= end
        {
            return Err(Refusal::new(Code::MetadataExpired, format!("valid at {now}"), format!("valid until {end}")));
        }
    }
    let entity_id = root.attribute("entityID").filter(|id| !id.is_empty()).ok_or_else(|| shape("an entityID", "none".to_owned()))?;
    let (certificates, certificates_base64) = certificates(idp)?;
    let sso = endpoints(idp, "SingleSignOnService")?;
    if sso.is_empty() {
        return Err(Refusal::new(Code::MetadataEndpoint, "a SingleSignOnService with redirect or post", "none"));
    }
    Ok(IdpMetadata {
        entity_id: entity_id.to_owned(),
        certificates,
        certificates_base64,
        sso,
        slo: endpoints(idp, "SingleLogoutService")?,
        name_id_formats: children(idp, METADATA, "NameIDFormat").filter_map(|node| NameIdFormat::parse(leaf(node).ok()?.trim())).collect(),
        want_signed_requests: matches!(idp.attribute("WantAuthnRequestsSigned"), Some("true" | "1")),
    })
}

fn certificates(idp: Node<'_, '_>) -> Result<(Vec<TrustedKey>, Vec<String>), Refusal> {
    let refused = |found: String| Refusal::new(Code::MetadataCertificate, "one certificate in each KeyDescriptor for signing", found);
    let (mut keys, mut texts) = (Vec::<TrustedKey>::new(), Vec::new());
    for descriptor in
        children(idp, METADATA, "KeyDescriptor").filter(|node| node.attribute("use").is_none_or(|purpose| purpose == "signing"))
    {
        let mut found = descriptor.descendants().filter(|node| xml::is(*node, DSIG, "X509Certificate"));
        let certificate = found.next().ok_or_else(|| refused("none".to_owned()))?;
        if found.next().is_some() {
            return Err(refused("several".to_owned()));
        }
        let der = encoding::xml_base64(&leaf(certificate)?).ok_or_else(|| refused("one that is not base64".to_owned()))?;
        let key = TrustedKey::from_der(&der).map_err(|fault| refused(fault.to_string()))?;
        if !keys.contains(&key) {
            keys.push(key);
            texts.push(encoding::to_base64(&der));
        }
    }
    if keys.is_empty() {
        return Err(Refusal::new(Code::NoKey, "a KeyDescriptor for signing", "none"));
    }
    Ok((keys, texts))
}

fn endpoints(idp: Node<'_, '_>, name: &str) -> Result<Vec<Endpoint>, Refusal> {
    let mut found = Vec::new();
    for node in children(idp, METADATA, name) {
        let Some(binding) = Binding::parse(node.attribute("Binding").unwrap_or_default()) else { continue };
        let location = node.attribute("Location").unwrap_or_default();
        if !is_safe(location) {
            return Err(Refusal::new(Code::MetadataEndpoint, format!("an https address in {name}"), quoted(location)));
        }
        found.push(Endpoint { binding, location: location.to_owned() });
    }
    Ok(found)
}

/// `https`, or `http` to this machine.
fn is_safe(location: &str) -> bool {
    let clean = !location.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\');
    let host = |rest: &str| rest.split(['/', '?', '#']).next().map(str::to_owned).unwrap_or_default();
    match location.split_once("://") {
        Some(("https", rest)) => clean && !host(rest).is_empty() && !host(rest).contains('@'),
        Some(("http", rest)) => {
            let host = host(rest);
            let name = host
                .rsplit_once(':')
                .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
                .map_or(host.as_str(), |(name, _)| name);
            clean && matches!(name, "localhost" | "127.0.0.1" | "[::1]")
        }
        _ => false,
    }
}
