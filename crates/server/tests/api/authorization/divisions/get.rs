use postern_model::Reach;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn any_token_reads_any_division() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let home = local.running.organization().home();
    let caller = local.caller(&["routing:queue:view"], Reach::Division(home)).await;
    let reply = caller.get(&format!("{PATH}/{north}?objectCount=true")).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["name"]), ("200", &"North".into()));
    assert_eq!(reply.body["objectCounts"]["USER"], 0);
}

#[tokio::test]
async fn what_is_no_division_is_not_found() {
    let local = Local::start().await;
    let unknown = "00000000-0000-4000-8000-000000000000";
    for id in [unknown, "nonsense", "%27%3B%20DROP%20TABLE%20documents--", "..%2F..%2Fetc%2Fpasswd", "*"] {
        let reply = local.admin.get(&format!("{PATH}/{id}")).await;
        assert_eq!(reply.outcome(), "404 not.found", "{id}");
        assert_eq!(reply.message(), "The requested resource was not found.");
    }
}
