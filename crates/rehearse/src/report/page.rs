//! What a report says to people: what stops first, then the largest effects.

use super::{Group, Report, Who, render::Block};
use crate::{
    sign_in::{Moved, Open, Ways},
    survivors::{Enough, Survivors},
    workloads::Effect,
};

/// So many lines of a kind are shown; the rest is counted and in the JSON report.
const MOST: usize = 12;
/// So many names in one line.
const NAMES: usize = 3;

pub(super) fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::Title(format!("Rehearsal: {}", report.organization))];
    blocks.push(Block::List(report.changes.clone()));
    if report.answers_of != report.now {
        blocks.push(Block::Line(format!("The answers after the change are of {}.", report.answers_of.date())));
    }
    if !report.left_out.is_empty() {
        blocks.push(Block::Heading("Not rehearsed".to_owned()));
        blocks.push(Block::List(report.left_out.clone()));
    }
    workloads(report, &mut blocks);
    survivors(report, &mut blocks);
    sign_in(report, &mut blocks);
    new_admins(report, &mut blocks);
    rights(report, &mut blocks);
    undo(report, &mut blocks);
    blocks
}

/// The first few lines, and how many more there are.
fn few<T>(all: &[T], line: impl Fn(&T) -> Vec<String>, width: usize) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = all.iter().take(MOST).map(line).collect();
    if all.len() > MOST {
        let mut more = vec![format!("… {} more", all.len() - MOST)];
        more.resize(width, String::new());
        rows.push(more);
    }
    rows
}

/// The first few names, and how many more there are.
fn names(all: &[String]) -> String {
    let shown = all.iter().take(NAMES).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > NAMES { format!("{shown} and {} more", all.len() - NAMES) } else { shown }
}

fn workloads(report: &Report, blocks: &mut Vec<Block>) {
    if report.workloads.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Programs".to_owned()));
    let verdict = |effect: &Effect| match (&effect.stopped, effect.lost.len(), effect.unknown.len()) {
        (Some(why), _, _) => format!("breaks: {why}"),
        _ if effect.off.is_some() => format!("does not come in, as before: {}", effect.off.as_deref().unwrap_or_default()),
        (None, 0, 0) if effect.lacking.is_empty() => "goes on".to_owned(),
        (None, 0, 0) => format!("goes on, and lacks {} as before", effect.lacking.len()),
        (None, 0, many) => format!("cannot be told: {many} open"),
        (None, many, _) => format!("breaks at {many}"),
    };
    let row = |effect: &Effect| vec![effect.client.clone(), effect.needs.to_string(), verdict(effect)];
    blocks.push(Block::Table(vec!["client", "operations", "after the change"], few(&report.workloads, row, 3)));
    for effect in report.workloads.iter().filter(|effect| !effect.lost.is_empty()) {
        blocks.push(Block::Line(format!("{} cannot do any more:", effect.client)));
        let row = |need: &crate::workloads::Need| vec![need.operation.clone(), need.origin.clone(), need.because.clone()];
        blocks.push(Block::Table(vec!["operation", "needed for", "because"], few(&effect.lost, row, 3)));
    }
    let open: Vec<String> = report
        .workloads
        .iter()
        .flat_map(|effect| effect.unknown.iter().map(|why| format!("{}: {why}", effect.client)))
        .take(MOST)
        .collect();
    if !open.is_empty() {
        blocks.push(Block::Line("What cannot be told of them:".to_owned()));
        blocks.push(Block::List(open));
    }
}

fn survivors(report: &Report, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Who can administer authorization and comes in".to_owned()));
    let row = |what: &str, list: fn(&Survivors) -> &Vec<String>, unknown: fn(&Survivors) -> &Option<String>| {
        let cell = |survivors: &Survivors| match unknown(survivors) {
            Some(_) => "unknown".to_owned(),
            None => list(survivors).len().to_string(),
        };
        vec![what.to_owned(), cell(&report.survivors_before), cell(&report.survivors), names(list(&report.survivors))]
    };
    let mut rows = vec![
        row("people, through an identity provider that knows them", |told| &told.people, |told| &told.people_unknown),
        row("people, if the identity provider knows them", |told| &told.perhaps, |told| &told.people_unknown),
        row("machines, by client credentials", |told| &told.machines, |told| &told.machines_unknown),
    ];
    if !report.survivors.machines_perhaps.is_empty() {
        let what = "machines, perhaps";
        rows.push(row(what, |told| &told.machines_perhaps, |told| &told.machines_unknown));
    }
    blocks.push(Block::Table(vec!["", "before", "after", "after: who"], rows));
    let expected = report.expected;
    let wanted = format!("{} people and {} machines", expected.people, expected.machines);
    blocks.push(Block::Line(match report.survivors.enough(expected) {
        Enough::Yes => format!("Enough: at least {wanted} must be left."),
        Enough::No(why) => format!("LOCKED OUT: {why}."),
        Enough::Unknown(why) => format!("Cannot be told: {why}."),
    }));
    if report.break_glass.is_empty() {
        return;
    }
    let row = |glass: &super::BreakGlass| {
        let nobody = || glass.unknown.as_ref().map_or_else(|| "no one person".to_owned(), |why| format!("unknown: {why}"));
        let way_in = |of: fn(&Ways) -> &Open| glass.after.as_ref().map_or_else(nobody, |ways| way(of(ways)));
        vec![glass.who.clone(), way_in(|ways| &ways.provider), way_in(|ways| &ways.password)]
    };
    blocks.push(Block::Line("Break-glass accounts, after:".to_owned()));
    blocks.push(Block::Table(vec!["who", "through an identity provider", "with a password"], few(&report.break_glass, row, 3)));
}

