//! Changing the runs of one paragraph; places are bytes of its runs' texts put one after the other.

use std::ops::Range;

use model::{CharacterFormat, ObjectId, Paragraph, Run, TemplateText};

/// A paragraph's whole text, fields as they are written.
pub(crate) fn text_of(paragraph: &Paragraph) -> String {
    paragraph.runs.iter().map(|run| run.text.0.as_str()).collect()
}

/// The fields `{{ … }}` of a text, as ranges of bytes; an open one without an end is none.
pub fn fields_of(text: &str) -> Vec<Range<usize>> {
    let (mut fields, mut at) = (Vec::new(), 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("{{")).map(|found| at + found) {
        let Some(length) = text.get(open + 2..).and_then(closing) else { break };
        at = open + 2 + length + 2;
        fields.push(open..at);
    }
    fields
}

/// The length of the expression before `}}` outside its quotes.
fn closing(text: &str) -> Option<usize> {
    let (mut quote, mut escaped, bytes) = (None, false, text.as_bytes());
    for (place, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            _ if escaped => escaped = false,
            (Some(b'"'), b'\\') => escaped = true,
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'}') if bytes.get(place + 1) == Some(&b'}') => return Some(place),
            _ => {}
        }
    }
    None
}

/// The nearest place at or before one where a caret can stand: between characters, outside fields.
pub(crate) fn snapped_back(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    fields_of(text)
        .into_iter()
        .find(|field| field.start < offset && offset < field.end)
        .map_or(offset, |field| field.start)
}

/// The place before, over a whole character or field.
pub(crate) fn previous(text: &str, offset: usize) -> Option<usize> {
    let last = text.get(..offset)?.chars().next_back()?;
    Some(snapped_back(text, offset - last.len_utf8()))
}

/// The place after, over a whole character or field.
pub(crate) fn next(text: &str, offset: usize) -> Option<usize> {
    let first = text.get(offset..)?.chars().next()?;
    let field = fields_of(text).into_iter().find(|field| field.start == offset);
    Some(field.map_or(offset + first.len_utf8(), |field| field.end))
}

/// The word around or before a place: letters and digits, or a field.
pub(crate) fn word_around(text: &str, offset: usize) -> Range<usize> {
    if let Some(field) = fields_of(text).into_iter().find(|field| field.start <= offset && offset < field.end) {
        return field;
    }
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '\'';
    let before = text.get(..offset).unwrap_or_default();
    let after = text.get(offset..).unwrap_or_default();
    let start = before.char_indices().rev().take_while(|(_, sign)| is_word(*sign)).last().map_or(offset, |(at, _)| at);
    let end = offset + after.chars().take_while(|sign| is_word(*sign)).map(char::len_utf8).sum::<usize>();
    start..end
}

/// The run at a place and the place in it; between two runs the end of the first, whose look typing goes on with.
fn locate(runs: &[Run], offset: usize) -> Option<(usize, usize)> {
    let mut before = 0;
    for (number, run) in runs.iter().enumerate() {
        let length = run.text.0.len();
        if offset <= before + length {
            return Some((number, offset - before));
        }
        before += length;
    }
    None
}

/// Puts text in.
pub(crate) fn insert(paragraph: &mut Paragraph, offset: usize, text: &str, fresh: &mut dyn FnMut() -> ObjectId) {
    match locate(&paragraph.runs, offset) {
        Some((number, at)) => {
            if let Some(run) = paragraph.runs.get_mut(number)
                && run.text.0.is_char_boundary(at)
            {
                run.text.0.insert_str(at, text);
            }
        }
        None => paragraph.runs.push(plain_run(fresh(), text)),
    }
}

/// Takes text out; a run left empty goes, unless it is the last one.
pub(crate) fn delete(paragraph: &mut Paragraph, range: Range<usize>) {
    let mut before = 0;
    for run in &mut paragraph.runs {
        let length = run.text.0.len();
        let start = range.start.clamp(before, before + length) - before;
        let end = range.end.clamp(before, before + length) - before;
        if start < end && run.text.0.is_char_boundary(start) && run.text.0.is_char_boundary(end) {
            run.text.0.replace_range(start..end, "");
        }
        before += length;
    }
    if paragraph.runs.iter().all(|run| run.text.0.is_empty()) {
        paragraph.runs.truncate(1);
    } else {
        paragraph.runs.retain(|run| !run.text.0.is_empty());
    }
}

/// Cuts the paragraph in two; gives the runs after the cut, new ids for those that were cut.
pub(crate) fn split(paragraph: &mut Paragraph, offset: usize, fresh: &mut dyn FnMut() -> ObjectId) -> Vec<Run> {
    let number = cut(&mut paragraph.runs, offset, fresh);
    let mut rest = paragraph.runs.split_off(number.min(paragraph.runs.len()));
    let like = |run: Option<&Run>, id| Run {
        id,
        text: TemplateText::default(),
        ..run.cloned().unwrap_or_else(|| plain_run(id, ""))
    };
    if rest.is_empty() {
        rest.push(like(paragraph.runs.last(), fresh()));
    }
    if paragraph.runs.is_empty() {
        paragraph.runs.push(like(rest.first(), fresh()));
    }
    rest
}

