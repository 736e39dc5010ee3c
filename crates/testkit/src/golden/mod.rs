//! The texts under `golden/`: what `postern_decide` answers, written out so that a change shows in the diff.
//! `cargo xtask generate` writes them.

mod check_order;
mod role_matrix;

pub use check_order::check_order;
pub use role_matrix::role_matrix;

use postern_catalog::{Catalog, Operation, Route};
use postern_decide::{
    Credentials, Question, Rate, Target,
    target::{self, Asking},
};
use postern_model::Token;
use postern_org::Organization;

use crate::{request::Request, sample};

/// The question that a request with `token` asks at the time of the samples.
fn question<'a>(organization: &'a Organization, token: &'a Token, request: Option<&Request>) -> Question<'a> {
    let catalog = Catalog::builtin();
    Question {
        catalog,
        organization,
        credentials: Credentials::Token(token),
        operation: request.map(|request| request.operation),
        target: request.map_or(Target::None, |request| target_of(organization, request.operation, request)),
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        rate: Rate::UNLIMITED,
        last_used: None,
        now: sample::NOW,
    }
}

/// What a request touches.
fn target_of(organization: &Organization, operation: &Operation, request: &Request) -> Target {
    match Catalog::builtin().route(operation.method, &request.path) {
        Route::Found { params, .. } => {
            target::of(organization, operation, &Asking { params: &params, query: &[], body: request.body.as_ref() })
        }
        Route::WrongMethod | Route::NotFound => Target::None,
    }
}
