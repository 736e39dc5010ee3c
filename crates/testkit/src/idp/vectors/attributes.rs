//! The attributes that people are found by: missing, repeated, of other shapes, or of another organization.

use super::Set;
use super::semantics::edited;

const EMAIL: &str = r#"<saml:Attribute Name="email"><saml:AttributeValue>alice@example.org</saml:AttributeValue></saml:Attribute>"#;
const VALUE: &str = "<saml:AttributeValue>alice@example.org</saml:AttributeValue>";
const ORGANIZATION: &str = r#"<saml:Attribute Name="OrganizationName"><saml:AttributeValue>acme</saml:AttributeValue></saml:Attribute>"#;

pub(super) fn add(set: &mut Set) {
    let valued = |value: &str| edited(VALUE, &format!("<saml:AttributeValue>{value}</saml:AttributeValue>"));
    set.add("attributes-email-missing", edited(EMAIL, ""));
    set.add("attributes-email-twice", edited(EMAIL, &format!("{EMAIL}{}", EMAIL.replace("alice", "admin"))));
    set.add("attributes-email-two-values", edited(VALUE, &format!("{VALUE}{}", VALUE.replace("alice", "admin"))));
    set.add("attributes-email-no-value", edited(VALUE, ""));
    set.add("attributes-email-capital", edited("Name=\"email\"", "Name=\"Email\""));
    set.add("attributes-email-upper-domain", valued("alice@EXAMPLE.org"));
    // The third letter of `example` is Cyrillic.
    set.add("attributes-email-lookalike", valued("alice@ex\u{430}mple.org"));
    set.add("attributes-email-10kb", valued(&"a".repeat(10_000)));
    set.add("attributes-email-element", valued("alice@example.org<saml:X></saml:X>"));
    let empty = "<saml:Attribute Name=\"x\"></saml:Attribute>";
    set.add("attributes-other-twice", edited(EMAIL, &format!("{EMAIL}{empty}{empty}")));
    set.add("attributes-organization-missing", edited(ORGANIZATION, ""));
    set.add("attributes-organization-other", edited(">acme</saml:AttributeValue>", ">globex</saml:AttributeValue>"));
    set.add("attributes-organization-capital", edited(">acme</saml:AttributeValue>", ">ACME</saml:AttributeValue>"));
    let service = |value: &str| edited(">directory</saml:AttributeValue>", &format!(">{value}</saml:AttributeValue>"));
    set.add("attributes-service-https-evil", service("https://evil"));
    set.add("attributes-service-scheme-relative", service("//evil"));
    set.add("attributes-service-javascript", service("javascript:alert(1)"));
    set.add("attributes-service-keyword", service("directory-admin"));
    set.add("attributes-service-two-values", service("x</saml:AttributeValue><saml:AttributeValue>directory"));
    set.add("attributes-encrypted", edited(EMAIL, &format!("{EMAIL}<saml:EncryptedAttribute></saml:EncryptedAttribute>")));
}
