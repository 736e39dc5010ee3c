//! A curl command as it was typed, with what it printed if that was copied along.

use serde_json::Value;

use super::{Misread, plain, response, told, url};
use crate::{Presented, Seen, myths};

const HELP: &str = "give the command as it was typed, from `curl` on; what it printed may follow";

/// Options with a value that says nothing of the call.
const VALUED: &str = "-o --output -A --user-agent -e --referer -b --cookie -c --cookie-jar -x --proxy -w --write-out -m --max-time \
    --connect-timeout --cacert --capath -E --cert --key --resolve --retry --retry-delay -T --upload-file -K --config -F --form \
    --connect-to -r --range -U --proxy-user --limit-rate --aws-sigv4 -D --dump-header --interface --max-redirs --ciphers --trace \
    --trace-ascii --stderr --netrc-file";

/// Options with a value that is read.
const READ: &str = "-X --request -H --header -u --user -d --data --data-raw --data-ascii --data-binary --data-urlencode --json --url \
    --oauth2-bearer";

/// Reads a command.
pub fn read(text: &str) -> Result<Seen, Misread> {
    let text = text.replace("\r\n", "\n");
    let misread = |why: &str| Misread { why: why.to_owned(), help: HELP };
    let start = start(&text).ok_or_else(|| misread("no line of it begins with `curl`"))?;
    let (command, rest) = text[start..].split_at(end(&text[start..]));
    // POSIX: a backslash and a line break are nothing at all; `^` and a backtick are that to other shells. `$'…'` is a quote of bash.
    let joined = ["\\\n", "^\n", "`\n"].iter().fold(command.to_owned(), |text, mark| text.replace(mark, ""));
    let words =
        shlex::split(&joined.replace("$'", "'").replace("$\"", "\"")).ok_or_else(|| misread("a quote of the command is never closed"))?;
    let mut call = Call::default();
    call.take(&words);
    let address = call.url.take().ok_or_else(|| misread("the command names no address"))?;
    let mut seen = Seen { myths: myths::named_in(command), ..call.seen };
    let (presented, client) = (seen.presented, seen.client.take());
    url::read(&mut seen, &address);
    seen.client = client.or(seen.client);
    if presented != Presented::Unsaid {
        seen.presented = presented;
    } else if seen.presented == Presented::Unsaid {
        seen.presented = match (call.hides, seen.is_token_request()) {
            (false, _) => Presented::Nothing,
            // What comes from elsewhere is taken for what the call needs, and was not looked at.
            (true, true) => Presented::Basic,
            (true, false) => Presented::Bearer,
        };
    }
    let posts = (!call.form.is_empty() || call.json.is_some()) && !call.as_query;
    seen.method = seen.method.or_else(|| Some(if posts { "POST" } else { "GET" }.to_owned()));
    if call.as_query {
        let kept = |(name, value): &(String, String)| {
            url::queried(&form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish())
        };
        seen.query.extend(call.form.iter().flat_map(kept));
    }
    form(&mut seen, &call.form);
    seen.body = call.json.as_ref().and_then(told::ids);
    Ok(match rest.trim() {
        "" => seen,
        status if status.len() == 3 && status.parse::<u16>().is_ok() => Seen { status: status.parse().ok(), ..seen },
        answer => response::read(answer).map_or_else(|_| seen.clone(), |answer| seen.clone().or(answer)),
    })
}

/// Where the command begins: at the word `curl`, behind a prompt or a path perhaps.
fn start(text: &str) -> Option<usize> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    lines.into_iter().find_map(|(at, line)| {
        let found = line
            .find("curl")
            .filter(|found| line[*found..].trim_start_matches("curl").trim_start_matches(".exe").starts_with([' ', '\t', '\\', '\n']))?;
        let before = line[..found].trim_end();
        let begins = before.is_empty() || before.ends_with(['$', '%', '#', '>', '/', ';']) || before.ends_with("$(");
        // `sudo curl`, `TOKEN=… curl`: what stands before sets the scene.
        let begins = begins || before.split_whitespace().all(|word| word == "sudo" || word == "time" || word.contains('='));
        begins.then_some(at + found)
    })
}

