use crate::harness::Local;

#[tokio::test]
async fn a_person_is_shown_themselves_and_needs_no_permission() {
    let local = Local::start().await;
    let ada = local.user("Ada", None).await;
    let reply = local.person(ada).get("/api/v2/users/me?expand=organization,date,authorization").await;
    assert_eq!((reply.outcome().as_str(), reply.body["name"].as_str()), ("200", Some("Ada")));
    assert_eq!(reply.body["organization"]["thirdPartyOrgName"], "local");
    assert_eq!(reply.body["organization"]["defaultCountryCode"], "US");
    assert!(reply.body["date"]["currentDate"].as_str().unwrap().ends_with('Z'));
    assert!(reply.body["authorization"]["permissions"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_client_is_not_a_user() {
    let local = Local::start().await;
    for (method, path) in [("GET", "/api/v2/users/me"), ("POST", "/api/v2/users/me/password")] {
        let reply = local.admin.ask(method, path, None).await;
        assert_eq!(reply.outcome(), "400 not.a.user");
        let text = "This request requires a user context. Client credentials cannot be used for requests to this resource.";
        assert_eq!(reply.message(), text);
    }
}

#[tokio::test]
async fn tokens_of_an_inactive_person_follow_the_setting() {
    for (setting, outcome) in [("refuse", "401 bad.credentials"), ("keep", "200")] {
        let mut options = crate::harness::options();
        options.settings.push(("users.inactive-tokens".to_owned(), setting.to_owned()));
        let local = Local::start_with(options).await;
        let ada = local.user("Ada", None).await;
        let caller = local.person(ada);
        let switch = serde_json::json!({ "version": 1, "state": "inactive" });
        assert_eq!(local.admin.patch(&format!("/api/v2/users/{ada}"), switch).await.outcome(), "200");
        assert_eq!(caller.get("/api/v2/users/me").await.outcome(), outcome, "{setting}");
    }
}
