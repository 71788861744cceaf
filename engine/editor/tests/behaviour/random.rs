//! Whatever is done, nothing breaks.

use crate::common::{at, line};
use editor::{
    Alignment, Axis, CharacterChange, DroppedField, Editor, FieldKind, Key, Millis, Modifiers, Order, Pointer,
    Property, Selection, ShownAs, Toggle, Tool,
};
use proptest::prelude::*;
use units::{Emu, Point};

/// Something a user may do.
#[derive(Clone, Debug)]
enum Act {
    Down(Pointer),
    Move(Pointer),
    Up(Pointer),
    Key(Key, Modifiers, u64),
    Tool(Tool),
    Select(Vec<prop::sample::Index>),
    Command(u8),
    Type(String),
    SetText(String),
    Undo,
    Redo,
}

fn any_pointer() -> impl Strategy<Value = Pointer> {
    let modifiers = (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(shift, alt, control)| Modifiers {
        shift,
        alt,
        control,
    });
    // Now and then far off, or at a zoom that cannot be.
    let far = prop_oneof![30 => Just(None), 1 => any::<(i32, i32, i32)>().prop_map(Some)];
    (0..3usize, -20..230i32, -20..320i32, modifiers, 1..4u8, 0..10_000u64, far).prop_map(
        |(page, x, y, modifiers, clicks, time, far)| Pointer {
            page,
            point: far.map_or(at(x, y), |(x, y, _)| Point::new(Emu::new(x), Emu::new(y))),
            pixel: Emu::new(far.map_or(9_000, |(_, _, pixel)| pixel)),
            modifiers,
            clicks,
            time: Millis(time),
        },
    )
}

fn any_act() -> impl Strategy<Value = Act> {
    let keys = [
        Key::Escape,
        Key::Enter,
        Key::Tab,
        Key::Delete,
        Key::Backspace,
        Key::Left,
        Key::Right,
        Key::Up,
        Key::Down,
        Key::Home,
        Key::End,
    ];
    let modifiers =
        (any::<bool>(), any::<bool>()).prop_map(|(shift, control)| Modifiers { shift, alt: false, control });
    prop_oneof![
        4 => any_pointer().prop_map(Act::Down),
        4 => any_pointer().prop_map(Act::Move),
        4 => any_pointer().prop_map(Act::Up),
        3 => (prop::sample::select(keys.to_vec()), modifiers, 0..10_000u64).prop_map(|(key, held, time)| Act::Key(key, held, time)),
        1 => prop::sample::select(Tool::ALL.to_vec()).prop_map(Act::Tool),
        2 => prop::collection::vec(any::<prop::sample::Index>(), 0..4).prop_map(Act::Select),
        4 => any::<u8>().prop_map(Act::Command),
        1 => "[a-z{} \n]{0,8}".prop_map(Act::Type),
        1 => "[a-z{} \n]{0,8}".prop_map(Act::SetText),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ]
}

fn act(editor: &mut Editor, act: &Act) {
    let now = Millis(0);
    // What cannot be done is refused with an error and leaves all as it was: the invariants tell.
    match act {
        Act::Down(pointer) => drop(editor.pointer_down(*pointer)),
        Act::Move(pointer) => drop(editor.pointer_move(*pointer)),
        Act::Up(pointer) => drop(editor.pointer_up(*pointer)),
        Act::Key(key, modifiers, time) => drop(editor.key(*key, *modifiers, Millis(*time))),
        Act::Tool(tool) => editor.set_tool(*tool),
        Act::Select(indexes) => {
            let mut ids = Vec::new();
            editor.template().walk(&mut |_, element| ids.push(element.id()));
            editor.select(Selection::of_all(indexes.iter().map(|index| *index.get(&ids))));
        }
        Act::Command(number) => match number % 14 {
            0 => drop(editor.group(now)),
            1 => drop(editor.ungroup(now)),
            2 => drop(editor.duplicate(now)),
            3 => drop(editor.delete(now)),
            4 => drop(editor.reorder(Order::Forward, now)),
            5 => drop(editor.reorder(Order::Back, now)),
            6 => drop(editor.align(Alignment::Right, now)),
            7 => drop(editor.distribute(Axis::Vertical, now)),
            8 => drop(editor.match_size(true, false, now)),
            9 => {
                if let Some(text) = editor.copy() {
                    drop(editor.paste(&text, number % 2 == 0, now));
                }
            }
            10 => drop(editor.toggle(Toggle::Bold, now)),
            11 => drop(editor.set_selected(&Property::Opacity(*number), now)),
            12 => drop(editor.set_character(CharacterChange::Weight(Some(300)), now)),
            _ => {
                let rows = DroppedField::Rows { path: "rows".into(), columns: vec![("a".into(), FieldKind::Text)] };
                drop(editor.drop_field(&rows, ShownAs::Text, 0, at(50, 120), now));
            }
        },
        Act::Type(text) => drop(editor.type_text(text, now)),
        Act::SetText(text) => {
            if let Some(host) = editor.text_cursor().map(|cursor| cursor.host).or(editor.selection().single()) {
                drop(editor.set_text(host, text, now));
            }
        }
        Act::Undo => drop(editor.undo()),
        Act::Redo => drop(editor.redo()),
    }
}

