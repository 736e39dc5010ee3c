//! Many at once lose nothing.

use std::{collections::BTreeSet, sync::Arc};

use postern_testkit::build;

use crate::{browser::Browser, place::Place};

const PEOPLE: usize = 1000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_people_sign_in_at_once_each_into_a_session_of_their_own() {
    let place = Place::start().await;
    let people =
        place.local.change(|draft| (0..PEOPLE).map(|at| build::user(draft, &format!("person{at}"), draft.home())).collect::<Vec<_>>());
    let people = people.await;
    let place = Arc::new(place);
    // Few connections, so that it is the server that is busy and not the sockets.
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(200).build().unwrap();
    let mut logins = tokio::task::JoinSet::new();
    for at in 0..PEOPLE {
        let (place, client) = (Arc::clone(&place), client.clone());
        logins.spawn(async move {
            let browser = Browser::sharing(&place.local.running.url, client);
            let then = format!("/landed/{at}");
            let request = place.send_off(&browser, &then).await;
            let response = place.idp.response(&format!("person{at}@local.example"), Some(&request));
            let page = place.post(&browser, &response).await;
            (page.status, page.location() == then, browser.cookie("postern-session"))
        });
    }
    let ends = logins.join_all().await;
    assert!(ends.iter().all(|(status, landed, _)| *status == 303 && *landed));
    let cookies: BTreeSet<_> = ends.iter().map(|(_, _, cookie)| cookie.clone().unwrap()).collect();
    let sessions = place.sessions();
    let who: BTreeSet<_> = sessions.iter().map(|session| session.user).collect();
    assert_eq!((cookies.len(), sessions.len(), place.kept()), (PEOPLE, PEOPLE, [PEOPLE, PEOPLE, 0]));
    assert_eq!(who, people.into_iter().collect());
}
