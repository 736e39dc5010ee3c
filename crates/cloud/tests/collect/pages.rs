use serde_json::{Value, json};

use crate::{
    fake::{Asked, Fake, Reply, Size, id},
    once, read, why,
};

fn division(number: usize) -> Value {
    json!({ "id": id('d', number), "name": format!("Division {number}"), "homeDivision": number == 0 })
}

/// The divisions' listing when its pages are these; the last stands for all after it.
fn divisions(total: Option<u64>, pages: Vec<Vec<usize>>) -> (Fake, String) {
    let fake = Fake::new(Size::SMALL, move |asked: &Asked<'_>| {
        if asked.path != "/api/v2/authorization/divisions" {
            return None;
        }
        let number: usize = asked.parameter("pageNumber").unwrap().parse().unwrap();
        let entities: Vec<_> = pages.get(number - 1).into_iter().flatten().map(|number| division(*number)).collect();
        let mut page = json!({ "entities": entities, "pageSize": 2, "pageNumber": number });
        total.into_iter().for_each(|total| page["total"] = json!(total));
        Some(Reply::json(&page))
    });
    let outcome = match read(&fake).unwrap().divisions {
        postern_model::Fact::Known(divisions) => format!("{} divisions", divisions.len()),
        postern_model::Fact::Unknown(why) => why,
    };
    (fake, outcome)
}

#[test]
fn pages_are_counted_against_the_total() {
    let listing = "the pages of GET /api/v2/authorization/divisions do not agree:";
    assert_eq!(divisions(Some(3), vec![vec![0, 1], vec![2]]).1, "3 divisions");
    // An entity that moved to the next page while it was read comes twice, and nothing is missing.
    assert_eq!(divisions(Some(3), vec![vec![0, 1], vec![1, 2]]).1, "3 divisions");
    assert_eq!(divisions(Some(3), vec![vec![0, 1], vec![1]]).1, format!("{listing} it tells of 3 and holds 2"));
    let (fake, outcome) = divisions(Some(5), vec![vec![0, 1], vec![2]]);
    assert_eq!(outcome, format!("{listing} it tells of 5 and holds 3"));
    assert_eq!(fake.count("GET /api/v2/authorization/divisions?"), 3 * 3, "three readings of two pages and an empty one");
    assert_eq!(divisions(None, vec![vec![0, 1], vec![2]]).1, "3 divisions");
    assert_eq!(divisions(None, vec![vec![0, 1], vec![1, 2], vec![]]).1, format!("{listing} of 4 entities, 1 came more than once"));
}

#[test]
fn a_listing_that_changes_while_it_is_read_is_read_again() {
    // The first page of the first reading tells of one more than there is.
    let page = || {
        let people: Vec<_> = (0..100)
            .map(|number| json!({ "id": id('1', number), "name": "x", "state": "active", "division": { "id": id('d', 0) } }))
            .collect();
        Reply::json(&json!({ "entities": people, "total": 251, "pageSize": 100 }))
    };
    let fake = Fake::new(Size::SMALL, once("/api/v2/users", 0, page));
    let snapshot = read(&fake).unwrap();
    assert_eq!(snapshot.users.known().unwrap().len(), 250);
    assert_eq!(fake.count("GET /api/v2/users?sortOrder=ascending&state=active"), 6);
}

#[test]
fn an_answer_that_is_too_large_is_asked_for_in_smaller_pages() {
    let fake = Fake::new(Size::SMALL, |asked| {
        let large = asked.path == "/api/v2/users" && asked.parameter("pageSize").is_some_and(|size| size.parse::<u32>().unwrap() > 30);
        large.then(|| Reply::error(400, "response.entity.too.large", "The response is over the size limit."))
    });
    let snapshot = read(&fake).unwrap();
    assert_eq!(snapshot.users.known().unwrap().len(), 250);
    assert_eq!(fake.count("GET /api/v2/users?"), 2 + 10 + 1 + 2, "two refusals and ten pages; the empty listing is refused likewise");
}

#[test]
fn a_next_page_elsewhere_is_not_followed() {
    for next in ["https://evil.example/api/v2/oauth/clients2?pageNumber=2", "/api/v2/users?pageNumber=2", "/api/v2/oauth/clients"] {
        let fake = Fake::new(Size::SMALL, move |asked| {
            (asked.path == "/api/v2/oauth/clients").then(|| Reply::json(&json!({ "entities": [], "total": 1, "nextUri": next })))
        });
        let expected =
            "GET /api/v2/oauth/clients answered something that cannot be read: the address of its next page is that of something else";
        assert_eq!(why(&read(&fake).unwrap().clients), expected, "{next}");
    }
    // Another host with the same path: the path is followed, the host is not.
    let clients = Size { clients: 150, ..Size::SMALL };
    let fake = Fake::new(clients, |_| None);
    assert_eq!(read(&fake).unwrap().clients.known().unwrap().len(), 150);
}

#[test]
fn grants_that_people_show_and_no_division_lists_are_looked_for_by_role() {
    // The service does not take `*` for a division.
    let rule = |asked: &Asked<'_>| {
        let star = asked.path == "/api/v2/authorization/divisions/*/grants";
        star.then(|| Reply::error(404, "not.found", "The requested resource was not found."))
    };
    let roles = move |asked: &Asked<'_>, known: bool| {
        let role = asked.path.strip_prefix("/api/v2/authorization/roles/")?.strip_suffix("/subjectgrants")?;
        let people: Vec<_> =
            (0..250).filter(|number| number % 10 == 0 && (id('e', number % 12) == role || id('e', (number + 1) % 12) == role)).collect();
        let people = if known { people } else { Vec::new() };
        let grants: Vec<_> =
            people.iter().map(|number| json!({ "id": id('1', *number), "type": "PC_USER", "divisions": [{ "id": "*" }] })).collect();
        Some(Reply::json(&json!({ "entities": grants, "total": grants.len(), "pageSize": 100 })))
    };
    let fake = Fake::new(Size::SMALL, move |asked| rule(asked).or_else(|| roles(asked, true)));
    let grants: usize = read(&fake).unwrap().grants.known().unwrap().iter().map(|held| held.grants.len()).sum();
    assert_eq!(grants, 500 + 5);
    let fake = Fake::new(Size::SMALL, move |asked| rule(asked).or_else(|| roles(asked, false)));
    let expected = format!(
        "the pages of GET /api/v2/authorization/divisions/{{divisionId}}/grants do not agree: \
         person `{}` shows the role `{}`, which no listing of grants has",
        id('1', 0),
        id('e', 0)
    );
    assert_eq!(why(&read(&fake).unwrap().grants), expected);
}

#[test]
fn a_group_that_counts_more_members_than_show_it_is_asked_itself() {
    let fake = Fake::new(Size::SMALL, |asked| match asked.path {
        "/api/v2/groups" => {
            let group = json!({ "id": id('9', 7), "name": "By rule", "type": "official", "memberCount": 2 });
            Some(Reply::json(&json!({ "entities": [group], "total": 1 })))
        }
        path if path.ends_with("/members") => {
            let members = [json!({ "id": id('1', 3) }), json!({ "id": id('1', 4) })];
            Some(Reply::json(&json!({ "entities": members, "total": 2, "pageSize": 100 })))
        }
        _ => None,
    });
    let snapshot = read(&fake).unwrap();
    let group = postern_model::Id::parse(&id('9', 7)).unwrap();
    assert_eq!(snapshot.users.known().unwrap().iter().filter(|user| user.groups.contains(&group)).count(), 2);
    assert_eq!(fake.count("GET /api/v2/groups/"), 1);
}
