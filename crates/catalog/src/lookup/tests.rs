use super::*;

#[track_caller]
fn assert_text(kind: Kind, query: &str, found: bool, text: &str) {
    let answer = run(Catalog::builtin(), kind, query);
    assert_eq!(answer.text(), text);
    assert_eq!(answer.found(), found);
}

#[test]
fn a_permission_that_is_neither_permission_nor_scope() {
    let text = "\
no permission `routing:queue:read`
did you mean
  permission  routing:queue:view
  permission  routing:queue:readonly
  scope       routing:readonly
";
    assert_text(Kind::Permission, "routing:queue:read", false, text);
}

#[test]
fn a_permission_given_as_a_scope() {
    let text = "\
no scope `routing:queue:view`
did you mean
  permission  routing:queue:view
  scope       routing:readonly
";
    assert_text(Kind::Scope, "routing:queue:view", false, text);
}

#[test]
fn misspelt_names() {
    assert_text(
        Kind::Permission,
        "rooting:queue:veiw",
        false,
        "no permission `rooting:queue:veiw`\ndid you mean\n  permission  routing:queue:view\n",
    );
    assert_text(Kind::Scope, "users:read", false, "no scope `users:read`\ndid you mean\n  scope  users:readonly\n");
    assert_text(Kind::Model, "OAuthClientReqest", false, "no model `OAuthClientReqest`\ndid you mean\n  model  OAuthClientRequest\n");
    assert_text(Kind::Scope, "openid", false, "no scope `openid`\n");
}

#[test]
fn a_permission_says_which_operations_name_it() {
    let text = "\
admin
  divisions    aware (inferred)
  named by     3 operations
  DELETE /api/v2/users/{userId}  (delete_user, or any of 2 more)
  PATCH  /api/v2/users/{userId}  (patch_user, or any of 2 more)
  POST   /api/v2/users/{userId}/invite  (post_user_invite, or any of 2 more)
";
    assert_text(Kind::Permission, "admin", true, text);
}

#[test]
fn permissions_by_pattern() {
    let text = "\
5 permissions match `oauth:client:*`
  oauth:client:add
  oauth:client:authorize
  oauth:client:delete
  oauth:client:edit
  oauth:client:view
";
    assert_text(Kind::Permission, "oauth:client:*", true, text);
}

#[test]
fn a_scope_says_which_operations_accept_it() {
    let text = run(Catalog::builtin(), Kind::Scope, "user-basic-info").text();
    assert!(text.starts_with("user-basic-info\n  accepted by  "), "{text}");
    assert!(text.contains("\n  GET    /api/v2/users/me  (get_users_me)\n"), "{text}");
}

#[test]
fn an_operation_by_a_request_that_reaches_it() {
    let text = "\
POST /api/v2/oauth/clients/{clientId}/secret  (post_oauth_client_secret)
  group        OAuth
  permissions  oauth:client:edit
  scopes       any of oauth; a client-credentials token has none to check
  response     OAuthClient
  success      200
  error        400 bad.client.role
  error        400 client.failed.request
  class        action (inferred)
";
    assert_text(Kind::Operation, "post /oauth/clients/abc/secret?x=1", true, text);
}

#[test]
fn a_path_alone_lists_its_methods() {
    let text = "\
3 operations match `/api/v2/oauth/clients/{id}`
  GET    /api/v2/oauth/clients/{clientId}  (get_oauth_client)
  PUT    /api/v2/oauth/clients/{clientId}  (put_oauth_client)
  DELETE /api/v2/oauth/clients/{clientId}  (delete_oauth_client)
";
    assert_text(Kind::Operation, "/api/v2/oauth/clients/{id}", true, text);
}

#[test]
fn operations_that_do_not_exist() {
    assert_text(
        Kind::Operation,
        "DELETE /api/v2/users/me",
        false,
        "no operation `DELETE /api/v2/users/me`\ndid you mean\n  operation  GET /api/v2/users/me\n",
    );
    assert_text(
        Kind::Operation,
        "oauth:client:add",
        false,
        "no operation `oauth:client:add`\ndid you mean\n  permission  oauth:client:add\n",
    );
    assert_text(Kind::Operation, "", false, "no operation ``\n");
}

#[test]
fn a_model_shows_its_fields_and_who_uses_it() {
    let text = "\
RoleDivision
  roleId      string, required
  divisionId  string, required
";
    assert_text(Kind::Model, "roledivision", true, text);
}

#[test]
fn an_answer_is_also_data() {
    let answer = run(Catalog::builtin(), Kind::Permission, "routing:queue:read");
    let expected = serde_json::json!({"kind": "permission", "query": "routing:queue:read", "finding": "nothing", "suggestions": [
        {"kind": "permission", "name": "routing:queue:view"},
        {"kind": "permission", "name": "routing:queue:readonly"},
        {"kind": "scope", "name": "routing:readonly"}
    ]});
    assert_eq!(serde_json::to_value(answer).unwrap(), expected);
    let found = serde_json::to_value(run(Catalog::builtin(), Kind::Operation, "get_users_me")).unwrap();
    assert_eq!(found["finding"]["operation"]["path"], "/api/v2/users/me");
    assert_eq!(found["finding"]["operation"]["class"], "self");
}
