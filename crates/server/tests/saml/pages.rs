//! The reasons that only the server can find are met by the tests here.

use std::{fs, path::Path};

use postern_saml::Code;

#[test]
fn every_reason_of_the_edge_is_met_by_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/saml");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let tests: String = files.collect();
    let missing: Vec<_> = Code::OF_THE_EDGE.iter().filter(|code| !tests.contains(code.code())).collect();
    assert_eq!(missing, Vec::<&Code>::new());
}
