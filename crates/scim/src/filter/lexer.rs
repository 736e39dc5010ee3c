//! A filter's text as tokens.

use super::SyntaxError;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A name, an operator, or a value without quotes.
    Word(&'t str),
    /// A value in quotes, unescaped.
    Text(String),
    Open,
    Close,
    OpenBracket,
    CloseBracket,
}

/// The tokens of `text`, each with the byte it starts at.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token<'_>)>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (token, length) = match first {
            letter if letter.is_whitespace() => {
                at += letter.len_utf8();
                continue;
            }
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '[' => (Token::OpenBracket, 1),
            ']' => (Token::CloseBracket, 1),
            '"' => quoted(text, at)?,
            _ => {
                let rest = &text[at..];
                let end = rest.find(|letter: char| letter.is_whitespace() || "()[]\"".contains(letter)).unwrap_or(rest.len());
                (Token::Word(&rest[..end]), end)
            }
        };
        tokens.push((at, token));
        at += length;
    }
    Ok(tokens)
}

/// A JSON string.
fn quoted(text: &str, at: usize) -> Result<(Token<'_>, usize), SyntaxError> {
    let mut escaped = false;
    let end = text[at + 1..].find(|letter| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    });
    let Some(length) = end.map(|end| end + 2) else { return Err(error(text, at, "the quoted text has no end")) };
    match serde_json::from_str(&text[at..at + length]) {
        Ok(unescaped) => Ok((Token::Text(unescaped), length)),
        Err(_) => Err(error(text, at, "the quoted text is not a JSON string")),
    }
}

/// An error at a byte of `text`.
pub(super) fn error(text: &str, at: usize, message: impl Into<String>) -> SyntaxError {
    let before = text.get(..at).unwrap_or(text);
    SyntaxError { position: before.chars().count() + 1, message: message.into() }
}
