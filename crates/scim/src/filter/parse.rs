//! The grammar: `or` binds loosest, then `and`, then `not (…)`, parentheses, value paths and comparisons.

use serde_json::Number;

use super::{
    Filter, Literal, Operator, SyntaxError,
    lexer::{Token, error, tokens},
};
use crate::path::{AttrPath, Path, is_name};

/// The most characters of a filter or a path.
const LONGEST: usize = 4_096;

/// How deep parentheses and brackets may stand in each other.
const DEEPEST: usize = 32;

/// Reads a whole filter.
pub(super) fn parse_filter(text: &str) -> Result<Filter, SyntaxError> {
    let mut parser = Parser::of(text)?;
    let filter = parser.either()?;
    parser.end()?;
    Ok(filter)
}

/// Reads a whole path of a patch operation.
pub(crate) fn parse_path(text: &str) -> Result<Path, SyntaxError> {
    let mut parser = Parser::of(text)?;
    let path = parser.path()?;
    parser.end()?;
    Ok(path)
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<(usize, Token<'t>)>,
    next: usize,
    depth: usize,
    bracketed: bool,
}

impl<'t> Parser<'t> {
    fn of(text: &'t str) -> Result<Self, SyntaxError> {
        let length = text.chars().count();
        if length > LONGEST {
            return Err(SyntaxError {
                position: LONGEST + 1,
                message: format!("at most {LONGEST} characters are read; there are {length}"),
            });
        }
        Ok(Self { text, tokens: tokens(text)?, next: 0, depth: 0, bracketed: false })
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn take(&mut self) -> Option<Token<'t>> {
        let token = self.peek().cloned();
        self.next += usize::from(token.is_some());
        token
    }

    /// An error at the next token.
    fn fail<T>(&self, message: impl Into<String>) -> Result<T, SyntaxError> {
        let at = self.tokens.get(self.next).map_or(self.text.len(), |(at, _)| *at);
        Err(error(self.text, at, message))
    }

    fn expect(&mut self, wanted: Token<'t>, message: &str) -> Result<(), SyntaxError> {
        if self.peek() == Some(&wanted) {
            self.next += 1;
            return Ok(());
        }
        self.fail(message)
    }

    fn end(&self) -> Result<(), SyntaxError> {
        if self.peek().is_none() { Ok(()) } else { self.fail("nothing more is expected here") }
    }

    /// Whether the next token is this word, which is then taken.
    fn word(&mut self, wanted: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(wanted));
        self.next += usize::from(found);
        found
    }

    fn either(&mut self) -> Result<Filter, SyntaxError> {
        let mut left = self.both()?;
        while self.word("or") {
            left = Filter::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Filter, SyntaxError> {
        let mut left = self.single()?;
        while self.word("and") {
            left = Filter::And(Box::new(left), Box::new(self.single()?));
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Filter, SyntaxError> {
        let negated = matches!(self.tokens.get(self.next + 1), Some((_, Token::Open))) && self.word("not");
        if self.peek() == Some(&Token::Open) {
            self.next += 1;
            let inner = self.deeper()?;
            self.expect(Token::Close, "`)` is missing")?;
            return Ok(if negated { Filter::Not(Box::new(inner)) } else { inner });
        }
        let path = self.path()?;
        match path {
            // Brackets alone are a condition; with a sub-attribute after them they lead to a comparison.
            Path { attribute, within: Some(inner), part: None } => Ok(Filter::Within(attribute, inner)),
            path => self.comparison(path),
        }
    }

    /// A filter inside parentheses or brackets.
    fn deeper(&mut self) -> Result<Filter, SyntaxError> {
        if self.depth == DEEPEST {
            return self.fail(format!("parentheses and brackets may stand at most {DEEPEST} deep"));
        }
        self.depth += 1;
        let inner = self.either();
        self.depth -= 1;
        inner
    }

    fn path(&mut self) -> Result<Path, SyntaxError> {
        let Some(Token::Word(word)) = self.peek() else { return self.fail("the name of an attribute is missing") };
        let Some(attribute) = AttrPath::parse(word) else { return self.fail(format!("`{word}` is not the name of an attribute")) };
        self.next += 1;
        if self.peek() != Some(&Token::OpenBracket) {
            return Ok(Path { attribute, within: None, part: None });
        }
        if self.bracketed || attribute.part.is_some() {
            return self.fail("brackets stand after an attribute with several values only");
        }
        self.next += 1;
        self.bracketed = true;
        let inner = self.deeper()?;
        self.bracketed = false;
        self.expect(Token::CloseBracket, "`]` is missing")?;
        let part = match self.peek() {
            Some(Token::Word(word)) => word.strip_prefix('.').map(str::to_owned),
            _ => None,
        };
        if let Some(part) = part.as_ref().filter(|part| !is_name(part)) {
            return self.fail(format!("`{part}` is not the name of an attribute"));
        }
        self.next += usize::from(part.is_some());
        Ok(Path { attribute, within: Some(Box::new(inner)), part })
    }

    fn comparison(&mut self, path: Path) -> Result<Filter, SyntaxError> {
        let Some(Token::Word(word)) = self.peek() else { return self.fail("an operator is missing") };
        if word.eq_ignore_ascii_case("pr") {
            self.next += 1;
            return Ok(Filter::Present(path));
        }
        let Some(operator) = Operator::named(word) else {
            return self.fail(format!("`{word}` is not an operator: use eq, ne, co, sw, ew, gt, ge, lt, le or pr"));
        };
        self.next += 1;
        let literal = match self.peek() {
            Some(Token::Text(text)) => Literal::Text(text.clone()),
            Some(Token::Word(word)) => bare(word),
            _ => return self.fail("a value to compare with is missing"),
        };
        self.take();
        Ok(Filter::Compare(path, operator, literal))
    }
}

/// A value without quotes. What JSON would write otherwise is text: a telephone number, an id with leading zeros.
fn bare(word: &str) -> Literal {
    if let Some(value) = super::truth(word) {
        return Literal::Bool(value);
    }
    if word.eq_ignore_ascii_case("null") {
        return Literal::Null;
    }
    let number = serde_json::from_str::<Number>(word).ok().filter(|number| number.to_string() == word);
    number.map_or_else(|| Literal::Text(word.to_owned()), Literal::Number)
}
