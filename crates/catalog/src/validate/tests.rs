use serde_json::json;

use super::*;

fn body(model: &'static str, value: Value) -> Result<(), Violation> {
    validate_body(Catalog::builtin(), &TypeRef::parse(model), &value)
}

#[track_caller]
fn assert_refused(result: Result<(), Violation>, code: &'static str, field: &str, message: &str) {
    assert_eq!(result.unwrap_err(), Violation { code, field: field.to_owned(), message: message.to_owned() });
}

fn query(operation: &str, pairs: &[(&'static str, &'static str)]) -> Result<(), Violation> {
    let catalog = Catalog::builtin();
    validate_query(catalog, catalog.operation_named(operation).unwrap(), pairs.iter().copied())
}

#[test]
fn a_good_body_passes() {
    let client = json!({"name": "ci", "authorizedGrantType": "CLIENT-CREDENTIALS", "roleDivisions": [{"roleId": "r", "divisionId": "*"}],
        "accessTokenValiditySeconds": 3600, "description": null, "scope": [], "dateToDelete": "2030-01-02T03:04:05.000Z"});
    assert_eq!(body("OAuthClientRequest", client), Ok(()));
}

#[test]
fn an_unknown_property_is_refused_with_its_path() {
    let role = json!({"name": "r", "permissionPolicies": [{"domain": "routing"}, {"domain": "routing", "actions": ["*"]}]});
    let message = "Value [actions] is not a valid property for object [DomainPermissionPolicy]";
    assert_refused(body("DomainOrganizationRoleCreate", role), "invalid.property", "permissionPolicies[1].actions", message);
}

#[test]
fn choices_are_exact() {
    let message = "Value [Active] is not valid for field type [string]. Allowable values are: active, disabled, inactive";
    assert_refused(body("OAuthClientRequest", json!({"name": "ci", "state": "Active"})), "invalid.value", "state", message);
}

#[test]
fn some_fields_are_left_to_their_operations() {
    let client = json!({"name": "ci", "authorizedGrantType": "SAML2BEARER", "roleDivisions": [{"roleId": "r"}]});
    assert_eq!(body("OAuthClientRequest", client), Ok(()));
    assert_eq!(body("OAuthClientRequest", json!({"name": "ci"})), Ok(()));
    assert_eq!(body("CreateUser", json!({"name": "Ada", "email": "ada@local.example"})), Ok(()));
    let phone = json!({"mediaType": "PHONE", "type": "GROUPRING", "extension": "4321"});
    assert_eq!(body("GroupUpdate", json!({"version": 1, "visibility": "owners", "addresses": [phone]})), Ok(()));
    let message = "Value [7] is not valid for field type [string]. Allowable values are: any string";
    let client = json!({"name": "ci", "authorizedGrantType": 7});
    assert_refused(body("OAuthClientRequest", client), "invalid.value", "authorizedGrantType", message);
}

#[test]
fn what_official_clients_send_and_leave_out_passes() {
    assert_eq!(body("DataSchema", json!({"name": "s", "jsonSchema": {}})), Ok(()));
    assert_eq!(body("DIDPool", json!({"startPhoneNumber": "+1", "endPhoneNumber": "+2", "provider": ""})), Ok(()));
    assert_eq!(body("CreateGuideVersion", json!({"guideId": "g", "instruction": "x"})), Ok(()));
    let message = "Value [guide] is not a valid property for object [CreateGuideVersion]";
    assert_refused(body("CreateGuideVersion", json!({"guide": "g", "instruction": "x"})), "invalid.property", "guide", message);
}

#[test]
fn json_types_are_checked() {
    let message = "Value [x] is not valid for field type [array<string>]. Allowable values are: any array";
    assert_refused(body("OAuthClientRequest", json!({"scope": "x"})), "invalid.value", "scope", message);
    let message = "Value [1.5] is not valid for field type [integer]. Allowable values are: any whole number";
    assert_refused(
        body("OAuthClientRequest", json!({"accessTokenValiditySeconds": 1.5})),
        "invalid.value",
        "accessTokenValiditySeconds",
        message,
    );
    let message = "Value [[]] is not valid for field type [OAuthClientRequest]. Allowable values are: any object";
    assert_refused(body("OAuthClientRequest", json!([])), "invalid.value", "", message);
    assert_refused(
        body("array<string>", json!(["a", {}])),
        "invalid.value",
        "[1]",
        "Value [{}] is not valid for field type [string]. Allowable values are: any string",
    );
    assert!(body("OAuthClientRequest", json!(null)).is_err());
}

#[test]
fn dates_are_iso_8601() {
    let message = "Dates must be specified as ISO-8601 strings. For example: yyyy-MM-ddTHH:mm:ss.SSSZ";
    assert_refused(body("OAuthClientRequest", json!({"dateToDelete": "tomorrow"})), "invalid.date", "dateToDelete", message);
}

#[test]
fn what_is_required_must_be_there() {
    assert_refused(body("OAuthClientRequest", json!({})), "constraint.validation", "name", "name must not be null");
    assert_refused(body("OAuthClientRequest", json!({"name": null})), "constraint.validation", "name", "name must not be null");
    assert_eq!(validate_partial_body(Catalog::builtin(), &TypeRef::Model("OAuthClientRequest"), &json!({"description": "d"})), Ok(()));
}

