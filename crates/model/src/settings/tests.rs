use super::*;

/// Another allowed value than the default.
fn other(row: &Setting) -> String {
    match row.values {
        Values::OneOf(names) => names.iter().find(|name| **name != row.default).map(|name| (*name).to_owned()).unwrap_or_default(),
        Values::Integer { max, .. } => max.to_string(),
        Values::Date => "2027-05-01".to_owned(),
        Values::Order => "rate,ip,route,permission,scope,user-context,policy,division".to_owned(),
    }
}

fn refusal(key: &str, value: &str) -> String {
    let mut settings = Settings::default();
    let text = settings.set(key, value).map_or_else(|error| error.to_string(), |()| "accepted".to_owned());
    assert_eq!(settings, Settings::default(), "a refused value changes nothing");
    text
}

#[test]
fn the_defaults_are_those_of_the_table() {
    for (row, value) in Settings::default().iter() {
        assert_eq!(value, row.default, "{}", row.key);
        assert!(row.values.allow(row.default), "{}", row.key);
        assert!((row.slot)(&mut Settings::default()).read(row.default), "{}", row.key);
    }
}

#[test]
fn each_key_stands_once_and_has_its_own_field() {
    for row in TABLE {
        let mut settings = Settings::default();
        assert!(row.values.allow(&other(row)) && (row.slot)(&mut settings).read(&other(row)), "{}", row.key);
        let changed: Vec<_> = settings.iter().filter(|(row, value)| value != row.default).map(|(row, value)| (row.key, value)).collect();
        assert_eq!(changed, [(row.key, other(row))]);
        assert_eq!(TABLE.iter().filter(|twin| twin.key == row.key).count(), 1, "{}", row.key);
    }
}

#[test]
fn each_allowed_word_is_read_and_written_alike() {
    for row in TABLE {
        let Values::OneOf(names) = row.values else { continue };
        assert_eq!(names.first(), Some(&row.default), "the default stands first: {}", row.key);
        for name in names {
            let mut settings = Settings::default();
            assert!((row.slot)(&mut settings).read(name), "{} {name}", row.key);
            assert_eq!(settings.get(row.key).as_deref(), Some(*name));
        }
    }
}

#[test]
fn each_unknown_is_covered() {
    for unknown in 1..=26 {
        assert!(TABLE.iter().any(|row| row.unknowns.contains(&unknown)), "unknown {unknown} has no setting");
    }
}

#[test]
fn what_has_no_effect_cannot_be_set() {
    for row in TABLE {
        let expected = if row.in_effect {
            Ok(())
        } else {
            Err(format!("setting `{}` has no effect yet: people of other organizations cannot come in in this version", row.key))
        };
        assert_eq!(Settings::default().set(row.key, &other(row)).map_err(|error| error.to_string()), expected);
    }
}

#[test]
fn refusals_say_what_is_right() {
    assert_eq!(
        refusal("token.wrong-secret-statu", "400"),
        "no setting `token.wrong-secret-statu`: did you mean `token.wrong-secret-status`?"
    );
    assert_eq!(refusal("scope.enforce", "yes"), "no setting `scope.enforce`: did you mean `scopes.enforce`?");
    assert_eq!(refusal("", "yes"), "no setting ``");
    assert_eq!(refusal("token.wrong-secret-status", "403"), "setting `token.wrong-secret-status` cannot be `403`: use 400 or 401");
    assert_eq!(refusal("clients.secret-on-read", ""), "setting `clients.secret-on-read` cannot be ``: use absent or null or empty");
    assert_eq!(refusal("paging.max-page-size", "0"), "setting `paging.max-page-size` cannot be `0`: use a whole number from 1 to 10000");
    assert_eq!(refusal("limits.roles", "many"), "setting `limits.roles` cannot be `many`: use a whole number from 0 to 1000000");
    assert_eq!(
        refusal("check-order", "ip,rate"),
        "setting `check-order` cannot be `ip,rate`: use each of these once, with commas: \
         ip,rate,route,scope,permission,user-context,policy,division"
    );
    assert_eq!(
        refusal("sso.trustee-users", "refuse"),
        "setting `sso.trustee-users` has no effect yet: people of other organizations cannot come in in this version"
    );
}

#[test]
fn an_order_names_every_check_once() {
    let mut order = CheckSlot::DEFAULT_ORDER;
    for text in [
        "ip,ip,route,scope,permission,user-context,policy,division",
        "ip,rate,route,scope,permission,user-context,policy,division,ip",
        "ip,rate,route,scope,permission,user-context,policy,magic",
    ] {
        assert!(!choices::Value::read(&mut order, text), "{text}");
        assert_eq!(order, CheckSlot::DEFAULT_ORDER);
    }
    assert!(choices::Value::read(&mut order, "rate, ip, route, scope, permission, user-context, policy, division"));
    assert_eq!(order.first(), Some(&CheckSlot::Rate));
}

#[test]
fn a_date_is_a_day() {
    let mut date = Settings::DEFAULT.implicit_end_date;
    assert!(!choices::Value::read(&mut date, "2027-03-01T10:00:00"));
    assert!(!choices::Value::read(&mut date, "March 2027"));
    assert!(choices::Value::read(&mut date, "2027-05-01"));
}

#[test]
fn settings_are_saved_as_a_flat_map() {
    let mut settings = Settings::default();
    assert_eq!(settings.set("token.wrong-secret-status", "401"), Ok(()));
    assert_eq!(settings.set("check-order", "rate,ip,route,permission,scope,user-context,policy,division"), Ok(()));
    let json = serde_json::to_value(&settings).unwrap_or_default();
    assert_eq!(json["token.wrong-secret-status"], "401");
    assert_eq!(json.get("sso.trustee-users"), None, "what has no effect is not saved");
    assert_eq!(serde_json::from_value::<Settings>(json).ok(), Some(settings));
    assert_eq!(serde_json::from_str::<Settings>("{}").ok(), Some(Settings::default()));
}

#[test]
fn a_saved_map_with_a_wrong_key_is_refused() {
    let error = serde_json::from_str::<Settings>(r#"{"scopes.enforced":"yes"}"#).map_err(|error| error.to_string());
    assert_eq!(error, Err("no setting `scopes.enforced`: did you mean `scopes.enforce`?".to_owned()));
}

#[test]
fn the_markdown_has_one_line_for_each_setting() {
    let text = markdown();
    assert_eq!(text.lines().count(), TABLE.len() + 2);
    assert!(text.lines().all(|line| line.matches(" | ").count() == 5 || line.starts_with("|---")));
}
