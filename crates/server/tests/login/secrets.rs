//! A secret that is sent to the login host comes back in no answer and stands in no log line.

use std::{
    fmt::Write,
    sync::{Mutex, PoisonError},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::ask::{FORM, GRANT, Machine, basic};

static LOG: Mutex<String> = Mutex::new(String::new());

/// Keeps every line of every level.
struct Keeper;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl Subscriber for Keeper {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut line = Line(String::new());
        attributes.record(&mut line);
        keep(&line.0);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        keep(&line.0);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        keep(&line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn keep(line: &str) {
    let mut log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    log.push_str(line);
    log.push('\n');
}

#[tokio::test]
async fn a_secret_is_neither_echoed_nor_logged() {
    let _ = tracing::subscriber::set_global_default(Keeper);
    tracing::info!("the log is kept");
    let machine = Machine::start(&[]).await;
    let wrong = "hunter2-hunter2-hunter2";
    let (good, bad) = (machine.basic(), basic(&machine.id, wrong));
    let forms = [
        format!("{GRANT}&client_id={}&client_secret={wrong}", machine.id),
        format!("{GRANT}&client_id={}&client_secret={wrong}&client_secret={wrong}", machine.id),
        format!("client_secret={wrong}"),
        format!("{GRANT}&{GRANT}&client_secret={wrong}"),
    ];
    let mut answers = Vec::new();
    for form in &forms {
        for header in [None, Some(&good), Some(&bad), Some(&bad.replace("Basic ", "Basic"))] {
            let header = header.map(|header| ("authorization", header.as_bytes()));
            let headers: Vec<_> = header.into_iter().chain([("content-type", FORM.as_bytes())]).collect();
            let reply = machine.ask(&headers, form.as_str()).await;
            assert_ne!(reply.status, 200, "{form}");
            answers.push(format!("{:?} {}", reply.headers, reply.body));
        }
    }
    answers.push(machine.send("GET", "/postern/decisions", &[], "").await.body.to_string());
    answers.push(LOG.lock().unwrap_or_else(PoisonError::into_inner).clone());
    assert!(answers.last().is_some_and(|log| log.contains("the log is kept")));
    let (encoded, good_encoded) = (bad.replace("Basic ", ""), good.replace("Basic ", ""));
    for answer in answers {
        for secret in [wrong, &machine.secret, &encoded, &good_encoded] {
            assert!(!answer.contains(secret), "{secret} stands in {answer}");
        }
    }
}
