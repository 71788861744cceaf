//! Where records begin and end in a JSON value.

use std::io::Read;

use diagnostics::{Code, Diagnostic, TextPlace};

use crate::Options;
use crate::json::member_name;
use crate::window::Window;

/// Finds the records in a JSON value: the value itself if it is an object, the values of a list, or what a member of
/// the object holds.
pub(crate) struct JsonSplitter {
    /// The members to go through, outermost first.
    path: Vec<String>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    /// In the list; whether a value was found in it.
    List(bool),
    /// After the records.
    Rest,
}

/// Follows the brackets and quotes of a value to its end.
#[derive(Default)]
struct ValueEnd {
    depth: u32,
    in_text: bool,
    escaped: bool,
    begun: bool,
}

impl ValueEnd {
    /// The length of the value if it ends in these bytes. A number or a word ends before what follows it.
    fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        for (place, byte) in bytes.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_text = false;
                        if self.depth == 0 {
                            return Some(place + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                b'}' | b']' => match self.depth {
                    0 => return Some(place),
                    1 => return Some(place + 1),
                    deeper => self.depth = deeper - 1,
                },
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 && self.begun => return Some(place),
                _ => {}
            }
            self.begun = true;
        }
        None
    }
}

impl JsonSplitter {
    pub(crate) fn new(records: &str) -> Self {
        let path = records.split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        Self { path, state: State::Start }
    }

    /// The next record.
    pub(crate) fn next<R: Read>(
        &mut self,
        window: &mut Window<R>,
        options: &Options,
    ) -> Result<Option<(TextPlace, Vec<u8>)>, Diagnostic> {
        if self.state == State::Start {
            for part in &self.path {
                enter(window, options, part)?;
            }
            match skip_blank(window, options)? {
                Some(b'[') => {
                    window.consume(1);
                    self.state = State::List(false);
                }
                Some(b'{') => {
                    self.state = State::Rest;
                    return take_value(window, options).map(Some);
                }
                _ => return Err(unexpected(window, options, "a record or a list of records")),
            }
        }
        if let State::List(any) = self.state {
            match skip_blank(window, options)? {
                Some(b']') => {
                    window.consume(1);
                    self.state = State::Rest;
                }
                Some(b',') if any => {
                    window.consume(1);
                    return match skip_blank(window, options)? {
                        Some(b']' | b',') | None => Err(unexpected(window, options, "a record")),
                        Some(_) => take_value(window, options).map(Some),
                    };
                }
                Some(_) if !any => {
                    self.state = State::List(true);
                    return take_value(window, options).map(Some);
                }
                _ => return Err(unexpected(window, options, "a comma or ]")),
            }
        }
        // The objects around the records must end, and nothing may follow.
        if !self.path.is_empty() {
            let depth = u32::try_from(self.path.len()).unwrap_or(u32::MAX);
            pass(window, options, ValueEnd { depth, begun: true, ..ValueEnd::default() })?;
            self.path.clear();
        }
        match skip_blank(window, options)? {
            None => Ok(None),
            Some(_) => Err(unexpected(window, options, "the end of the file")),
        }
    }
}

/// The first byte that is no blank.
fn skip_blank<R: Read>(window: &mut Window<R>, options: &Options) -> Result<Option<u8>, Diagnostic> {
    while let Some(byte) = window.peek(&options.file)? {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        if !blank(&byte) {
            return Ok(Some(byte));
        }
        let count = window.bytes().iter().take_while(|byte| blank(byte)).count();
        window.consume(count);
    }
    Ok(None)
}

fn unexpected<R: Read>(window: &Window<R>, options: &Options, wanted: &str) -> Diagnostic {
    let found = match window.bytes().first() {
        None => "the end of the file".to_owned(),
        Some(byte) if byte.is_ascii_graphic() => char::from(*byte).to_string(),
        Some(byte) => format!("the byte 0x{byte:02X}"),
    };
    options.syntax(window.place(), format!("{found} stands where {wanted} is needed"))
}

/// Passes over a value without keeping it.
fn pass<R: Read>(window: &mut Window<R>, options: &Options, mut end: ValueEnd) -> Result<(), Diagnostic> {
    loop {
        let bytes = window.bytes();
        if let Some(length) = end.find(bytes) {
            window.consume(length);
            return Ok(());
        }
        let length = bytes.len();
        window.consume(length);
        if !window.more(&options.file)? {
            return Err(options.syntax(window.place(), "the file ends inside a value"));
        }
    }
}

/// Takes the value that begins here.
fn take_value<R: Read>(window: &mut Window<R>, options: &Options) -> Result<(TextPlace, Vec<u8>), Diagnostic> {
    let place = window.place();
    let mut end = ValueEnd::default();
    let mut looked = 0;
    let length = loop {
        if let Some(length) = end.find(window.bytes().get(looked..).unwrap_or_default()) {
            break looked + length;
        }
        looked = window.bytes().len();
        if !window.more(&options.file)? {
            return Err(options.syntax(place, "the file ends inside this record"));
        }
    };
    let bytes = window.bytes().get(..length).unwrap_or_default().to_vec();
    window.consume(length);
    if length == 0 { Err(unexpected(window, options, "a record")) } else { Ok((place, bytes)) }
}

/// Goes to the value of a member of the object that begins here.
fn enter<R: Read>(window: &mut Window<R>, options: &Options, member: &str) -> Result<(), Diagnostic> {
    let object = window.place();
    if skip_blank(window, options)? != Some(b'{') {
        return Err(unexpected(window, options, &format!("an object with the member {member}")));
    }
    window.consume(1);
    let mut first = true;
    loop {
        match skip_blank(window, options)? {
            Some(b'}') if first => return Err(no_member(options, object, member)),
            Some(b'"') => {}
            _ => return Err(unexpected(window, options, "the name of a member")),
        }
        first = false;
        let (place, name) = take_value(window, options)?;
        let name = member_name(&name).ok_or_else(|| options.syntax(place, "the name of a member is no text"))?;
        if skip_blank(window, options)? != Some(b':') {
            return Err(unexpected(window, options, ":"));
        }
        window.consume(1);
        if name == member {
            return Ok(());
        }
        if skip_blank(window, options)?.is_none() {
            return Err(unexpected(window, options, "a value"));
        }
        pass(window, options, ValueEnd::default())?;
        match skip_blank(window, options)? {
            Some(b',') => window.consume(1),
            Some(b'}') => return Err(no_member(options, object, member)),
            _ => return Err(unexpected(window, options, "a comma or }")),
        }
    }
}

fn no_member(options: &Options, object: TextPlace, member: &str) -> Diagnostic {
    Diagnostic::new(Code::DataFieldMissing).with("field", member).at(options.text_place(object))
}
