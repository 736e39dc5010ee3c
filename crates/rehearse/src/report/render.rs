//! Blocks as text and as Markdown.

/// A piece of a page.
pub(super) enum Block {
    Title(String),
    Heading(String),
    Line(String),
    List(Vec<String>),
    /// Head and rows.
    Table(Vec<&'static str>, Vec<Vec<String>>),
    Code(String),
}

pub(super) fn text(blocks: &[Block]) -> String {
    let mut shown = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => shown += &format!("{title}\n{}\n\n", "=".repeat(title.chars().count())),
            Block::Heading(heading) => shown += &format!("{heading}\n{}\n\n", "-".repeat(heading.chars().count())),
            Block::Line(line) => shown += &format!("{line}\n\n"),
            Block::List(items) => {
                items.iter().for_each(|item| shown += &format!("- {item}\n"));
                shown.push('\n');
            }
            Block::Table(head, rows) => shown += &columns(head, rows),
            Block::Code(code) => {
                code.lines().for_each(|line| shown += &format!("{}\n", format!("    {line}").trim_end()));
                shown.push('\n');
            }
        }
    }
    shown
}

/// A table whose columns are as wide as what is in them; the last may be as long as it likes.
fn columns(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        cells.chain([head[at].chars().count()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut shown = line(head.iter().copied(), &widths);
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    shown += &line(rules.iter().map(String::as_str), &widths);
    rows.iter().for_each(|row| shown += &line(row.iter().map(String::as_str), &widths));
    shown + "\n"
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize]) -> String {
    let padded: Vec<String> = cells.zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
    format!("{}\n", padded.join("  ").trim_end())
}

pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut shown = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => shown += &format!("# {}\n\n", escaped(title)),
            Block::Heading(heading) => shown += &format!("## {}\n\n", escaped(heading)),
            Block::Line(line) => shown += &format!("{}\n\n", escaped(line)),
            Block::List(items) => {
                items.iter().for_each(|item| shown += &format!("- {}\n", escaped(item)));
                shown.push('\n');
            }
            Block::Table(head, rows) => {
                shown += &format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
                    shown += &format!("| {} |\n", cells.join(" | "));
                }
                shown.push('\n');
            }
            Block::Code(code) => shown += &format!("```toml\n{}\n```\n\n", code.trim_end().replace("```", "` ` `")),
        }
    }
    shown
}

/// Names are the organization's: none of them may become markup. Code spans stay.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut code = false;
    for sign in text.chars() {
        match sign {
            '`' => code = !code,
            '\n' | '\r' => {
                shown.push(' ');
                continue;
            }
            '|' => shown.push('\\'),
            '<' | '>' | '*' | '_' | '[' | ']' | '#' | '\\' if !code => shown.push('\\'),
            _ => {}
        }
        shown.push(sign);
    }
    shown
}
