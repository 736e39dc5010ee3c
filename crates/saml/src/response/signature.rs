//! Every signature that is there holds: see [`crate::dsig`].

use roxmltree::Node;

use crate::dsig::{CanonicalOctets, Trust, verify};
use crate::{Code, Idp, Refusal, Sp};

/// What was signed.
pub(super) struct Signed {
    pub response: Option<CanonicalOctets>,
    pub assertion: Option<CanonicalOctets>,
}

pub(super) fn check(root: Node<'_, '_>, assertion: Node<'_, '_>, (sp, idp): (&Sp, &Idp)) -> Result<(Signed, String), Refusal> {
    if idp.keys.is_empty() {
        return Err(Refusal::new(Code::NoKey, "a certificate of the identity provider", "none configured"));
    }
    let trust = Trust { keys: &idp.keys, sha1: sp.policy.sha1 };
    let response = if root == assertion { None } else { verify(root, trust)? };
    let signed = Signed { response, assertion: verify(assertion, trust)? };
    let compared = match (&signed.response, &signed.assertion) {
        (Some(response), Some(assertion)) => {
            format!("response signed with {}, assertion with {}", response.fingerprint, assertion.fingerprint)
        }
        (Some(response), None) => format!("response signed with {}", response.fingerprint),
        (None, Some(assertion)) => format!("assertion signed with {}", assertion.fingerprint),
        (None, None) => return Err(Refusal::new(Code::Unsigned, "a signed Response or Assertion", "no signature")),
    };
    Ok((signed, compared))
}
