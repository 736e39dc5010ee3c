//! Identity providers: where people are sent to sign in.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An identity provider's record. The fixed kinds (`adfs`, `generic`, `okta`, …) are singletons whose id is the kind;
/// providers of the newer multi-provider form have a UUID and the kind `custom`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Provider {
    /// The id: the kind, or a UUID.
    pub id: String,
    /// `adfs`, `cic`, `generic`, `gsuite`, `identitynow`, `okta`, `onelogin`, `ping`, `purecloud`, `pureengage`, `salesforce` or `custom`.
    pub kind: String,
    /// Whether nobody can sign in through it.
    #[serde(default)]
    pub disabled: bool,
    /// The record as written, without `id`, `disabled` and `selfUri`.
    #[serde(default)]
    pub other: serde_json::Map<String, Value>,
}

impl Provider {
    /// The id of the platform's own login, whose `disabled` is the SSO-only switch (inferred).
    pub const PURECLOUD: &'static str = "purecloud";
}
