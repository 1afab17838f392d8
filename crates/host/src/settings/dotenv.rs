//! What a `.env` file says, by the rules of python-dotenv (its README and
//! `parser.py`, version 1.1): the programs that people have such files for read them
//! by these.
//!
//! Our own because dotenvy 0.15 knows no line numbers, puts the line itself into its
//! errors and looks `$NAME` up in the environment: a key with a `$` would be another
//! one. Here nothing is looked up, and no error holds a value.

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

/// One `NAME=value`.
#[derive(Debug, Clone)]
pub struct Assignment<'a> {
    /// The name, to the letter.
    pub name: &'a str,
    /// The value without quotes and with escapes resolved; `${NAME}` is left as it is.
    pub value: SecretString,
    /// The line where it begins, counted from 1.
    pub line: usize,
}

/// A line that is no assignment. Reading goes on at the next one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} {mistake}")]
pub struct BadLine {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What is wrong with a line, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// It has a `=` and nothing before it.
    #[error("has no name before the =; write NAME=value")]
    NoName,
    /// It has a name and no `=` behind it.
    #[error("has no = after its name; write NAME=value, or # before a comment")]
    NoEquals,
    /// The file ends within quotes.
    #[error("begins a quote that never ends; close it")]
    OpenQuote,
    /// Something stands behind the closing quote.
    #[error("goes on after its closing quote; put # before a comment")]
    AfterQuote,
}

/// The assignments of a `.env` file in their order, each bad line in its place.
///
/// Lines end with LF, CRLF or CR. `export` before a name, comments from `#` on (after a
/// blank, or behind quotes), single quotes (escapes `\\` and `\'`) and double quotes
/// (also `\n`, `\r`, `\t`, `\"` and the like) are understood; quoted values may go over
/// several lines.
///
/// ```
/// use secrecy::ExposeSecret;
/// use worldreel_host::settings::dotenv::{Mistake, parse};
///
/// let mut lines = parse("export MAIL_KEY='a # b' # for work\nnonsense\n");
/// let first = lines.next().unwrap().unwrap();
/// assert_eq!((first.name, first.value.expose_secret()), ("MAIL_KEY", "a # b"));
/// let second = lines.next().unwrap().unwrap_err();
/// assert_eq!((second.line, second.mistake), (2, Mistake::NoEquals));
/// ```
pub fn parse(text: &str) -> impl Iterator<Item = Result<Assignment<'_>, BadLine>> {
    Reader {
        rest: text.strip_prefix('\u{feff}').unwrap_or(text),
        line: 1,
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Assignment<'a>, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.skip(char::is_whitespace);
            if !self.rest.starts_with('#') {
                break;
            }
            self.skip_line();
        }
        if self.rest.is_empty() {
            return None;
        }
        let (line, from) = (self.line, self.rest);
        let read = self.assignment();
        Some(match read {
            Ok((name, value)) => Ok(Assignment { name, value, line }),
            Err(mistake) => {
                (self.line, self.rest) = (line, from);
                self.skip_line();
                Err(BadLine { line, mistake })
            }
        })
    }
}

impl<'a> Reader<'a> {
    fn assignment(&mut self) -> Result<(&'a str, SecretString), Mistake> {
        let mut name = self.name();
        if name == "export" && self.rest.starts_with(is_blank) {
            self.skip(is_blank);
            name = self.name();
        }
        self.skip(is_blank);
        match (self.rest.strip_prefix('='), name) {
            (None, _) => return Err(Mistake::NoEquals),
            (Some(_), "") => return Err(Mistake::NoName),
            (Some(rest), _) => self.rest = rest,
        }
        let after_equals = self.rest;
        self.skip(is_blank);
        let value = match self.rest.chars().next() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote)?,
            _ => {
                self.rest = after_equals;
                SecretString::from(bare(self.take(|c| !is_line_end(c))))
            }
        };
        Ok((name, value))
    }

    fn name(&mut self) -> &'a str {
        self.take(|c| !(c.is_whitespace() || c == '=' || c == '#'))
    }

    fn quoted(&mut self, quote: char) -> Result<SecretString, Mistake> {
        let body = &self.rest[1..];
        let mut value = Zeroizing::new(String::with_capacity(body.len().min(256)));
        let mut chars = body.char_indices();
        let end = loop {
            match chars.next().ok_or(Mistake::OpenQuote)? {
                (at, c) if c == quote => break at,
                (_, '\\') => {
                    let (_, c) = chars.next().ok_or(Mistake::OpenQuote)?;
                    escape(quote, c, &mut value);
                }
                (_, c) => value.push(c),
            }
        };
        self.advance(1 + end + 1);
        self.skip(is_blank);
        match self.rest.chars().next() {
            Some('#') => self.skip_line(),
            Some(c) if !is_line_end(c) => return Err(Mistake::AfterQuote),
            _ => {}
        }
        Ok(SecretString::from(value.as_str()))
    }

    fn skip_line(&mut self) {
        self.skip(|c| !is_line_end(c));
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        self.take(wanted);
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let taken = &self.rest[..end];
        self.advance(end);
        taken
    }

    /// Counts line ends: a CR with an LF behind it is half of one.
    fn advance(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        let mut before_lf = passed
            .bytes()
            .zip(passed.bytes().skip(1).chain(rest.bytes().next()));
        let halves = before_lf
            .by_ref()
            .filter(|pair| *pair == (b'\r', b'\n'))
            .count();
        self.line += passed.bytes().filter(|byte| b"\r\n".contains(byte)).count() - halves;
        self.rest = rest;
    }
}

/// What stands without quotes: up to a comment, which needs a blank before its `#`.
fn bare(text: &str) -> &str {
    let comment = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, before), c)| before.is_whitespace() && *c == '#')
        .map_or(text.len(), |((at, _), _)| at);
    text[..comment].trim()
}

/// An escape that its quotes don't know stays as it is written.
fn escape(quote: char, c: char, value: &mut String) {
    let resolved = match (quote, c) {
        (_, '\\' | '\'') => Some(c),
        ('"', '"') => Some('"'),
        ('"', 'a') => Some('\u{7}'),
        ('"', 'b') => Some('\u{8}'),
        ('"', 'f') => Some('\u{c}'),
        ('"', 'n') => Some('\n'),
        ('"', 'r') => Some('\r'),
        ('"', 't') => Some('\t'),
        ('"', 'v') => Some('\u{b}'),
        _ => None,
    };
    if let Some(resolved) = resolved {
        value.push(resolved);
    } else {
        value.push('\\');
        value.push(c);
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_line_end(c)
}

#[cfg(test)]
#[path = "dotenv_tests.rs"]
mod tests;
