//! The tables of `docs/LOCK-DOWN.md`.

use std::fmt::Write;

/// The stages, in order.
pub const STAGES: [&str; 5] = ["before", "switch on", "policy reported", "policy enforced", "back"];

/// One way in at one stage.
pub struct Tried {
    pub who: String,
    pub how: String,
    pub cell: String,
}

impl Tried {
    pub fn new(who: &str, how: &str, cell: impl Into<String>) -> Self {
        Self { who: who.to_owned(), how: how.to_owned(), cell: cell.into() }
    }
}

/// A table whose columns are the stages.
pub fn render(title: &str, columns: &[Vec<Tried>]) -> String {
    let mut text = format!("### {title}\n\n| Who | How | {} |\n|---|---|{}\n", STAGES.join(" | "), "---|".repeat(STAGES.len()));
    let mut last = "";
    for (index, row) in columns[0].iter().enumerate() {
        let same = |column: &&Vec<Tried>| (&column[index].who, &column[index].how) == (&row.who, &row.how);
        assert!(columns.len() == STAGES.len() && columns.iter().all(|column| same(&column)), "stages try different things");
        let cells: Vec<_> = columns.iter().map(|column| column[index].cell.as_str()).collect();
        let who = if row.who == last { "" } else { row.who.as_str() };
        let _ = writeln!(text, "| {who} | {} | {} |", row.how, cells.join(" | "));
        last = &row.who;
    }
    text + "\n"
}

/// Compares the block of a document between `<!-- name:start -->` and `<!-- name:end -->`, or writes it if
/// `UPDATE_LOCK_DOWN` is set.
pub fn settle(path: &str, name: &str, expected: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let text = std::fs::read_to_string(&path).unwrap();
    let (start, end) = (format!("<!-- {name}:start -->\n"), format!("<!-- {name}:end -->"));
    let (before, rest) = text.split_once(&start).expect("the start mark");
    let (block, after) = rest.split_once(&end).expect("the end mark");
    if std::env::var_os("UPDATE_LOCK_DOWN").is_some() {
        std::fs::write(&path, format!("{before}{start}{expected}{end}{after}")).unwrap();
    } else {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let other = lines(expected).into_iter().zip(lines(block)).find(|(new, old)| new != old);
        assert!(block == expected, "run again with UPDATE_LOCK_DOWN=1 and look at the difference, such as {other:#?}");
    }
}
