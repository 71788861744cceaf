//! The autosave journal.

use crate::common::{drag, editor, id, pointer};
use editor::{Millis, Property, replay};

fn journal() -> (String, Vec<model::Template>) {
    let mut editor = editor();
    let mut journal = editor.begin_journal();
    let mut states = vec![editor.template().clone()];
    drag(&mut editor, pointer(40, 70), pointer(50, 75));
    states.push(editor.template().clone());
    editor.set_property(id("o_box"), Property::Name("é\n\"".into()), Millis(9_000)).unwrap();
    states.push(editor.template().clone());
    editor.undo();
    states.push(editor.template().clone());
    journal.push_str(&editor.take_journal());
    assert_eq!(editor.take_journal(), "");
    (journal, states)
}

#[test]
fn a_journal_cut_anywhere_gives_the_last_whole_state() {
    let (journal, states) = journal();
    assert_eq!(journal.lines().count(), states.len());
    for length in (0..=journal.len()).filter(|&length| journal.is_char_boundary(length)) {
        let cut = &journal[..length];
        match cut.matches('\n').count() {
            0 => assert!(replay(cut).is_err(), "{length}"),
            lines => {
                let recovered = replay(cut).unwrap();
                assert_eq!(recovered.template, states[lines - 1], "{length}");
                assert_eq!((recovered.revision, recovered.cut), (lines as u64, !cut.ends_with('\n')));
            }
        }
    }
}

#[test]
fn a_damaged_line_ends_the_replay_before_it() {
    let (journal, states) = journal();
    let lines: Vec<&str> = journal.split_inclusive('\n').collect();
    let damaged =
        [lines[0], lines[1], &lines[2].replacen("Name", "name", 1).replacen("o_box", "o_bax", 1), lines[3]].concat();
    let recovered = replay(&damaged).unwrap();
    assert_eq!((recovered.template, recovered.cut), (states[1].clone(), true));
    let skipped = [lines[0], lines[2]].concat();
    assert_eq!(replay(&skipped).unwrap().template, states[0]);
}
