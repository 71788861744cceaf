//! Damaged and malicious journals, clipboards and operations: refused, and never a broken document.

use editor::{Document, EditError, Millis, Operation, Selection, replay};
use model::json::{from_text, to_line};

use crate::common::{drag, editor, id, pointer, template};

/// Changes a text in a few places.
fn mutated(text: &str, state: &mut u64) -> String {
    let mut below = |bound: usize| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((*state >> 33) as usize) % bound.max(1)
    };
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..=below(3) {
        let at = below(signs.len());
        match below(5) {
            0 => drop(signs.splice(at..at, "{\"}[]:,0-\\".chars().skip(below(10)).take(1))),
            1 => drop(signs.drain(at..(at + below(30)).min(signs.len()))),
            2 => {
                let piece = signs[at..(at + below(120)).min(signs.len())].to_vec();
                let to = below(signs.len());
                signs.splice(to..to, piece);
            }
            3 => {
                if let Some(sign) = signs.iter_mut().skip(at).find(|sign| sign.is_ascii_digit()) {
                    *sign = char::from(b'0' + below(10) as u8);
                }
            }
            _ => {
                // Another id, perhaps one that is there.
                let ids = ["o_box", "o_group", "o_inner1", "m_next", "b_table", "z_head", "c_date", "n_one", "t_small"];
                let text: String = signs.iter().collect();
                let old = ids[below(ids.len())];
                signs = text.replacen(old, ids[below(ids.len())], 1 + below(2)).chars().collect();
            }
        }
        if signs.is_empty() {
            break;
        }
    }
    signs.into_iter().collect()
}

fn is_whole(document: &Document) {
    Document::new(document.template().clone()).expect("ids differ and it can be saved");
    let (read, _) = model::Template::from_json("saved", &document.template().to_json()).expect("it can be read again");
    assert!(read == *document.template());
}

#[test]
fn damaged_journals_give_a_whole_state_or_none() {
    let mut editor = editor();
    let mut journal = editor.begin_journal();
    drag(&mut editor, pointer(40, 70), pointer(50, 75));
    editor.select(Selection::of_all([id("o_box"), id("o_text")]));
    editor.group(Millis(0)).unwrap();
    journal.push_str(&editor.take_journal());
    let mut state = 1;
    for _ in 0..1_000 {
        if let Ok(recovered) = replay(&mutated(&journal, &mut state)) {
            is_whole(&Document::new(recovered.template).unwrap());
        }
    }
}

#[test]
fn damaged_operations_leave_a_whole_document() {
    let mut operations = Vec::new();
    let document = Document::new(template()).unwrap();
    for name in ["o_box", "o_group", "c_date", "z_head", "p_one", "k_date", "y_body"] {
        let (place, element) = document.template().find(id(name)).unwrap();
        let list = place.list.unwrap();
        let before = document.next_sibling(id(name));
        operations.push(Operation::remove(id(name)));
        operations.push(Operation::insert(place.parent, list, before, element.to_element()));
        operations.push(Operation::move_to(id(name), place.parent, list, None));
        operations.push(Operation::replace(element.to_element()));
    }
    let text = to_line(&operations);
    let (mut state, mut read) = (2, 0);
    for _ in 0..2_000 {
        let Ok((operations, _)) = from_text::<Vec<Operation>>("operations", &mutated(&text, &mut state)) else {
            continue;
        };
        read += 1;
        let mut document = document.clone();
        for operation in operations {
            // Refused or done: whole in either case.
            let _ = document.apply(operation);
        }
        is_whole(&document);
    }
    assert!(read > 200, "only {read} mutants could be read");
}

#[test]
fn damaged_clippings_are_refused_or_pasted_whole() {
    let mut editor = editor();
    editor.select(Selection::of_all([id("o_group"), id("o_text"), id("b_table")]));
    let text = editor.copy().unwrap();
    let (mut state, mut pasted) = (3, 0);
    for _ in 0..1_000 {
        let mut editor = editor.clone();
        if editor.paste(&mutated(&text, &mut state), state % 2 == 0, Millis(0)).is_ok() {
            pasted += 1;
            is_whole(editor.document());
            assert!(editor.undo());
        }
        assert!(*editor.template() == template());
    }
    assert!(pasted > 100, "only {pasted} mutants could be pasted");
}

#[test]
fn what_is_nested_too_deeply_is_refused_before_it_could_not_be_saved() {
    let mut editor = editor();
    editor.select(Selection::of(id("o_box")));
    let mut levels = 0;
    while editor.group(Millis(0)).is_ok() {
        levels += 1;
        assert!(levels < 100, "grouping has a limit");
    }
    assert!(levels >= 16, "only {levels} levels");
    is_whole(editor.document());
    let deep = "[".repeat(59) + &"]".repeat(59);
    editor.select(Selection::of(id("o_image")));
    let clipping = editor.copy().unwrap().replace("\"glow\": [", &format!("\"glow\": [{deep},"));
    assert!(clipping.contains(&deep), "{clipping}");
    assert_eq!(editor.paste(&clipping, true, Millis(0)), Err(EditError::TooDeep));
    is_whole(editor.document());
}
