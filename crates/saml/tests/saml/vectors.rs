//! Every message of the toy identity provider, against the reason that `vectors.txt` names for it.

use std::collections::BTreeMap;
use std::fmt::Write;

use postern_testkit::idp::{self, vectors};

use crate::harness::{code, login};

const EXPECTED: &str = include_str!("vectors.txt");

#[test]
fn every_vector_has_its_reason() {
    let expected: BTreeMap<&str, &str> = EXPECTED.lines().filter_map(|line| line.split_once(' ')).collect();
    let (mut actual, mut wrong) = (String::new(), String::new());
    let mut seen = BTreeMap::new();
    for vector in vectors::all() {
        let outcome = login(&vector.message);
        let code = code(&outcome);
        let _ = writeln!(actual, "{} {code}", vector.name);
        if expected.get(vector.name.as_str()) != Some(&code) {
            let _ = writeln!(wrong, "{}: {}", vector.name, outcome.as_ref().map_or_else(ToString::to_string, |_| "ok".to_owned()));
        }
        if let Ok(accepted) = outcome {
            let mine = [idp::EMAIL, "alice@EXAMPLE.org"].contains(&accepted.email.as_str());
            assert!(mine && accepted.subject.value == idp::EMAIL, "{}: {accepted:?}", vector.name);
        }
        assert!(seen.insert(vector.name.clone(), ()).is_none(), "{} twice", vector.name);
    }
    if std::env::var_os("WRITE_VECTORS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saml/vectors.txt"), actual).expect("the list can be written");
        return;
    }
    assert!(wrong.is_empty(), "not as vectors.txt says:\n{wrong}");
    assert_eq!(seen.len(), expected.len(), "vectors.txt names messages that are not made");
}
