//! Patterns in which `*` stands for any characters, or none.

/// Whether `text` is what `pattern` says, whatever the case.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_anything() {
        for (pattern, text) in [
            ("*", ""),
            ("*", "a"),
            ("get_users", "GET_users"),
            ("get_*_me", "get_users_me"),
            ("a*b*c", "a-b-b-c"),
            ("*users*", "get_users"),
            ("a**", "a"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("", "a"), ("get", "get_users"), ("a*a", "a"), ("*_me", "get_users"), ("a*b*c", "a-c-b"), ("a*bc*c", "a-bc")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
