use axum::http::Uri;
use postern_model::Timestamp;
use uuid::Uuid;

use super::{address, fits};

const PEPPER: [u8; 32] = [7; 32];
const NOW: Timestamp = Timestamp(1_790_000_000_000);
const HOUR: i64 = 3_600_000;

fn presigned() -> String {
    address::presign(&PEPPER, "", Uuid::from_u128(1), "/flows/jobs/2", NOW)
}

fn read(address: &str, pepper: [u8; 32], at: i64) -> Option<String> {
    address::read(&pepper, &address.parse::<Uri>().ok()?, Timestamp(at)).map(|target| target.path)
}

#[test]
fn an_address_is_good_for_an_hour_under_its_own_key() {
    let address = presigned();
    assert_eq!(read(&address, PEPPER, NOW.0).as_deref(), Some("/flows/jobs/2"));
    assert_eq!(read(&address, PEPPER, NOW.0 + HOUR - 1).as_deref(), Some("/flows/jobs/2"));
    assert_eq!(read(&address, PEPPER, NOW.0 + HOUR), None);
    assert_eq!(read(&address, [8; 32], NOW.0), None);
}

#[test]
fn an_altered_address_is_no_address() {
    let address = presigned();
    for (from, to) in [("/jobs/2", "/jobs/3"), ("0001/", "0002/"), ("expires=1", "expires=2"), ("&signature=", "&signature=0")] {
        assert!(address.contains(from), "{from}");
        assert_eq!(read(&address.replacen(from, to, 1), PEPPER, NOW.0), None, "{to}");
    }
    assert_eq!(read("/postern/files/", PEPPER, NOW.0), None);
}

#[test]
fn a_kind_of_file_is_told_by_the_whole_path() {
    for (path, meant) in [("/flows/jobs/2", true), ("/flows/jobs", false), ("/flows/jobs/2/more", false), ("/flows/other/2", false)] {
        assert_eq!(fits("/flows/jobs/{}", path), meant, "{path}");
    }
}