/// Changes the look of some text, cutting runs where it begins and ends; alike neighbours become one.
pub(crate) fn format(
    paragraph: &mut Paragraph,
    range: Range<usize>,
    fresh: &mut dyn FnMut() -> ObjectId,
    change: &dyn Fn(&mut CharacterFormat),
) {
    let first = cut(&mut paragraph.runs, range.start, fresh);
    let last = cut(&mut paragraph.runs, range.end, fresh);
    for run in paragraph.runs.iter_mut().take(last).skip(first) {
        change(&mut run.format);
    }
    join_alike(&mut paragraph.runs);
}

/// Makes one run of neighbours that look alike.
pub(crate) fn join_alike(runs: &mut Vec<Run>) {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.drain(..) {
        match joined.last_mut() {
            Some(last)
                if last.style == run.style
                    && last.format == run.format
                    && last.link == run.link
                    && last.extra == run.extra =>
            {
                last.text.0.push_str(&run.text.0);
            }
            _ => joined.push(run),
        }
    }
    *runs = joined;
}

/// Makes a border between runs at a place; gives the number of the run after it.
fn cut(runs: &mut Vec<Run>, offset: usize, fresh: &mut dyn FnMut() -> ObjectId) -> usize {
    let mut before = 0;
    for number in 0..runs.len() {
        let Some(run) = runs.get_mut(number) else { break };
        let length = run.text.0.len();
        if offset <= before {
            return number;
        }
        if offset < before + length && run.text.0.is_char_boundary(offset - before) {
            let tail = run.text.0.split_off(offset - before);
            let rest = Run { id: fresh(), text: TemplateText(tail), ..run.clone() };
            runs.insert(number + 1, rest);
            return number + 1;
        }
        before += length;
    }
    runs.len()
}

fn plain_run(id: ObjectId, text: &str) -> Run {
    Run {
        id,
        text: TemplateText(text.to_owned()),
        style: None,
        format: CharacterFormat::default(),
        link: None,
        extra: model::Extra::default(),
    }
}

#[cfg(test)]
mod tests {
    use model::{Extra, ParagraphFormat};

    use super::*;

    fn id(number: u64) -> ObjectId {
        ObjectId::from_random('r', number)
    }

    fn paragraph(texts: &[&str]) -> Paragraph {
        let mut runs: Vec<Run> = (1..).zip(texts).map(|(number, text)| plain_run(id(number), text)).collect();
        for (number, run) in runs.iter_mut().enumerate() {
            run.format.weight = Some(100 * (number as u16 + 1));
        }
        Paragraph { id: id(0), style: None, format: ParagraphFormat::default(), runs, extra: Extra::default() }
    }

    fn texts(paragraph: &Paragraph) -> Vec<&str> {
        paragraph.runs.iter().map(|run| run.text.0.as_str()).collect()
    }

    fn counter() -> impl FnMut() -> ObjectId {
        let mut last = 100;
        move || {
            last += 1;
            id(last)
        }
    }

    #[test]
    fn fields_end_at_braces_outside_quotes() {
        let text = r#"a {{ x & "}}" }} b {{ y }} {{ open"#;
        let found: Vec<&str> = fields_of(text).into_iter().map(|field| &text[field]).collect();
        assert_eq!(found, [r#"{{ x & "}}" }}"#, "{{ y }}"]);
    }

    #[test]
    fn the_caret_steps_over_whole_characters_and_fields() {
        let text = "é{{ x }}z";
        assert_eq!((next(text, 0), next(text, 2), next(text, 9)), (Some(2), Some(9), Some(10)));
        assert_eq!((next(text, 10), previous(text, 0)), (None, None));
        assert_eq!((previous(text, 9), previous(text, 2)), (Some(2), Some(0)));
        assert_eq!(word_around("two words", 6), 4..9);
    }

    #[test]
    fn typing_between_two_runs_goes_on_with_the_first() {
        let mut two = paragraph(&["ab", "cd"]);
        insert(&mut two, 2, "X", &mut counter());
        assert_eq!(texts(&two), ["abX", "cd"]);
    }

    #[test]
    fn deleting_removes_empty_runs_but_never_the_last() {
        let mut two = paragraph(&["ab", "cd"]);
        delete(&mut two, 1..4);
        assert_eq!(texts(&two), ["a"]);
        delete(&mut two, 0..1);
        assert_eq!(texts(&two), [""]);
        let mut all = paragraph(&["ab", "cd"]);
        delete(&mut all, 0..4);
        assert_eq!(texts(&all), [""]);
    }

    #[test]
    fn splitting_keeps_the_look_on_both_sides() {
        let mut two = paragraph(&["ab", "cd"]);
        let rest = split(&mut two, 3, &mut counter());
        assert_eq!((texts(&two), rest[0].text.0.as_str()), (vec!["ab", "c"], "d"));
        assert_eq!(rest[0].format.weight, Some(200));
        let rest = split(&mut two, 3, &mut counter());
        assert_eq!((rest.len(), rest[0].text.0.as_str(), rest[0].format.weight), (1, "", Some(200)));
    }

    #[test]
    fn formatting_cuts_runs_and_joins_them_again() {
        let mut one = paragraph(&["abcdef"]);
        let mut fresh = counter();
        format(&mut one, 2..4, &mut fresh, &|format| format.italic = Some(true));
        assert_eq!(texts(&one), ["ab", "cd", "ef"]);
        format(&mut one, 2..4, &mut fresh, &|format| format.italic = None);
        assert_eq!(texts(&one), ["abcdef"]);
        assert_eq!(one.runs[0].id, id(1));
    }
}
