//! The door sweep: every operation of the platform API asked by every kind of caller, over HTTP. Each answer must be the
//! documented one, must be what `decide` says of the exported snapshot, and what the reference authorizer says of it.
//!
//! `cases.rs` says what is documented, `requests.rs` what is asked, `callers.rs` who asks; `scene.rs` brings them together in an
//! organization, `wire.rs` sends, `second_opinions.rs` asks the other two authorizers. `changes.rs` asks again after each kind of
//! change that can be rehearsed, which `administrator.rs` makes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a test may stop loudly")]

#[path = "../harness/mod.rs"]
mod harness;

mod administrator;
mod callers;
mod cases;
mod changes;
mod requests;
mod scene;
mod second_opinions;
mod wire;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use cases::{Case, Situation};
use futures_util::StreamExt;
use postern_catalog::{Catalog, Need, Operation};
use postern_testkit::{Answer, reference::Rows};
use scene::Scene;
use second_opinions::SecondOpinions;
use wire::Reply;

/// Requests under way at a time.
const AT_ONCE: usize = 32;

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_every_caller_as_documented() {
    let scene = Scene::set_up(harness::options()).await;
    let (harmless, last): (Vec<Case>, Vec<Case>) = scene.cases().into_iter().partition(|case| !case.situation.is_admitted());
    let snapshot = scene.exported_snapshot();
    let rows = Rows::of(Catalog::builtin());
    let opinions = SecondOpinions::new(&snapshot, &rows, scene.now());
    let mut report = Report::default();
    // What is admitted may change the organization, so it comes after everything that is refused.
    for cases in [harmless, last] {
        let scene = &scene;
        let sent = cases.iter().map(|case| async move { (case, scene.send(case).await) });
        let mut replies = futures_util::stream::iter(sent).buffer_unordered(AT_ONCE);
        while let Some((case, reply)) = replies.next().await {
            report.judge(case, &reply, &opinions);
        }
    }
    report.finish();
}

/// What was found.
#[derive(Default)]
struct Report {
    asked: BTreeMap<Situation, usize>,
    wrong: Vec<String>,
}

impl Report {
    fn judge(&mut self, case: &Case, reply: &Reply, opinions: &SecondOpinions<'_>) {
        *self.asked.entry(case.situation).or_default() += 1;
        let documented = case.documented();
        let (decided, message) = opinions.decide(case);
        let reference = opinions.reference(case);
        let mut complain = |what: String| {
            let place = format!("{} {}", case.request.operation.method, case.sent.path);
            self.wrong.push(format!("{place} ({}), {:?}: {what}", case.request.operation.name, case.situation));
        };
        if decided != documented {
            complain(format!("documented {documented}, decide says {decided}"));
        }
        if reference != documented {
            complain(format!("documented {documented}, the reference says {reference}"));
        }
        if let Err(what) = over_http(case.request.operation, documented, &message, reply) {
            complain(what);
        }
    }

    fn finish(self) {
        let total: usize = self.asked.values().sum();
        println!("{total} requests: {:?}", self.asked);
        let few: String = self.wrong.iter().take(40).map(|line| format!("\n{line}")).collect();
        assert!(self.wrong.is_empty(), "{} of {total} answers are wrong:{few}", self.wrong.len());
        assert!(self.asked.len() == Situation::ALL.len(), "some situation was never tried: {:?}", self.asked);
    }
}

/// Holds an answer against what is documented.
fn over_http(operation: &Operation, documented: Answer, message: &str, reply: &Reply) -> Result<(), String> {
    let got = format!("got {}", reply.line());
    if !reply.is_whole() {
        return Err(format!("{got}; its envelope is broken"));
    }
    // An answer to HEAD has no body: its status must do.
    let told = operation.method != "HEAD";
    match documented {
        Answer::Refused(status, code) if reply.status != status || (told && (reply.code() != code || reply.message() != message)) => {
            Err(format!("expected {status} {code}: {message}\n    {got}"))
        }
        Answer::Refused(..) => Ok(()),
        Answer::Admitted | Answer::Unknown if !is_built(operation) => {
            let by_name = format!("{} {} is not built in this version of Postern", operation.method, operation.path);
            let named = !told || (reply.code() == "not.implemented" && reply.message() == by_name);
            if reply.status == 501 && named { Ok(()) } else { Err(format!("it has no handler, so 501 by name is expected; {got}")) }
        }
        Answer::Admitted | Answer::Unknown => match reply.status {
            status @ (401 | 403) if !operation.errors.contains(&(status, reply.code())) => Err(format!("it may be done, yet {got}")),
            429 => Err(format!("it may be done, yet {got}")),
            500.. => Err(format!("no handler may fail like this; {got}")),
            _ => Ok(()),
        },
    }
}

/// Whether it has a handler of its own or is served from the catalogue.
fn is_built(operation: &Operation) -> bool {
    static BUILT: std::sync::LazyLock<HashSet<&str>> = std::sync::LazyLock::new(|| postern_server::api::built().collect());
    BUILT.contains(operation.name) || postern_resources::plan(operation.id).is_some()
}

/// No source states what these operations need, so that they refuse nobody is not tested. Their list only shrinks: there is
/// no command that writes it.
#[test]
fn untested_operations_are_those_whose_permissions_no_source_states() {
    let listed: BTreeSet<&str> = include_str!("untested-operations.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let operations = Catalog::builtin().operations().iter();
    let untested: BTreeSet<&str> = operations.filter(|operation| operation.need == Need::Unknown).map(|operation| operation.name).collect();
    let tested: Vec<_> = listed.difference(&untested).collect();
    assert!(tested.is_empty(), "these are tested now, take them off untested-operations.txt: {tested:?}");
    let new: Vec<_> = untested.difference(&listed).collect();
    assert!(new.is_empty(), "state in crates/catalog/operations.toml what these need, do not list them as untested: {new:?}");
}
