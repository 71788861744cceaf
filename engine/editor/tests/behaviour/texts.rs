//! Editing texts.

use editor::{CaretMove, CharacterChange, Key, Millis, Modifiers, Pointer, Toggle};

use crate::common::{at, click, editor, id, line, mm, pointer};

#[test]
fn typing_edits_runs_and_fields_are_one_step_for_the_caret() {
    let mut editor = editor();
    assert!(editor.begin_text(id("o_text"), 0));
    editor.move_caret(CaretMove::TextStart, false);
    for _ in 0..5 {
        editor.move_caret(CaretMove::On, false);
    }
    editor.move_caret(CaretMove::On, true);
    assert_eq!(editor.selected_plain_text(), "{{ name }}");
    editor.type_text("you", Millis(0)).unwrap();
    assert_eq!(editor.document().text(id("o_text")).unwrap(), "Dear you, hello\nSecond");
    editor.type_text("!", Millis(100)).unwrap();
    assert_eq!(editor.history().names().0.len(), 1, "typing is one step");
    editor.split_paragraph(Millis(200)).unwrap();
    assert_eq!(editor.document().text(id("o_text")).unwrap(), "Dear you!\n, hello\nSecond");
    editor.delete_text(false, Millis(300)).unwrap();
    editor.move_caret(CaretMove::TextEnd, false);
    editor.insert_field("money(total, \"GBP\")", Millis(400)).unwrap();
    assert_eq!(editor.document().text(id("o_text")).unwrap(), "Dear you!, hello\nSecond{{ money(total, \"GBP\") }}");
    while editor.undo() {}
    assert_eq!(*editor.template(), crate::common::template());
    assert!(editor.text_cursor().is_some(), "undo does not end the editing");
}

#[test]
fn bold_applies_to_the_selection_or_to_what_is_typed_next() {
    let mut editor = editor();
    editor.begin_text(id("o_text"), 0);
    editor.move_caret(CaretMove::TextStart, false);
    editor.move_caret(CaretMove::WordOn, true);
    assert_eq!(editor.selected_plain_text(), "Dear");
    editor.toggle(Toggle::Bold, Millis(0)).unwrap();
    assert_eq!(editor.text_look().weight, Some(700));
    let runs = &editor.document().paragraphs(id("o_text")).unwrap()[0].runs;
    assert_eq!(runs.iter().map(|run| run.text.0.as_str()).collect::<Vec<_>>(), ["Dear", " {{ name }},", " hello"]);
    editor.move_caret(CaretMove::TextEnd, false);
    assert_eq!(editor.text_look().weight, Some(700), "from the style");
    editor.toggle(Toggle::Bold, Millis(0)).unwrap();
    editor.type_text("x", Millis(0)).unwrap();
    let runs = &editor.document().paragraphs(id("o_text")).unwrap()[1].runs;
    assert_eq!((runs.len(), runs[1].format.weight), (2, Some(400)));
    editor.end_text();
    editor.set_character(CharacterChange::Italic(Some(true)), Millis(0)).unwrap();
    assert_eq!((editor.text_look().italic, editor.text_look().weight), (Some(true), None));
}

#[test]
fn an_empty_text_takes_its_first_paragraph_when_typed_into() {
    let mut editor = editor();
    editor.begin_text(id("o_empty"), 0);
    editor.end_text();
    assert_eq!(editor.revision(), 1);
    editor.begin_text(id("o_empty"), 0);
    editor.type_text("a\nb", Millis(0)).unwrap();
    assert_eq!(editor.document().text(id("o_empty")).unwrap(), "a\nb");
    editor.undo();
    assert_eq!(*editor.template(), crate::common::template());
}

#[test]
fn a_text_set_as_a_whole_keeps_the_look_of_what_stays() {
    let mut editor = editor();
    for (old, new) in [("Dear", "Oh"), ("Second", "Second\nThird")] {
        let text = editor.document().text(id("o_text")).unwrap().replace(old, new);
        editor.set_text(id("o_text"), &text, Millis(0)).unwrap();
    }
    assert_eq!(editor.document().text(id("o_text")).unwrap(), "Oh {{ name }}, hello\nSecond\nThird");
    let paragraphs = editor.document().paragraphs(id("o_text")).unwrap();
    assert_eq!(paragraphs.last().unwrap().style, Some(id("y_head")));
    assert!(editor.text_cursor().is_none());
}

#[test]
fn with_caret_stops_a_double_click_puts_the_caret_where_it_was_made() {
    let mut editor = editor();
    let double = Pointer { clicks: 2, ..pointer(28, 24) };
    click(&mut editor, double);
    assert!(editor.text_cursor().is_none(), "the front end has its own field");
    editor.set_caret_lines(vec![line()]);
    click(&mut editor, double);
    assert_eq!(editor.text_cursor().unwrap().caret.offset, 3);
    assert_eq!(editor.caret_place().unwrap(), (0, at(28, 22), mm(4)));
    // A press at the field's middle goes to one of its ends; dragging on selects.
    editor.pointer_down(pointer(33, 24));
    assert_eq!(editor.text_cursor().unwrap().caret.offset, 5);
    editor.pointer_move(pointer(41, 24));
    editor.pointer_up(pointer(41, 24));
    assert_eq!(editor.selected_plain_text(), "{{ name }},");
    assert_eq!(editor.selected_text_places()[0].1.width, mm(11));
    editor.key(Key::Home, Modifiers::default(), Millis(0));
    assert_eq!(editor.text_cursor().unwrap().caret.offset, 0);
    editor.key(Key::Escape, Modifiers::default(), Millis(0));
    assert!(editor.text_cursor().is_none());
    editor.key(Key::Delete, Modifiers::default(), Millis(0));
    assert!(!editor.document().contains(id("o_text")), "without a caret, Delete deletes the object");
}
