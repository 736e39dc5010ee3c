use postern_decide::{Question, Rate};

use crate::{Scene, question, refusal};

fn at(rate: Rate) -> String {
    let scene = Scene::new();
    let token = scene.machine_token();
    refusal(&Question { rate, ..question(&scene.draft, &token, "get_date") })
}

#[test]
fn the_first_request_over_the_limit_is_refused_with_the_time_to_wait() {
    assert_eq!(at(Rate { count: 300, allowed: 300, reset: 42 }), "allowed");
    assert_eq!(
        at(Rate { count: 301, allowed: 300, reset: 42 }),
        "429 too.many.requests.retry.after: Rate limit exceeded the maximum. Retry the request in [42] seconds"
    );
}

#[test]
fn the_time_to_wait_is_never_nothing() {
    assert!(at(Rate { count: 301, allowed: 300, reset: 0 }).ends_with("in [1] seconds"));
}

#[test]
fn a_limit_of_nothing_is_no_limit() {
    assert_eq!(at(Rate { count: 1_000_000, ..Rate::UNLIMITED }), "allowed");
}
