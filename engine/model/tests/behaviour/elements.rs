//! The tree of elements.

use model::{Element, ElementKind, ListName, ObjectId, Template};

const TEMPLATE: &str = include_str!("../formats/letter.1.json");

fn template() -> Template {
    Template::from_json("letter", TEMPLATE).unwrap().0
}

fn id(text: &str) -> ObjectId {
    text.parse().unwrap()
}

#[test]
fn every_element_is_found_by_its_id_and_stands_where_it_says() {
    let mut template = template();
    let mut all = Vec::new();
    template.walk(&mut |place, element| all.push((place, element.kind(), element.id())));
    assert!(all.len() > 20);
    for (place, kind, id) in all {
        assert_eq!(template.find(id).map(|(found, element)| (found, element.kind())), Some((place, kind)));
        assert_eq!(template.element_mut(id).map(|element| element.into_ref().id()), Some(id));
        if let Some(list) = place.list {
            let list = template.list_mut(place.parent, list).expect("its list");
            assert_eq!(list.ids().get(place.position), Some(&id));
            // Taken out and put back, nothing has changed.
            let element = list.remove(place.position).expect("it is there");
            assert_eq!(element.kind(), kind);
            list.insert(place.position, element).expect("it fits");
        } else {
            assert!(matches!(kind, ElementKind::Template | ElementKind::Tab | ElementKind::Row), "{id} is in no list");
        }
    }
    assert_eq!(template, self::template());
}

#[test]
fn an_element_as_json_comes_back_the_same_with_what_is_unknown() {
    let template = template();
    template.walk(&mut |_, element| {
        let element = element.to_element();
        assert_eq!(Element::from_json(&element.to_json()).unwrap(), element);
        let line = element.to_json_line();
        assert!(!line.contains('\n'));
        assert_eq!(Element::from_json(&line).unwrap(), element);
    });
    assert!(Element::from_json("{\"thing\": {}}").is_err());
    assert!(Element::from_json("{\"run\": {\"id\": \"r\"}}").unwrap_err().to_string().contains("text is missing"));
}

#[test]
fn renewed_ids_are_all_new_and_nothing_else_changes() {
    let template = template();
    let (_, group) = template.find(id("m_first")).unwrap();
    let mut copy = group.to_element();
    let mut next = 0;
    copy.renew(&mut |kind| {
        next += 1;
        ObjectId::from_random(kind.letter(), next)
    });
    let old = group.to_element();
    assert_eq!(copy.ids().len(), old.ids().len());
    assert!(copy.ids().iter().all(|id| template.find(*id).is_none()));
}

#[test]
fn a_place_for_one_row_holds_one_row() {
    let mut template = template();
    let table = id("b_table");
    let header = template.list_mut(table, ListName::Header).unwrap();
    let row = header.remove(0).unwrap();
    assert!(header.ids().is_empty());
    let cell = Element::from_json("{\"cell\": {\"id\": \"c_x\"}}").unwrap();
    assert!(header.insert(0, cell).is_err());
    header.insert(0, row.clone()).unwrap();
    assert!(header.insert(0, row).is_err());
    assert!(template.list_mut(table, ListName::Blocks).is_none());
}
