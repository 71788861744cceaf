//! Text to tokens.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{Finding, Span};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A name without quotes: a field, a function or a word of the language.
    Word(Arc<str>),
    /// A name in backquotes: always a field.
    Quoted(Arc<str>),
    Number(Decimal),
    Text(Arc<str>),
    Symbol(Symbol),
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    Plus,
    Minus,
    Times,
    Divide,
    Join,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Open,
    Close,
    OpenIndex,
    CloseIndex,
    Comma,
    Dot,
}

impl Symbol {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Divide => "/",
            Self::Join => "&",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Open => "(",
            Self::Close => ")",
            Self::OpenIndex => "[",
            Self::CloseIndex => "]",
            Self::Comma => ",",
            Self::Dot => ".",
        }
    }
}

/// What other languages write, and what to write here.
const FOREIGN: &[(&str, &str)] = &[
    ("==", "write = to compare"),
    ("<>", "write != for “not equal”"),
    ("&&", "write and"),
    ("||", "write or"),
    ("≠", "write !="),
    ("≤", "write <="),
    ("≥", "write >="),
    ("×", "write *"),
    ("÷", "write /"),
    ("−", "write the minus of the keyboard, -"),
    ("“", "write text in straight quotes, \"like this\""),
    ("”", "write text in straight quotes, \"like this\""),
    ("'", "write text in straight quotes, \"like this\""),
    ("{{", "the braces stand around an expression in a text, not inside it"),
    ("}}", "the braces stand around an expression in a text, not inside it"),
    (";", "write a comma between arguments"),
    ("?", "write if(condition, one, other)"),
    ("%", "divide by 100, or write % in the pattern of number"),
    ("!", "write not"),
];

/// Whether a name needs no quotes as far as its characters go.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(starts_name) && characters.all(continues_name)
}

fn starts_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn continues_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// All tokens with their places; the last is [`Token::End`].
pub(crate) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, Finding> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else {
            let end = found.last().map_or(0, |(_, span): &(Token, Span)| span.end as usize);
            found.push((Token::End, Span::new(end, end)));
            return Ok(found);
        };
        let (token, length) = match first {
            '"' => text_literal(trimmed, at)?,
            '`' => quoted_name(trimmed, at)?,
            digit if digit.is_ascii_digit() => number(trimmed, at)?,
            letter if starts_name(letter) => {
                let length = trimmed.find(|c| !continues_name(c)).unwrap_or(trimmed.len());
                (Token::Word(trimmed.get(..length).unwrap_or_default().into()), length)
            }
            _ => symbol(trimmed, at)?,
        };
        found.push((token, Span::new(at, at + length)));
        at += length;
    }
}

fn symbol(rest: &str, at: usize) -> Result<(Token, usize), Finding> {
    for symbol in [Symbol::NotEqual, Symbol::LessOrEqual, Symbol::GreaterOrEqual] {
        if rest.starts_with(symbol.text()) {
            return Ok((Token::Symbol(symbol), 2));
        }
    }
    if let Some((foreign, advice)) = FOREIGN.iter().find(|(foreign, _)| rest.starts_with(foreign)) {
        let span = Span::new(at, at + foreign.len());
        return Err(Finding::syntax(span, format!("{foreign} is not a sign of the language"), advice));
    }
    let single = [
        Symbol::Plus,
        Symbol::Minus,
        Symbol::Times,
        Symbol::Divide,
        Symbol::Join,
        Symbol::Equal,
        Symbol::Less,
        Symbol::Greater,
        Symbol::Open,
        Symbol::Close,
        Symbol::OpenIndex,
        Symbol::CloseIndex,
        Symbol::Comma,
        Symbol::Dot,
    ];
    if let Some(symbol) = single.into_iter().find(|symbol| rest.starts_with(symbol.text())) {
        return Ok((Token::Symbol(symbol), 1));
    }
    let character = rest.chars().next().unwrap_or_default();
    let span = Span::new(at, at + character.len_utf8());
    let reason = format!("{} is not a sign of the language", character.escape_debug());
    Err(Finding::syntax(span, reason, "a name with such signs stands in backquotes, `like this`"))
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), Finding> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut length = digits(rest);
    if let Some(fraction) = rest.get(length..).and_then(|tail| tail.strip_prefix('.')) {
        let fraction = digits(fraction);
        if fraction > 0 {
            length += 1 + fraction;
        }
    }
    let span = Span::new(at, at + length);
    if rest.get(length..).and_then(|tail| tail.chars().next()).is_some_and(continues_name) {
        let advice = "a name that begins with a digit stands in backquotes, `like this`";
        return Err(Finding::syntax(span, "a letter follows the number", advice));
    }
    match Decimal::from_str_exact(rest.get(..length).unwrap_or_default()) {
        Ok(number) => Ok((Token::Number(number), length)),
        Err(_) => Err(Finding::syntax(span, "the number has more than 28 digits", "write it with fewer digits")),
    }
}

fn text_literal(rest: &str, at: usize) -> Result<(Token, usize), Finding> {
    let mut text = String::new();
    let mut characters = rest.char_indices().skip(1);
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => return Ok((Token::Text(text.into()), place + 1)),
            '\\' => match characters.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                Some((after, other)) => {
                    let span = Span::new(at + place, at + after + other.len_utf8());
                    let reason = format!("\\{} means nothing in a text", other.escape_debug());
                    return Err(Finding::syntax(
                        span,
                        reason,
                        "write \\\\ for a backslash, \\\" for a quote, \\n, \\t",
                    ));
                }
                None => break,
            },
            other => text.push(other),
        }
    }
    Err(Finding::syntax(Span::new(at, at + rest.len()), "the text has no closing quote", "write \" at its end"))
}

fn quoted_name(rest: &str, at: usize) -> Result<(Token, usize), Finding> {
    match rest.get(1..).and_then(|tail| tail.split_once('`')) {
        Some(("", _)) => Err(Finding::syntax(Span::new(at, at + 2), "the name is empty", "write a name between them")),
        Some((name, _)) => Ok((Token::Quoted(name.into()), name.len() + 2)),
        None => {
            let span = Span::new(at, at + rest.len());
            Err(Finding::syntax(span, "the name has no closing backquote", "write ` at its end"))
        }
    }
}
