use postern_scim::{Filter, schema::USER};
use serde_json::Value;

use super::person;

fn met(filter: &str) -> Result<bool, String> {
    let filter = Filter::parse(filter).map_err(|error| error.to_string())?;
    filter.check(&USER).map_err(|problem| problem.detail)?;
    Ok(filter.matches(&USER, &Value::Object(person())))
}

#[test]
fn each_operator_compares_as_the_rfc_says() {
    let met_ones = [
        r#"userName eq "ada@BANK.example""#,
        r#"USERNAME Eq "ada@bank.example""#,
        r#"externalId eq "A-7""#,
        r#"title ne "Chief""#,
        r#"displayName co "D""#,
        r#"displayName sw "a""#,
        r#"displayName ew "DA""#,
        r#"title gt "Clerj""#,
        r#"title ge "clerk""#,
        r#"title lt "Clerl""#,
        r#"title le "Clerk""#,
        "title pr",
        "active eq true",
        r#"active eq "True""#,
        "active ne false",
        r#"meta.lastModified gt "2026-03-01T10:00:00Z""#,
        r#"meta.lastModified lt "2026-03-01T11:00:01+01:00""#,
        r#"emails.type eq "work""#,
        r#"emails eq "ada@work.example""#,
        r#"emails[type eq "work" and value ew ".example"]"#,
        r#"emails[type eq "work"].value eq "ADA@work.example""#,
        r#"not (emails[type eq "home"])"#,
        r#"roles[primary eq "True"].value ne "x""#,
        r#"title eq "x" or title eq "Clerk" and active eq true"#,
        r#"(title eq "Clerk" or title eq "x") and not (active eq false)"#,
        "urn:ietf:params:scim:schemas:core:2.0:User:title pr",
        r#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "m1""#,
        r#"urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User:externalIds[authority eq "https://idp.example"].value eq "Ada1""#,
        r#"routingSkills[proficiency ge 3 and name eq "tax"]"#,
    ];
    for filter in met_ones {
        assert_eq!(met(filter), Ok(true), "{filter}");
    }
    for filter in [
        r#"externalId eq "a-7""#,
        "title eq null",
        r#"emails[type eq "work" and value sw "x"]"#,
        "active eq false",
        "phoneNumbers.primary pr",
    ] {
        assert_eq!(met(filter), Ok(false), "{filter}");
    }
}

/// The examples of the API description: no quotes, and names of extensions without their URNs.
#[test]
fn the_examples_of_the_service_are_read() {
    for filter in
        ["userName eq ada@bank.example", "manager eq m1", "email eq ada@work.example", "active eq true", "id eq 42", "externalId eq A-7"]
    {
        assert_eq!(met(filter), Ok(true), "{filter}");
    }
    assert_eq!(met("employeeNumber eq 007"), Ok(true));
    assert_eq!(met("employeeNumber eq 7"), Ok(false));
    assert_eq!(met("division eq Home"), Ok(false));
}

#[test]
fn a_filter_that_is_none_is_refused_at_its_place() {
    let cases = [
        ("", "the name of an attribute is missing at character 1"),
        ("userName", "an operator is missing at character 9"),
        ("userName is \"x\"", "`is` is not an operator: use eq, ne, co, sw, ew, gt, ge, lt, le or pr at character 10"),
        ("userName eq", "a value to compare with is missing at character 12"),
        ("userName eq \"x", "the quoted text has no end at character 13"),
        ("userName eq \"\\x\"", "the quoted text is not a JSON string at character 13"),
        ("ü eq 1", "`ü` is not the name of an attribute at character 1"),
        ("title eq \"ü\" und", "nothing more is expected here at character 14"),
        ("title eq \"x\" and", "the name of an attribute is missing at character 17"),
        ("(title pr", "`)` is missing at character 10"),
        ("emails[type pr", "`]` is missing at character 15"),
        ("emails[type pr].9 eq 1", "`9` is not the name of an attribute at character 16"),
        ("emails[type[a pr] pr]", "brackets stand after an attribute with several values only at character 12"),
        ("title eq \"x\" title", "nothing more is expected here at character 14"),
        (&format!("{}title pr", "(".repeat(33)), "parentheses and brackets may stand at most 32 deep at character 34"),
        (&"x".repeat(5_000), "at most 4096 characters are read; there are 5000 at character 4097"),
    ];
    for (filter, refusal) in cases {
        assert_eq!(met(filter), Err(refusal.to_owned()), "{filter}");
    }
}

#[test]
fn a_filter_that_does_not_fit_is_refused_by_name() {
    let cases = [
        ("shoeSize eq 43", "there is no attribute `shoeSize`"),
        ("password eq \"x\"", "there is no attribute `password`"),
        ("emails[colour eq \"red\"]", "there is no attribute `colour`"),
        ("emails.colour pr", "there is no attribute `emails.colour`"),
        ("title[value eq \"x\"]", "`title` has a single value: nothing can stand in brackets after it"),
        ("active co \"t\"", "`co` does not fit `active`, which is of type boolean"),
        ("active eq \"maybe\"", "`active` is of type boolean and cannot be compared with `maybe`"),
        ("meta.lastModified gt \"yesterday\"", "`meta.lastModified` is of type dateTime and cannot be compared with `yesterday`"),
        ("meta eq \"x\"", "name a part of `meta` to compare: resourceType, lastModified, location, version"),
        ("title gt null", "`title` is of type string and cannot be compared with `null`"),
    ];
    for (filter, refusal) in cases {
        assert_eq!(met(filter), Err(refusal.to_owned()), "{filter}");
    }
}

#[test]
fn what_only_one_resource_can_meet_is_looked_up() {
    let wanted = |text: &str| Filter::parse(text).unwrap().wanted("userName");
    assert_eq!(wanted("username eq ada@bank.example").as_deref(), Some("ada@bank.example"));
    assert_eq!(wanted("active eq true and userName eq \"a\"").as_deref(), Some("a"));
    assert_eq!(wanted("userName eq \"a\" or active eq true"), None);
    assert_eq!(wanted("not (userName eq \"a\")"), None);
    assert_eq!(wanted("userName sw \"a\""), None);
}