fn holds_invariants(editor: &Editor) {
    editor::Document::new(editor.template().clone()).expect("ids differ and nesting is bounded");
    let (read, _) = model::Template::from_json("saved", &editor.template().to_json()).expect("it can be read again");
    assert!(read == *editor.template());
    for id in editor.selection().ids().iter().chain(editor.selection().entered().iter()) {
        assert!(editor.document().contains(*id), "{id} is selected and gone");
    }
    if let Some(cursor) = editor.text_cursor() {
        let paragraphs = editor.document().paragraphs(cursor.host).expect("the text being edited is there");
        for position in [cursor.anchor, cursor.caret] {
            match paragraphs.iter().find(|paragraph| paragraph.id == position.paragraph) {
                Some(paragraph) => {
                    let text: String = paragraph.runs.iter().map(|run| run.text.0.as_str()).collect();
                    assert!(text.is_char_boundary(position.offset), "{position:?} in {text:?}");
                }
                None => assert!(paragraphs.is_empty() && position.paragraph == cursor.host, "{position:?}"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_done_invariants_hold_and_history_leads_back_and_forth(acts in prop::collection::vec(any_act(), 1..60)) {
        let mut editor = crate::common::editor_with_seed(11);
        editor.set_caret_lines(vec![line()]);
        let mut journal = editor.begin_journal();
        for step in &acts {
            act(&mut editor, step);
            holds_invariants(&editor);
            journal.push_str(&editor.take_journal());
        }
        let recovered = editor::replay(&journal).unwrap();
        prop_assert_eq!(&recovered.template, editor.template());
        prop_assert_eq!((recovered.revision, recovered.cut), (editor.revision(), false));
        editor.cancel();
        let end = editor.template().clone();
        let redone = { while editor.redo() {} editor.template().clone() };
        while editor.undo() { holds_invariants(&editor); }
        prop_assert_eq!(editor.template(), &crate::common::template());
        while editor.redo() { holds_invariants(&editor); }
        prop_assert_eq!(editor.template(), &redone);
        let (read, _) = model::Template::from_json("end", &end.to_json()).unwrap();
        prop_assert_eq!(read, end);
    }

    #[test]
    fn escape_during_any_gesture_leaves_no_trace(
        before in prop::collection::vec(any_act(), 0..12),
        down in any_pointer(),
        moves in prop::collection::vec(any_pointer(), 0..8),
    ) {
        let mut editor = crate::common::editor_with_seed(13);
        editor.set_caret_lines(vec![line()]);
        for step in &before {
            act(&mut editor, step);
        }
        editor.cancel();
        editor.end_text();
        let kept = (editor.template().clone(), editor.selection().clone(), editor.revision(), editor.history().names());
        editor.pointer_down(down);
        for step in moves {
            editor.pointer_move(step);
        }
        if editor.is_busy() {
            editor.key(Key::Escape, Modifiers::default(), Millis(0));
            prop_assert_eq!(editor.selection(), &kept.1);
        }
        prop_assert_eq!(editor.template(), &kept.0);
        prop_assert_eq!((editor.revision(), editor.history().names()), (kept.2, kept.3));
        prop_assert_eq!(editor.feedback(), &editor::Feedback::default());
    }
}
