mod get;
mod patch;
mod purecloud;

use serde_json::{Value, json};

pub const AVAILABLE: &str = "6a3af858-942f-489d-9700-5f9bcdcdae9b";
pub const ON_QUEUE: &str = "e08eaf1b-ee47-4fa9-a231-1200e284798f";

/// A body that asks for a presence.
pub fn being(definition: &str) -> Value {
    json!({ "presenceDefinition": { "id": definition } })
}
