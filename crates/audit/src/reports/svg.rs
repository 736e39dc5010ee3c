//! Pictures of a report, as SVG in the page: who reaches what, how much of it is used, how power grows. Texts are escaped;
//! nothing is loaded.

use std::{collections::BTreeMap, fmt::Write};

use crate::report::Drawn;

/// Width of a picture, in pixels of its own.
const WIDTH: usize = 960;
const ROW: usize = 26;

/// Which client reaches which division by which role: clients to the left, divisions to the right.
pub(super) fn reaches(clients: &[Drawn]) -> String {
    let mut divisions: Vec<&str> = clients.iter().flat_map(|client| &client.reaches).map(|(_, division)| division.as_str()).collect();
    divisions.sort_unstable();
    divisions.dedup();
    let rows = clients.len().max(divisions.len()).max(1);
    let place = |at: usize, many: usize| 30 + (rows - many) * ROW / 2 + at * ROW;
    let mut picture = open(rows * ROW + 40, "Who reaches what: machine clients, and the divisions in which they hold roles");
    for (at, client) in clients.iter().enumerate() {
        let y = place(at, clients.len());
        let mut by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        client.reaches.iter().for_each(|(role, division)| by.entry(division).or_default().push(role));
        for (division, roles) in by {
            let end = divisions.iter().position(|each| *each == division).unwrap_or_default();
            let to = place(end, divisions.len());
            let class = if division == "all divisions" { "all" } else { "one" };
            let _ = write!(
                picture,
                "<path class=\"{class}\" d=\"M300 {y} C500 {y} 500 {to} 700 {to}\"><title>{}</title></path>",
                escape(&format!("{}: {} in {division}", client.name, roles.join(", ")))
            );
        }
        label(&mut picture, (290, y + 4), "end", &client.name);
    }
    for (at, division) in divisions.iter().enumerate() {
        label(&mut picture, (710, place(at, divisions.len()) + 4), "start", division);
    }
    picture + "</svg>"
}

/// How many permissions each client holds, and how many of those its workload needs.
pub(super) fn usage(clients: &[Drawn]) -> String {
    let most = clients.iter().map(|client| client.held).max().unwrap_or_default().max(1);
    let mut picture =
        open(clients.len().max(1) * ROW + 40, "Permissions held by each machine client, and how many of them its workload needs");
    for (at, client) in clients.iter().enumerate() {
        let y = 16 + at * ROW;
        // What is there at all is seen.
        let width = |many: usize| (many * 330 / most).max(if many > 0 { 2 } else { 0 });
        label(&mut picture, (290, y + 10), "end", &client.name);
        let _ = write!(picture, "<rect class=\"held\" x=\"300\" y=\"{y}\" width=\"{}\" height=\"14\"/>", width(client.held));
        let words = match client.needed {
            Some(needed) => {
                let _ = write!(picture, "<rect class=\"needed\" x=\"300\" y=\"{y}\" width=\"{}\" height=\"14\"/>", width(needed));
                format!("{needed} needed of {}", client.held)
            }
            None if client.held == 0 => "holds none of its own".to_owned(),
            None => format!("{} held; what is needed is not known", client.held),
        };
        label(&mut picture, (310 + width(client.held), y + 10), "start", &words);
    }
    picture + "</svg>"
}

/// How machine clients could come to an administrator's power: each path a row of steps.
pub(super) fn escalation(clients: &[Drawn]) -> String {
    let paths: Vec<&Drawn> = clients.iter().filter(|client| !client.escalation.is_empty()).collect();
    let mut picture = open(paths.len().max(1) * 52 + 20, "How machine clients could come to an administrator's power");
    if paths.is_empty() {
        label(&mut picture, (20, 24), "start", "no path was found");
    }
    for (at, client) in paths.iter().enumerate() {
        let y = 30 + at * 52;
        let step = (WIDTH - 220) / client.escalation.len().max(1);
        for (index, (from, to, by)) in client.escalation.iter().enumerate() {
            let x = 10 + index * step;
            node(&mut picture, (x, y), from, false);
            let (start, end) = (x + 180, x + step);
            let _ = write!(
                picture,
                "<path class=\"step\" d=\"M{start} {y} L{} {y}\"/><path class=\"head\" d=\"M{end} {y} l-8 -4 v8 z\"/>",
                end - 8
            );
            label(&mut picture, (start + 6, y - 8), "start", by);
            if index + 1 == client.escalation.len() {
                node(&mut picture, (end, y), to, true);
            }
        }
    }
    picture + "</svg>"
}

fn open(height: usize, title: &str) -> String {
    format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\"><title>{}</title>", escape(title))
}

fn label(picture: &mut String, (x, y): (usize, usize), anchor: &str, text: &str) {
    let _ = write!(picture, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", cut(text, 40));
}

fn node(picture: &mut String, (x, y): (usize, usize), text: &str, last: bool) {
    let class = if last { "node last" } else { "node" };
    let _ = write!(picture, "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"180\" height=\"26\" rx=\"4\"/>", y - 13);
    let _ = write!(picture, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>", x + 90, y + 4, cut(text, 24));
}

/// A text that is shortened where it is too long; the whole of it shows where somebody points at it.
fn cut(text: &str, most: usize) -> String {
    let shown = escape(&short(text, most));
    if text.chars().count() <= most { shown } else { format!("<title>{}</title>{shown}", escape(text)) }
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

/// A text between tags, or between quotation marks.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push('\n'),
            // Not a character of a document.
            char if char.is_control() => escaped.push(' '),
            char => escaped.push(char),
        }
    }
    escaped
}
