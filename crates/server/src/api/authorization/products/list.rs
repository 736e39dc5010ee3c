//! `GET /api/v2/authorization/products`: what the organization has bought, all on one page. No permission needed.

use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers `OrganizationProductEntityListing`. The official Terraform provider reads `total` and each `id` at its start.
pub fn handle(call: &Call<'_>) -> Answer {
    let products = &call.organization.profile().products;
    let entities: Vec<_> = products.iter().map(|id| json!({ "id": id })).collect();
    let total = entities.len();
    Reply::json(&json!({ "entities": entities, "pageSize": total, "pageNumber": 1, "total": total, "pageCount": 1 }))
}
