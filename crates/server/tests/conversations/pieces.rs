//! A text as what stays and what differs from organization to organization: ids, moments, secrets.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    Text(&'t str),
    /// A UUID, with hyphens or without.
    Id(&'t str),
    /// A day, or a moment in ISO 8601.
    Moment(&'t str),
    /// `{secret 1}`.
    Secret(&'t str),
}

/// The parts of a text, in order.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let inside = text.get(..at).is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_alphanumeric()));
        let here = text.get(at..).filter(|_| !inside).and_then(special);
        let Some((piece, length)) = here else {
            at += 1;
            continue;
        };
        if from < at {
            pieces.push(Piece::Text(&text[from..at]));
        }
        pieces.push(piece);
        at += length;
        from = at;
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// What `text` starts with, if it is no plain text.
fn special(text: &str) -> Option<(Piece<'_>, usize)> {
    if let Some(id) = id_at(text) {
        return Some((Piece::Id(id), id.len()));
    }
    if let Some(moment) = moment_at(text) {
        return Some((Piece::Moment(moment), moment.len()));
    }
    let number = text.strip_prefix("{secret ")?.split_once('}')?.0;
    let secret = &text[.."{secret }".len() + number.len()];
    number.parse::<usize>().ok().map(|_| (Piece::Secret(secret), secret.len()))
}

/// The UUID that a text starts with.
pub fn id_at(text: &str) -> Option<&str> {
    [36, 32].into_iter().filter_map(|length| Some((text.get(..length)?, text.get(length..)?))).find_map(|(id, rest)| {
        let ends = !rest.starts_with(|next: char| next.is_ascii_alphanumeric());
        (ends && uuid::Uuid::try_parse(id).is_ok()).then_some(id)
    })
}

/// The day or moment that a text starts with.
pub fn moment_at(text: &str) -> Option<&str> {
    const DAY: &str = "0000-00-00";
    const TIME: &str = "T00:00:00";
    let like = |from: usize, shape: &str| {
        let part = text.get(from..from + shape.len())?;
        let fits = part.chars().zip(shape.chars()).all(|(is, shape)| if shape == '0' { is.is_ascii_digit() } else { is == shape });
        fits.then_some(from + shape.len())
    };
    let day = like(0, DAY)?;
    let Some(mut end) = like(day, TIME) else { return text.get(..day) };
    if text[end..].starts_with('.') {
        end += 1 + text[end + 1..].bytes().take_while(u8::is_ascii_digit).count();
    }
    end += usize::from(text[end..].starts_with('Z'));
    text.get(..end)
}

#[test]
fn a_text_is_taken_apart() {
    let id = "8e57ef5d-24ac-4e99-833f-a0b979abb044";
    let text = format!("/é/{id}?at=2026-11-26T21:31:33.123Z&day=2026-11-26&with={{secret 12}}{{secret x}}");
    let expected = [
        Piece::Text("/é/"),
        Piece::Id(id),
        Piece::Text("?at="),
        Piece::Moment("2026-11-26T21:31:33.123Z"),
        Piece::Text("&day="),
        Piece::Moment("2026-11-26"),
        Piece::Text("&with="),
        Piece::Secret("{secret 12}"),
        Piece::Text("{secret x}"),
    ];
    assert_eq!(pieces(&text), expected);
    let bare = id.replace('-', "");
    assert_eq!(pieces(&format!("{bare}@local.example")), [Piece::Id(&bare), Piece::Text("@local.example")]);
    let long = format!("{bare}{bare}");
    assert_eq!(pieces(&long), [Piece::Text(&long)], "a digest is no id");
}
