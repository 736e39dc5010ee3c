use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn a_new_division_is_answered_as_a_second_read_shows_it() {
    let local = Local::start().await;
    let made = local.admin.post(PATH, json!({ "name": "North", "description": "" })).await;
    assert_eq!(made.outcome(), "200");
    let id = made.body["id"].as_str().unwrap();
    let expected = json!({
        "id": id, "name": "North", "description": "", "homeDivision": false, "selfUri": format!("{PATH}/{id}"),
    });
    assert_eq!(made.body, expected);
    assert_eq!(local.admin.get(&format!("{PATH}/{id}")).await.body, expected);
}

#[tokio::test]
async fn the_creator_gets_no_role_in_it() {
    let local = Local::start().await;
    let home = local.running.organization().home();
    let caller = local.caller(&["authorization:division:add", "authorization:grant:add"], Reach::Division(home)).await;
    assert_eq!(caller.post(PATH, json!({ "name": "North", "description": "" })).await.outcome(), "200");
    assert_eq!(caller.get(PATH).await.body["total"], 1);
}

#[tokio::test]
async fn a_name_exists_once_letter_case_aside() {
    let local = Local::start().await;
    local.division("North").await;
    let reply = local.admin.post(PATH, json!({ "name": "nORTH", "description": "" })).await;
    assert_eq!(reply.outcome(), "409 resource.already.exists");
    assert_eq!(reply.message(), "a division named `nORTH` exists already");
}

#[tokio::test]
async fn a_blank_name_and_endless_texts_are_refused() {
    let local = Local::start().await;
    for name in [json!(null), json!(""), json!("  "), json!("a\u{0}b")] {
        let reply = local.admin.post(PATH, json!({ "name": name, "description": "" })).await;
        assert_eq!(reply.outcome(), "400 division.name.invalid");
        assert_eq!(reply.message(), "a division needs a name of printable characters");
    }
    let reply = local.admin.post(PATH, json!({ "name": "n".repeat(10_000), "description": "" })).await;
    assert_eq!(reply.outcome(), "400 max.length.exceeded");
    assert_eq!(reply.message(), "the name of a division has at most 256 characters; this one has 10000");
    let reply = local.admin.post(PATH, json!({ "name": "North", "description": "d".repeat(10_000) })).await;
    assert_eq!(reply.message(), "the description of a division has at most 4096 characters; this one has 10000");
}

#[tokio::test]
async fn the_limit_of_divisions_counts_the_home_division() {
    let mut options = crate::harness::options();
    options.settings.push(("limits.divisions".to_owned(), "2".to_owned()));
    let local = Local::start_with(options).await;
    assert_eq!(local.admin.post(PATH, json!({ "name": "North", "description": "" })).await.outcome(), "200");
    let reply = local.admin.post(PATH, json!({ "name": "South", "description": "" })).await;
    assert_eq!(reply.outcome(), "400 max.scopes.exceeded");
    assert_eq!(reply.message(), "the organization has 2 divisions already, which is the most it can have");
    assert_eq!(local.admin.get(&format!("{PATH}/limit")).await.body, json!(2));
}
