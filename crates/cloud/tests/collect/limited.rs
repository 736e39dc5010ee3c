use postern_cloud::Part;

use crate::{
    Still,
    fake::{Fake, Reply, Size},
    heading, once, read, read_with,
};

fn refusal(wait: Option<&str>) -> Reply {
    let reply = Reply::error(429, "too.many.requests.retry.after", "Rate limit exceeded the maximum. Retry the request in [7] seconds");
    wait.into_iter().fold(reply, |reply, wait| reply.with("retry-after", wait))
}

#[test]
fn retry_after_is_waited_for() {
    let fake = Fake::new(Size::SMALL, once("/api/v2/groups", 0, || refusal(Some("7"))));
    let clock = Still::new();
    let snapshot = read_with(&fake, &clock, &mut Part::unkept(heading(&fake)), 100_000).unwrap();
    assert_eq!((snapshot.groups.known().unwrap().len(), clock.waited()), (4, 7));
}

#[test]
fn a_service_that_asks_for_hours_is_left() {
    let fake = Fake::new(Size::SMALL, once("/api/v2/groups", 0, || refusal(Some("7200"))));
    let fault = read(&fake).unwrap_err();
    assert!(fault.is_fatal());
    assert_eq!(fault.to_string(), "GET /api/v2/groups is refused for too many requests, and asks to wait 7200 seconds");
}

#[test]
fn no_minute_has_more_requests_than_were_set() {
    let fake = Fake::new(Size::SMALL, |_| None);
    let clock = Still::new();
    let snapshot = read_with(&fake, &clock, &mut Part::unkept(heading(&fake)), 10).unwrap();
    let requests = i64::from(snapshot.evidence.unwrap().source.requests);
    assert!(clock.waited() >= (requests - 1) / 10 * 60, "{requests} requests in {} s", clock.waited());
}

#[test]
fn the_services_own_count_is_heeded_before_it_refuses() {
    let headers = |count: &'static str| {
        move || {
            let me =
                serde_json::json!({ "organization": { "id": crate::fake::ORGANIZATION }, "OAuthClient": { "id": crate::fake::READER } });
            Reply::json(&me).with("inin-ratelimit-count", count).with("inin-ratelimit-allowed", "180").with("inin-ratelimit-reset", "41")
        }
    };
    for (count, waited) in [("100", 0), ("178", 41)] {
        let fake = Fake::new(Size::SMALL, once("/api/v2/tokens/me", 0, headers(count)));
        let clock = Still::new();
        read_with(&fake, &clock, &mut Part::unkept(heading(&fake)), 100_000).unwrap();
        assert_eq!(clock.waited(), waited, "{count}");
    }
}

#[test]
fn trouble_of_the_service_is_tried_again_and_leaves_a_part_unknown_if_it_stays() {
    let busy = || Reply::error(503, "service.unavailable", "Service Unavailable");
    let fake = Fake::new(Size::SMALL, once("/api/v2/groups", 0, busy));
    assert!(read(&fake).unwrap().groups.known().is_some());
    let fake = Fake::new(Size::SMALL, move |asked| (asked.path == "/api/v2/groups").then(busy));
    let snapshot = read(&fake).unwrap();
    assert_eq!(crate::why(&snapshot.groups), "GET /api/v2/groups answered 503: service.unavailable: Service Unavailable");
    assert_eq!(fake.count("GET /api/v2/groups?"), 5);
}
