//! A page of 500 objects stays quick under the pointer. The bounds are wide: they are for debug builds on a busy machine.

use std::time::{Duration, Instant};

use editor::{Editor, Selection};
use model::{Element, ListName};
use units::{Emu, Rect};

use crate::common::{id, pages, pointer, template};

#[test]
fn dragging_500_selected_objects_takes_a_fraction_of_a_frame_each_move() {
    let mut template = template();
    let (_, like) = template.find(id("o_code")).unwrap();
    let like = like.to_element();
    let mut ids = Vec::new();
    for number in 0..500 {
        let mut copy = like.clone();
        copy.renew(&mut |kind| model::ObjectId::from_random(kind.letter(), number + 1));
        if let Element::Object(object) = &mut copy {
            let mm = |value: u64| Emu::from_millimetres(value as i32);
            object.rect = Rect::new(mm(number % 20 * 10), mm(number / 20 * 10), mm(8), mm(8));
        }
        ids.push(copy.id());
        let list = template.list_mut(id("m_first"), ListName::Objects).unwrap();
        let end = list.ids().len();
        list.insert(end, copy).unwrap();
    }
    let mut editor = Editor::new(template, 1).unwrap();
    editor.set_pages(pages());
    editor.select(Selection::of_all(ids));
    let started = Instant::now();
    editor.pointer_down(pointer(24, 124));
    for step in 0..30 {
        editor.pointer_move(pointer(30 + step, 130));
        assert_eq!(editor.handles().len(), 8);
        assert_eq!(editor.outlines(0).len(), 500);
    }
    let moves = started.elapsed();
    editor.pointer_up(pointer(60, 130));
    let all = started.elapsed();
    println!("a move with handles and outlines: {:?}, the drop: {:?}", moves / 30, all - moves);
    assert_eq!(editor.revision(), 2);
    assert!(moves / 30 < Duration::from_millis(33) && all - moves < Duration::from_secs(1), "{moves:?} {all:?}");
}