fn sign_in(report: &Report, blocks: &mut Vec<Block>) {
    let told = &report.sign_in;
    blocks.push(Block::Heading("Who comes in".to_owned()));
    if let Some(why) = &told.people_unknown {
        blocks.push(Block::Line(format!("About people it cannot be told: {why}.")));
    }
    let people = [
        ("No way in any more", &told.shut_out),
        ("Lose a way in, and nothing says for certain that the one that is left is open", &told.at_risk),
        ("Newly with a way in", &told.let_in),
    ];
    let mut quiet = told.stopped.is_empty();
    for (what, moved) in people.into_iter().filter(|(_, moved)| !moved.is_empty()) {
        quiet = false;
        blocks.push(Block::Line(format!("{what}: {} of {} people.", moved.len(), told.people)));
        let row = |moved: &Moved| vec![format!("{} <{}>", moved.name, moved.email), way(&moved.after.provider), way(&moved.after.password)];
        blocks.push(Block::Table(vec!["who", "through an identity provider", "with a password"], few(moved, row, 3)));
    }
    if told.password_only_lost > 0 {
        quiet = false;
        let many = told.password_only_lost;
        let text = "lose the password, which an identity provider that knows them stands in for";
        blocks.push(Block::Line(format!("{many} people {text}.")));
    }
    if !told.unproven.is_empty() {
        let mut domains: Vec<_> = told.unproven.iter().collect();
        domains.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
        let domains: Vec<String> = domains.into_iter().map(|(domain, many)| format!("{domain} ({many})")).collect();
        blocks.push(Block::Line(format!(
            "Depend on an identity provider of which nothing says that it knows them, by address: {}.",
            names(&domains)
        )));
    }
    if !told.stopped.is_empty() {
        blocks.push(Block::Line(format!("Clients that do not come in any more: {}.", told.stopped.len())));
        let row =
            |client: &crate::sign_in::Stopped| vec![client.name.clone(), client.grant.clone(), client.code.clone(), client.because.clone()];
        blocks.push(Block::Table(vec!["client", "grant", "reason", "because"], few(&told.stopped, row, 4)));
    }
    if let Some(why) = &told.from_unknown {
        quiet = false;
        blocks.push(Block::Line(format!("About people it cannot be told: {why}.")));
    }
    if quiet && told.people_unknown.is_none() {
        blocks.push(Block::Line("Nobody's way in is different.".to_owned()));
    }
    if !told.notes.is_empty() {
        blocks.push(Block::List(told.notes.clone()));
    }
}

fn way(open: &Open) -> String {
    match open {
        Open::Yes(_) => "yes".to_owned(),
        Open::Perhaps(why) => why.clone(),
        Open::No(why) => format!("no: {why}"),
        Open::Unknown(why) => format!("unknown: {why}"),
    }
}

fn new_admins(report: &Report, blocks: &mut Vec<Block>) {
    if report.new_admins.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Who newly can give themselves, or a program, more".to_owned()));
    let row = |new: &super::NewAdmin| vec![new.who.name.clone(), names(&new.operations)];
    blocks.push(Block::Table(vec!["who", "by"], few(&report.new_admins, row, 2)));
}

fn rights(report: &Report, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Who may do what".to_owned()));
    for (who, why) in [("people", &report.people_unknown), ("clients", &report.clients_unknown)] {
        if let Some(why) = why {
            blocks.push(Block::Line(format!("About {who} it cannot be told: {why}.")));
        }
    }
    let count = report.answers;
    blocks.push(Block::Line(format!(
        "{} answers compared ({} people and clients × {} operations × {} places): {} are no longer yes, {} newly are.",
        count.compared, report.subjects, report.operations, report.places, count.lost, count.gained
    )));
    if report.others > 0 {
        let text = format!("Not compared: {} people or groups of other organizations (trustees) that hold roles here.", report.others);
        blocks.push(Block::Line(text));
    }
    if report.groups.is_empty() {
        return;
    }
    let row = |group: &Group| {
        let who: Vec<String> = group.who.iter().map(|who: &Who| who.name.clone()).collect();
        let what = |operations: &[String], permissions: &[String]| match (operations.len(), permissions.len()) {
            (0, 0) => String::new(),
            (many, _) => format!("{many} operations: {}", names(permissions)),
        };
        vec![
            names(&who),
            group.places(),
            what(&group.operations_lost, &group.permissions_lost),
            what(&group.operations_gained, &group.permissions_gained),
        ]
    };
    blocks.push(Block::Table(vec!["who", "where", "lose", "gain"], few(&report.groups, row, 4)));
}

fn undo(report: &Report, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Back".to_owned()));
    let undo = &report.undo;
    if !undo.cannot.is_empty() {
        blocks.push(Block::Line("What does not come back:".to_owned()));
        let mut shown: Vec<String> = undo.cannot.iter().take(MOST).cloned().collect();
        if undo.cannot.len() > MOST {
            shown.push(format!("… {} more", undo.cannot.len() - MOST));
        }
        blocks.push(Block::List(shown));
    }
    match undo.changes.len() {
        0 => blocks.push(Block::Line("There is no change that leads back.".to_owned())),
        many if many <= MOST => blocks.push(Block::Code(undo.file())),
        many => blocks.push(Block::Line(format!("{many} changes lead back; they are in the JSON report, under `undo`."))),
    }
}
