use postern_catalog::{Catalog, TypeRef};

use super::super::{CORE, ENTERPRISE, GENESYS, SPELLINGS, refusal, texts};
use crate::harness::Local;

#[tokio::test]
async fn every_schema_is_listed() {
    let local = Local::start().await;
    for spelling in SPELLINGS {
        let reply = local.admin.get(&format!("{spelling}/schemas")).await;
        let expected = vec![CORE, ENTERPRISE, GENESYS, "urn:ietf:params:scim:schemas:core:2.0:Group"];
        assert_eq!((reply.status, texts(&reply.body, "id")), (200, expected));
    }
}

/// The attributes are those of the models in the API description, no more and no fewer.
#[tokio::test]
async fn the_schemas_have_the_attributes_of_the_api_description() {
    let local = Local::start().await;
    let schemas = local.admin.get("/api/v2/scim/v2/schemas").await.body;
    let catalog = Catalog::builtin();
    for (at, model) in ["ScimV2User", "ScimV2EnterpriseUser", "ScimUserExtensions", "ScimV2Group"].into_iter().enumerate() {
        let mut ours: Vec<&str> =
            schemas["Resources"][at]["attributes"].as_array().unwrap().iter().filter_map(|attribute| attribute["name"].as_str()).collect();
        // Those that every resource has are not part of a schema (RFC 7643 §3.1), extensions are not attributes.
        let common = ["id", "schemas", "externalId", "meta"];
        let fields = catalog.model(model).unwrap().fields.iter().map(|field| field.name);
        let mut theirs: Vec<&str> = fields.filter(|name| !common.contains(name) && !name.starts_with("urn:")).collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(ours, theirs, "{model}");
    }
    assert!(matches!(catalog.operation_named("get_scim_v2_schemas").unwrap().response, Some(TypeRef::Model("ScimV2SchemaListResponse"))));
}

#[tokio::test]
async fn a_filter_is_refused() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/scim/v2/schemas?filter=id%20pr").await;
    assert_eq!(refusal(&reply), (403, "", "what the service says of itself cannot be filtered"));
}