#[test]
fn a_reference_needs_only_its_id() {
    let rule = |group| json!({"name": "r", "type": "Learning", "criteria": [group]});
    assert_eq!(body("UsersRulesCreateRuleRequest", rule(json!({"id": "c"}))), Ok(()));
    let message = "criteria[0].operator must not be null";
    assert_refused(body("UsersRulesCreateRuleRequest", rule(json!({}))), "constraint.validation", "criteria[0].operator", message);
}

#[test]
fn bounds_hold() {
    let id = "01234567-89ab-cdef-0123-456789abcdef";
    let plan = |name: &str, prefix: &str, ttl: u32| json!({"name": name, "referencePrefix": prefix, "customerIntentId": id, "divisionId": "*", "defaultTtlSeconds": ttl});
    let check = |value| body("CaseplanCreate", value);
    assert_eq!(check(plan("plan", "AB1", 86400)), Ok(()));
    assert_refused(check(plan("no", "AB1", 86400)), "constraint.validation", "name", "name must have at least 3 characters");
    assert_refused(
        check(plan("plan", "ABCDEFGHI", 86400)),
        "constraint.validation",
        "referencePrefix",
        "referencePrefix must have at most 8 characters",
    );
    assert_refused(
        check(plan("plan", "A-1", 86400)),
        "constraint.validation",
        "referencePrefix",
        "referencePrefix must match \"^[A-Za-z0-9]+$\"",
    );
    assert_refused(check(plan("plan", "AB1", 1)), "constraint.validation", "defaultTtlSeconds", "defaultTtlSeconds must be at least 86400");
    let mut many = plan("plan", "AB1", 86400);
    many["dataSchemas"] = json!([{"id": id}, {"id": id}]);
    assert_refused(check(many), "constraint.validation", "dataSchemas", "dataSchemas must have at most 1 items");
}

#[test]
fn read_only_fields_are_tolerated() {
    assert_eq!(body("ADFS", json!({"id": "adfs", "selfUri": 7, "disabled": false})), Ok(()));
}

#[test]
fn every_pattern_can_be_read() {
    let patterns = Catalog::builtin().models().flat_map(|model| &model.fields).filter_map(|field| field.limits?.pattern);
    let unreadable: Vec<_> = patterns.filter(|pattern| regex_lite::Regex::new(pattern).is_err()).collect();
    assert_eq!(unreadable, [""; 0]);
}

#[test]
fn deep_bodies_are_refused() {
    let deep = (0..70).fold(json!({"operator": "EQ"}), |inner, _| json!({"terms": [inner]}));
    let violation = body("DomainResourceConditionNode", deep).unwrap_err();
    assert_eq!(
        (violation.code, violation.message),
        ("constraint.validation", format!("{} must not nest deeper than 64 levels", violation.field))
    );
}

#[test]
fn query_values_are_checked() {
    let users = |pairs: &[(&'static str, &'static str)]| query("get_users", pairs);
    assert_eq!(
        users(&[
            ("pageSize", "25"),
            ("id", "a,b"),
            ("expand", "presence,groups"),
            ("expand", "skills"),
            ("anything", "goes"),
            ("state", "")
        ]),
        Ok(())
    );
    let message = "Value [many] is not valid for parameter [pageSize]. Allowable values are: any whole number";
    assert_refused(users(&[("pageSize", "many")]), "invalid.query.param.value", "pageSize", message);
    let message = "Value [DESC] is not valid for parameter [sortOrder]. Allowable values are: ascending, descending";
    assert_refused(query("get_groups", &[("sortOrder", "DESC")]), "invalid.query.param.value", "sortOrder", message);
    let violation = users(&[("expand", "presence,nonsense")]).unwrap_err();
    assert_eq!((violation.code, violation.field.as_str()), ("invalid.query.param.value", "expand"));
    assert!(
        violation
            .message
            .starts_with("Value [nonsense] is not valid for parameter [expand]. Allowable values are: routingStatus, presence, ")
    );
    let message = "Value [yes] is not valid for parameter [objectCount]. Allowable values are: true, false";
    assert_refused(query("get_authorization_division", &[("objectCount", "yes")]), "invalid.query.param.value", "objectCount", message);
}

#[test]
fn required_parameters_must_be_there() {
    let operation = Catalog::builtin().operations().iter().find(|operation| operation.query.iter().any(|param| param.required)).unwrap();
    let param = operation.query.iter().find(|param| param.required).unwrap();
    let message = format!("{} must not be null", param.name);
    assert_refused(query(operation.name, &[]), "constraint.validation", param.name, &message);
}

#[test]
fn the_default_of_a_parameter_passes_where_its_choices_lack_it() {
    assert_eq!(query("get_users", &[("sortOrder", "ASC")]), Ok(()));
    let message = "Value [DESC] is not valid for parameter [sortOrder]. Allowable values are: ascending, descending";
    assert_refused(query("get_users", &[("sortOrder", "DESC")]), "invalid.query.param.value", "sortOrder", message);
}