/// Where it ends: at the first line break outside quotes that no backslash takes back.
fn end(text: &str) -> usize {
    let (mut quote, mut escaped) = (None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (None | Some('"'), '\\') => escaped = true,
            (None, '^' | '`') if text[at + 1..].starts_with('\n') => escaped = true,
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '\n') => return at,
            _ => {}
        }
    }
    text.len()
}

#[derive(Default)]
struct Call {
    seen: Seen,
    url: Option<String>,
    form: Vec<(String, String)>,
    json: Option<Value>,
    /// `-G`: data goes into the query.
    as_query: bool,
    /// Headers or credentials come from elsewhere: a file, `.netrc`, a variable.
    hides: bool,
}

impl Call {
    fn take(&mut self, words: &[String]) {
        let mut words = words.iter().skip(1);
        while let Some(word) = words.next() {
            let (option, stuck) = split(word);
            if !takes_value(&option) {
                match option.as_str() {
                    "-G" | "--get" => self.as_query = true,
                    "-n" | "--netrc" | "--netrc-optional" => self.hides = true,
                    "-I" | "--head" => self.seen.method = Some("HEAD".to_owned()),
                    "|" | ";" | "&&" => break,
                    flag if flag.starts_with('-') => {}
                    address => self.url = self.url.take().or_else(|| Some(address.to_owned())),
                }
                continue;
            }
            if let Some(value) = stuck.or_else(|| words.next().cloned()) {
                self.option(&option, &value);
            }
        }
    }

    fn option(&mut self, option: &str, value: &str) {
        match option {
            "-X" | "--request" => self.seen.method = Some(plain(value).to_ascii_uppercase()),
            "--url" => self.url = Some(value.to_owned()),
            "-u" | "--user" => {
                self.seen.presented = Presented::Basic;
                self.seen.client = value.split(':').next().and_then(url::name);
            }
            "--oauth2-bearer" => response::authorization(&mut self.seen, &format!("Bearer {value}")),
            "-K" | "--config" | "--netrc-file" => self.hides = true,
            "-H" | "--header" => {
                self.hides |= value.starts_with('@') || (value.starts_with('$') && !value.contains(": "));
                if let Some((_, text)) = value.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("authorization")) {
                    response::authorization(&mut self.seen, text);
                }
            }
            "--data-urlencode" => self.form.extend(value.split_once('=').map(|(name, text)| (name.to_owned(), text.to_owned()))),
            "-d" | "--data" | "--data-raw" | "--data-ascii" | "--data-binary" | "--json" => match serde_json::from_str(value) {
                Ok(json) => self.json = Some(json),
                Err(_) => self.form.extend(form_urlencoded::parse(value.as_bytes()).into_owned()),
            },
            _ => {}
        }
    }
}

/// An option and the value stuck to it: `-XPOST`, `-sSu id:secret`.
fn split(word: &str) -> (String, Option<String>) {
    let Some(letters) = word.strip_prefix('-').filter(|rest| !rest.starts_with('-') && !rest.is_empty()) else {
        return (word.to_owned(), None);
    };
    let valued = letters.char_indices().find(|(_, letter)| takes_value(&format!("-{letter}")));
    match valued {
        Some((at, letter)) => {
            let rest = &letters[at + letter.len_utf8()..];
            (format!("-{letter}"), (!rest.is_empty()).then(|| rest.to_owned()))
        }
        None if letters.contains('G') => ("-G".to_owned(), None),
        None if letters.contains('I') => ("-I".to_owned(), None),
        None => (word.to_owned(), None),
    }
}

fn takes_value(option: &str) -> bool {
    READ.split(' ').chain(VALUED.split(' ')).any(|known| known == option)
}

/// What a form says of a token request. Values of other fields are dropped.
fn form(seen: &mut Seen, fields: &[(String, String)]) {
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    seen.grant = field("grant_type").and_then(url::name);
    if field("client_secret").is_some() {
        seen.presented = Presented::Basic;
    }
    seen.client = seen.client.take().or_else(|| field("client_id").and_then(url::name));
}
