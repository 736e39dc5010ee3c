use super::*;

fn pseudonyms() -> Pseudonyms {
    Pseudonyms::new([7; 32], false)
}

#[test]
fn the_same_thing_has_the_same_stand_in_and_another_key_gives_another() {
    let (one, other) = (pseudonyms(), Pseudonyms::new([8; 32], false));
    assert_eq!(one.word("person", "Ada Quayle"), one.word("person", "ada quayle"));
    assert_ne!(one.word("person", "Ada Quayle"), one.word("group", "Ada Quayle").replace("group", "person"));
    assert_ne!(one.word("person", "Ada Quayle"), other.word("person", "Ada Quayle"));
    assert_eq!(one.word("person", ""), "");
    let id = Uuid::from_u128(1);
    assert_eq!((one.uuid(id), one.uuid(id) == id), (one.uuid(id), false));
    assert_eq!(Pseudonyms::new([7; 32], true).uuid(id), id);
}

#[test]
fn people_of_one_domain_stay_so() {
    let domain = |email: &str| pseudonyms().email(email).split_once('@').unwrap().1.to_owned();
    assert_eq!(domain("ada@bank.example"), domain("owen@BANK.example"));
    assert_ne!(domain("ada@bank.example"), domain("ada@quay.example"));
}

#[test]
fn a_network_of_stand_ins_holds_the_stand_ins_of_what_it_held() {
    let pseudonyms = pseudonyms();
    let bits = |text: &str| match pseudonyms.address(text.parse().unwrap()) {
        IpAddr::V4(address) => u128::from(address.to_bits()) << 96,
        IpAddr::V6(address) => address.to_bits(),
    };
    let shared = |left: &str, right: &str| (bits(left) ^ bits(right)).leading_zeros();
    assert_eq!(shared("203.0.113.0", "203.0.113.200"), 24);
    assert_eq!(shared("203.0.113.0", "203.0.112.0"), 23);
    assert_eq!(shared("2001:db8::", "2001:db8:0:1::"), 63);
    assert_ne!(bits("203.0.113.0") >> 96, u128::from(u32::from_be_bytes([203, 0, 113, 0])));
    assert!(pseudonyms.network("203.0.113.0/24").ends_with("/24"));
}

#[test]
fn what_is_looked_at_in_a_web_address_stays() {
    let url = |text: &str| pseudonyms().url(text);
    assert_eq!(url("http://localhost:3000/").replace(&pseudonyms().word("path", ""), ""), "http://localhost:3000/");
    assert!(url("https://app.bank.example/callback").starts_with("https://domain-"));
    assert!(url("https://*.bank.example/x").starts_with("https://*.domain-"));
    for named in [
        "https://app.bank.example/callback",
        "https://user:bank-pw@app.example/cb",
        "https://app.example:8443?tenant=bank",
        "https://app.example/cb#bank",
        "bank-app://callback",
    ] {
        assert!(!url(named).contains("bank"), "{}", url(named));
    }
    assert!(url("https://app.example:8443/cb").contains(":8443/"));
    assert!(!url("https://[2001:db8::77]/cb").contains("77]"));
}

#[test]
fn a_sentence_keeps_its_words_and_loses_ids_and_quotations() {
    let id = "0c000000-0000-4000-8000-000000000001";
    let sentence = pseudonyms().sentence(&format!("person `{id}` is in \"Claims\", missing permission `routing:queue:view`"));
    let stand_in = pseudonyms().uuid(id.parse().unwrap());
    assert_eq!(sentence, format!("person `{stand_in}` is in \"…\", missing permission `routing:queue:view`"));
}
