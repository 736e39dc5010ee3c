//! Readers take whatever they are given: they never panic, and what they say is bounded by what they read.

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_workload::{Kind, detect, har, operations, plan, read, report, sdk_debug, terraform};
use proptest::prelude::*;
use serde_json::Value;

const SAMPLES: [&str; 6] = [
    include_str!("plans/reorganization.json"),
    include_str!("logs/text.log"),
    include_str!("logs/json.log"),
    include_str!("logs/terraform.log"),
    include_str!("har/console.har"),
    include_str!("../../../examples/terraform/pipeline/main.tf"),
];

fn feed(text: &str) {
    let catalog = Catalog::builtin();
    let _ = detect(text);
    for problems in [read(catalog, text).err(), har::read(catalog, text).err()] {
        let _ = problems.map(|problems| report("file", &problems));
    }
    if detect(text) != Kind::Operations {
        let _ = operations::read(catalog, text);
    }
    let _ = sdk_debug::read(catalog, text);
    let _ = plan::read(catalog, text);
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let _ = (plan::identity_changes(&value), plan::side_effects(&value), plan::read_value(catalog, &value));
    }
    let files: BTreeMap<String, String> =
        [("main.tf", text), ("inner/main.tf", text)].map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    let _ = terraform::read(catalog, &files, "");
}

/// A sample with a piece taken out and another put in, at places that need not be between letters.
fn damaged() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,20}",
        "[\"{}\\[\\]:,\\\\\n$%!?.=<-]{0,20}",
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("é".to_owned())
    ];
    (0..SAMPLES.len(), any::<prop::sample::Index>(), 0..200_usize, piece).prop_map(|(sample, at, gone, piece)| {
        let bytes = SAMPLES[sample].as_bytes();
        let at = at.index(bytes.len());
        let end = (at + gone).min(bytes.len());
        let mut text = bytes[..at].to_vec();
        text.extend_from_slice(piece.as_bytes());
        text.extend_from_slice(&bytes[end..]);
        String::from_utf8_lossy(&text).into_owned()
    })
}

/// JSON like a plan with anything in the places that are read.
fn plan_like() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z_.\\[\\]\"*]{0,30}".prop_map(Value::from),
        Just(Value::from("genesyscloud_auth_division")),
        Just(Value::from("module.a[\"x]\"].module.b")),
    ];
    let value = leaf.prop_recursive(4, 40, 5, |inner| {
        let names = prop_oneof![
            Just("roles"),
            Just("role_id"),
            Just("division_id"),
            Just("conditions"),
            Just("references"),
            Just("module_calls"),
            Just("module"),
            Just("outputs"),
            Just("expressions"),
            Just("resources"),
            Just("name"),
            Just("type"),
            Just("mode")
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((names.prop_map(str::to_owned), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    let kinds =
        prop_oneof![Just("auth_role"), Just("group_roles"), Just("user"), Just("oauth_client"), Just("idp_okta"), Just("routing_queue")];
    let address = prop_oneof![Just(""), Just("module.a"), Just("module.a[\"x"), Just("module.")];
    (kinds, address, value.clone(), value.clone(), value.clone(), value).prop_map(|(kind, module, before, after, later, configuration)| {
        serde_json::json!({
            "format_version": "1.2",
            "resource_changes": [{
                "address": "x", "module_address": module, "mode": "managed", "type": format!("genesyscloud_{kind}"), "name": "x",
                "change": {"actions": ["update", "create"], "before": before, "after": after, "after_unknown": later},
            }],
            "configuration": {"root_module": configuration, "provider_config": {"x": {"name": "genesyscloud"}}},
        })
        .to_string()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn on_any_text(text in "\\PC{0,200}") {
        feed(&text);
    }

    #[test]
    fn on_lines_of_operators(text in "[a-z \"(){}\\[\\]$%!?:.,=<>*\n#-]{0,300}") {
        feed(&text);
    }

    #[test]
    fn on_damaged_samples(text in damaged()) {
        feed(&text);
    }

    #[test]
    fn on_anything_like_a_plan(text in plan_like()) {
        feed(&text);
    }
}

#[test]
fn on_deep_nesting() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{a=", "}"),
        ("\"${", "}\""),
        ("!", ""),
        ("-", ""),
        ("x ? ", ""),
        ("x ? 1 : ", ""),
        ("f(", ")"),
        ("a {\n", "}\n"),
    ] {
        for depth in [90, 5_000] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            feed(&format!("locals {{\n x = {deep}\n}}\n"));
            feed(&format!("{}{}", open.repeat(depth), close.repeat(depth)));
        }
    }
    feed(&"[".repeat(100_000));
    feed(&"module \"a\" {\n  source = \"./inner\"\n}\n".repeat(50));
}
