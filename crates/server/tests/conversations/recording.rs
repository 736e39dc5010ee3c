//! What a recording holds, and what it does not.

use serde_json::{Value, json};

use crate::{
    harness::options,
    life::{self, Recorded},
    replay::{lines, new_file, replay},
};

#[tokio::test]
async fn no_secret_stands_in_it() {
    let Recorded { path, secrets } = life::recorded().await;
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(secrets.len(), 9);
    for secret in secrets {
        assert!(secret.len() > 8 && !text.contains(&secret), "{secret} was recorded");
    }
    for never in ["Bearer ", "Basic ", "uthorization\":\"", "\"access_token\":\"ey"] {
        assert!(!text.contains(never), "{never}");
    }
    assert!(text.contains("keeps {secret ") && text.contains("\"access_token\":\"{secret "));
}

#[tokio::test]
async fn it_tells_who_asked_what_and_what_was_answered() {
    let Recorded { path, .. } = life::recorded().await;
    let lines = lines(&path);
    let start = &lines[0];
    assert_eq!((&start["conversation"], &start["demo"]), (&json!(1), &json!(false)));
    assert_eq!(start["settings"], json!({ "rate.requests-per-minute": "0" }));
    let numbers: Vec<u64> = lines[1..].iter().map(|line| line["at"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..lines.len() as u64).collect::<Vec<_>>());
    let find = |method: &str, path: &str| {
        lines.iter().find(|line| line["method"] == method && line["path"].as_str().unwrap().starts_with(path)).unwrap().clone()
    };
    let token = find("POST", "/oauth/token");
    let first = start["given"].as_array().unwrap().iter().find(|one| one["what"] == "client").unwrap();
    assert_eq!((&token["who"], &token["client"], &token["credential"]), (&first["name"], &first["id"], &first["secret"]));
    assert_eq!(token["request"], json!({ "grant_type": "client_credentials" }));
    let users = find("GET", "/api/v2/users");
    assert_eq!((&users["who"], &users["query"], &users["status"]), (&json!("Back end"), &json!("pageSize=5"), &json!(200)));
    assert!(users.get("request").is_none() && users.get("headers").is_none());
    let role = find("POST", "/api/v2/authorization/roles");
    assert_eq!((&role["request"]["name"], &role["response"]["name"]), (&json!("Reader"), &json!("Reader")));
    assert_eq!(lines.last().unwrap()["requestText"], "{");
}

#[tokio::test]
async fn it_can_be_replayed() {
    let Recorded { path, .. } = life::recorded().await;
    assert_eq!(replay(&lines(&path)).await, Ok(()));
}

#[tokio::test]
async fn callers_in_parallel_leave_lines_that_follow_from_each_other() {
    let path = new_file();
    let local = life::start(&path).await;
    let role = |number: usize| {
        let admin = local.admin.clone();
        async move {
            let body = json!({ "name": format!("role {number}"), "permissionPolicies": [] });
            let made = admin.post("/api/v2/authorization/roles", body).await.body;
            let one = format!("/api/v2/authorization/roles/{}", made["id"].as_str().unwrap());
            tokio::join!(admin.get("/api/v2/authorization/roles?pageSize=100"), admin.get(&one));
            assert_eq!(admin.delete(&one).await.status, 204);
        }
    };
    tokio::join!(role(1), role(2), role(3), role(4));
    local.running.stop().await;
    let lines = lines(&path);
    assert_eq!(lines.len(), 2 + 4 * 4, "the start, a log-in, four requests each");
    assert_eq!(replay(&lines).await, Ok(()));
}

#[tokio::test]
async fn each_line_is_there_before_the_answer() {
    let path = new_file();
    let local = life::start(&path).await;
    local.admin.get("/api/v2/date").await;
    let last: Value = lines(&path).pop().unwrap();
    assert_eq!((&last["path"], &last["status"]), (&json!("/api/v2/date"), &json!(200)));
    local.admin.get("/postern/clock").await;
    assert_eq!(lines(&path).len(), 3, "Postern's own endpoints are no part of it");
}

#[tokio::test]
async fn only_a_new_organization_is_recorded_and_only_to_a_new_file() {
    let path = new_file();
    std::fs::write(&path, "precious").unwrap();
    let error = postern_server::start(postern_server::Options { record: Some(path.clone()), ..options() }).await.err().unwrap();
    assert!(error.to_string().starts_with(&format!("cannot record to `{}`: ", path.display())), "{error}");
    assert_eq!(error.help(), Some("give a file that does not exist yet, in a folder that does"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");

    let folder = path.with_extension("data");
    std::fs::create_dir_all(&folder).unwrap();
    let kept = postern_server::Options { store: postern_store::Location::Sqlite(folder.join("postern.db")), ..options() };
    assert!(postern_server::start(postern_server::Options { record: Some(path), ..kept.clone() }).await.is_err());
    assert!(!folder.join("postern.db").exists(), "a start that fails founds nothing");
    postern_server::start(kept.clone()).await.unwrap().stop().await;
    let unused = new_file();
    let error = postern_server::start(postern_server::Options { record: Some(unused.clone()), ..kept }).await.err().unwrap();
    assert!(!unused.exists());
    assert_eq!(error.to_string(), "only a new organization can be recorded, since a replay starts with a new one");
    std::fs::remove_dir_all(folder).unwrap();
}
