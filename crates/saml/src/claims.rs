//! What a message says, as plain values: read once, then checked.

use postern_model::Timestamp;
use roxmltree::Node;

use crate::dsig::CanonicalOctets;
use crate::xml::{self, SAML, SAMLP, children, leaf, only};
use crate::{Code, Refusal, moment};

/// The response around the assertion. From signed octets when the response is signed; else it is checked, and never
/// trusted alone.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub signed: bool,
    pub version: String,
    pub issue_instant: Timestamp,
    pub destination: Option<String>,
    pub in_response_to: Option<String>,
    pub issuer: Option<String>,
}

/// The name of a person at the identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameId {
    /// The name.
    pub value: String,
    /// What kind of name it is.
    pub format: Option<String>,
    /// Whose name it is.
    pub name_qualifier: Option<String>,
    /// For whom it is.
    pub sp_name_qualifier: Option<String>,
}

/// A way to confirm that who presents the assertion may.
#[derive(Debug)]
pub(crate) struct Confirmation {
    pub method: String,
    pub has_data: bool,
    pub not_before: Option<String>,
    pub not_on_or_after: Option<String>,
    pub recipient: Option<String>,
    pub in_response_to: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Conditions {
    pub not_before: Option<Timestamp>,
    pub not_on_or_after: Option<Timestamp>,
    pub audiences: Vec<Vec<String>>,
    pub unknown: Option<String>,
}

#[derive(Debug)]
pub(crate) struct AuthnStatement {
    pub session_index: Option<String>,
    pub session_until: Option<Timestamp>,
}

/// The assertion, from signed octets only.
#[derive(Debug)]
pub(crate) struct Claims {
    pub id: String,
    pub version: String,
    pub issue_instant: Timestamp,
    pub issuer: Option<String>,
    pub name_id: Option<NameId>,
    pub confirmations: Vec<Confirmation>,
    pub conditions: Option<Conditions>,
    pub authn: Vec<AuthnStatement>,
    pub attributes: Vec<(String, Vec<String>)>,
}

impl Claims {
    /// Reads the assertion out of verified octets: the octets are the assertion, or a response with exactly one.
    pub(crate) fn read(octets: &CanonicalOctets) -> Result<Self, Refusal> {
        let document = xml::parse_canonical(octets.text())?;
        let root = document.root_element();
        if xml::is(root, SAML, "Assertion") {
            return read_assertion(root);
        }
        let missing = || Refusal::new(Code::AssertionMissing, "an Assertion in what is signed", "none");
        read_assertion(only(root, SAML, "Assertion", Code::SeveralAssertions)?.ok_or_else(missing)?)
    }
}

pub(crate) fn read_envelope(root: Node<'_, '_>, signed: bool) -> Result<Envelope, Refusal> {
    Ok(Envelope {
        signed,
        version: owned(root, "Version").unwrap_or_default(),
        issue_instant: moment::parse(root.attribute("IssueInstant").unwrap_or_default())?,
        destination: owned(root, "Destination"),
        in_response_to: owned(root, "InResponseTo"),
        issuer: only(root, SAML, "Issuer", Code::MessageShape)?.map(leaf).transpose()?,
    })
}

/// Children of an assertion, and whether there may be more than one (SAML core §2.3.3).
const CHILDREN: [(&str, &str, bool); 8] = [
    (SAML, "Issuer", false),
    (xml::DSIG, "Signature", false),
    (SAML, "Subject", false),
    (SAML, "Conditions", false),
    (SAML, "Advice", false),
    (SAML, "AuthnStatement", true),
    (SAML, "AuthzDecisionStatement", true),
    (SAML, "AttributeStatement", true),
];

fn read_assertion(assertion: Node<'_, '_>) -> Result<Claims, Refusal> {
    check_children(assertion)?;
    let part = |name| only(assertion, SAML, name, Code::MessageShape);
    let subject = part("Subject")?;
    let mut attributes = Vec::new();
    for statement in children(assertion, SAML, "AttributeStatement") {
        if let Some(hidden) = children(statement, SAML, "EncryptedAttribute").next() {
            return Err(encrypted(hidden));
        }
        for attribute in children(statement, SAML, "Attribute") {
            let values = children(attribute, SAML, "AttributeValue").map(leaf).collect::<Result<_, _>>()?;
            attributes.push((owned(attribute, "Name").unwrap_or_default(), values));
        }
    }
    Ok(Claims {
        id: owned(assertion, "ID").unwrap_or_default(),
        version: owned(assertion, "Version").unwrap_or_default(),
        issue_instant: moment::parse(assertion.attribute("IssueInstant").unwrap_or_default())?,
        issuer: part("Issuer")?.map(leaf).transpose()?,
        name_id: subject.map(read_name_id).transpose()?.flatten(),
        confirmations: subject
            .iter()
            .flat_map(|subject| children(*subject, SAML, "SubjectConfirmation"))
            .map(read_confirmation)
            .collect::<Result<_, _>>()?,
        conditions: part("Conditions")?.map(read_conditions).transpose()?,
        authn: children(assertion, SAML, "AuthnStatement").map(read_authn).collect::<Result<_, _>>()?,
        attributes,
    })
}

fn check_children(assertion: Node<'_, '_>) -> Result<(), Refusal> {
    for (at, child) in assertion.children().filter(Node::is_element).enumerate() {
        let known = CHILDREN.iter().find(|(namespace, name, _)| xml::is(child, namespace, name));
        let Some((namespace, name, many)) = known else {
            let found = format!("{} as child {}", child.tag_name().name(), at + 1);
            return Err(Refusal::new(Code::MessageShape, "only the parts of an Assertion", found));
        };
        if !many {
            only(assertion, namespace, name, Code::MessageShape)?;
        }
    }
    Ok(())
}

fn encrypted(node: Node<'_, '_>) -> Refusal {
    Refusal::new(Code::Encrypted, "nothing encrypted", node.tag_name().name())
}

/// Reads the name of a Subject, or of a logout request.
pub(crate) fn read_name_id(parent: Node<'_, '_>) -> Result<Option<NameId>, Refusal> {
    if let Some(hidden) = children(parent, SAML, "EncryptedID").next() {
        return Err(encrypted(hidden));
    }
    let Some(node) = only(parent, SAML, "NameID", Code::MessageShape)? else { return Ok(None) };
    Ok(Some(NameId {
        value: leaf(node)?,
        format: owned(node, "Format"),
        name_qualifier: owned(node, "NameQualifier"),
        sp_name_qualifier: owned(node, "SPNameQualifier"),
    }))
}

fn read_confirmation(node: Node<'_, '_>) -> Result<Confirmation, Refusal> {
    let data = only(node, SAML, "SubjectConfirmationData", Code::ConfirmationShape)?;
    let value = |name| data.and_then(|data| owned(data, name));
    Ok(Confirmation {
        method: owned(node, "Method").unwrap_or_default(),
        has_data: data.is_some(),
        not_before: value("NotBefore"),
        not_on_or_after: value("NotOnOrAfter"),
        recipient: value("Recipient"),
        in_response_to: value("InResponseTo"),
    })
}

fn read_conditions(node: Node<'_, '_>) -> Result<Conditions, Refusal> {
    let known =
        |child: &Node<'_, '_>| ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"].iter().any(|name| xml::is(*child, SAML, name));
    let unknown = node.children().filter(Node::is_element).find(|child| !known(child));
    let audiences = children(node, SAML, "AudienceRestriction").map(|one| children(one, SAML, "Audience").map(leaf).collect());
    Ok(Conditions {
        not_before: optional_moment(node, "NotBefore")?,
        not_on_or_after: optional_moment(node, "NotOnOrAfter")?,
        audiences: audiences.collect::<Result<_, _>>()?,
        unknown: unknown.map(|child| child.tag_name().name().to_owned()),
    })
}

fn read_authn(node: Node<'_, '_>) -> Result<AuthnStatement, Refusal> {
    Ok(AuthnStatement { session_index: owned(node, "SessionIndex"), session_until: optional_moment(node, "SessionNotOnOrAfter")? })
}

pub(crate) fn optional_moment(node: Node<'_, '_>, name: &str) -> Result<Option<Timestamp>, Refusal> {
    node.attribute(name).map(moment::parse).transpose()
}

pub(crate) fn owned(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(str::to_owned)
}

/// The root of a response in what was signed, when the response was.
pub(crate) fn read_signed_envelope(octets: &CanonicalOctets) -> Result<Envelope, Refusal> {
    let document = xml::parse_canonical(octets.text())?;
    debug_assert!(xml::is(document.root_element(), SAMLP, "Response"));
    read_envelope(document.root_element(), true)
}
