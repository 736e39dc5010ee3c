use std::sync::Arc;

use postern_catalog::Catalog;
use postern_seed::Seed;
use postern_server::{Filling, Options, StartError};

use super::{Caller, Local, comparable, harness::options, saved};

const EXAMPLE: &str = include_str!("../../../../examples/seed/quay.toml");

fn filled(text: &str) -> Options {
    let seed = Seed::read(Catalog::builtin(), text).unwrap();
    Options { filling: Some(Filling::Seed(Arc::new(seed))), ..options() }
}

#[tokio::test]
async fn the_published_example_runs() {
    let local = Local::start_with(filled(EXAMPLE)).await;
    assert_eq!(local.running.organization_name, "Quay Insurance");
    let told = local.running.filled.as_ref().unwrap();
    let pipeline = told.iter().find(|secret| secret.name == "Terraform pipeline").unwrap();
    let pipeline = Caller::log_in(&local.running.url, &pipeline.client_id.to_string(), &pipeline.client_secret).await;
    let queues = pipeline.get("/api/v2/routing/queues").await;
    assert_eq!((queues.status, queues.body["entities"][0]["name"].as_str()), (200, Some("Claims")));
    assert_eq!(pipeline.get("/api/v2/identityproviders").await.status, 403, "no more than the seed says");
}

#[tokio::test]
async fn a_reset_brings_the_seed_back() {
    let local = Local::start_with(filled(EXAMPLE)).await;
    let before = saved(&local).await;
    let queues = local.admin.get("/api/v2/routing/queues").await;
    let id = queues.body["entities"][0]["id"].as_str().unwrap();
    assert_eq!(local.admin.delete(&format!("/api/v2/routing/queues/{id}")).await.status / 100, 2);
    assert_eq!(Caller::nobody(&local.running.url).ask("POST", "/postern/reset", None).await.status, 200);
    assert_eq!(comparable(&saved(&local).await), comparable(&before));
}

#[tokio::test]
async fn what_the_organization_refuses_is_refused_before_anything_is_made() {
    let text = "[[person]]\nname = \"Mira\"\nemail = \"mira@quay.example\"\npassword = \"short\"\n";
    let refused = postern_server::start(filled(text)).await.err().unwrap();
    let StartError::Seed(problems) = refused else { panic!("{refused}") };
    assert_eq!(problems[0].message, "the password must have at least 8 characters");
}
