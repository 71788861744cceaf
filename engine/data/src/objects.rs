//! Shapes of records that were seen before: records alike share the names of their fields.

use std::sync::Arc;

use expression::Shape;

/// How many shapes are remembered for a depth.
const MOST_SHAPES: usize = 8;

/// The shapes seen, by depth.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    levels: Vec<Vec<Arc<Shape>>>,
}

/// The names of an object that is being read: a shape seen before as far as it fits, then names of its own.
#[derive(Debug)]
pub(crate) struct Names {
    like: Option<Arc<Shape>>,
    count: usize,
    own: Vec<Arc<str>>,
}

impl Names {
    pub(crate) fn new() -> Self {
        Self { like: None, count: 0, own: Vec::new() }
    }
}

impl Shapes {
    /// Adds the next name of an object.
    pub(crate) fn push(&self, depth: usize, names: &mut Names, name: &str) {
        if names.own.is_empty() {
            let fits = |shape: &Arc<Shape>| shape.names().get(names.count).is_some_and(|known| **known == *name);
            if names.like.as_ref().is_some_and(fits) {
                names.count += 1;
                return;
            }
            let begun = names.like.as_ref().and_then(|shape| shape.names().get(..names.count)).unwrap_or_default();
            let known = self.levels.get(depth).map(Vec::as_slice).unwrap_or_default();
            let other = known.iter().find(|shape| fits(shape) && shape.names().get(..names.count) == Some(begun));
            if let Some(other) = other {
                names.like = Some(Arc::clone(other));
                names.count += 1;
                return;
            }
            names.own = begun.to_vec();
        }
        names.own.push(name.into());
        names.count += 1;
    }

    /// The shape of the object that was read.
    pub(crate) fn finish(&mut self, depth: usize, names: &Names) -> Arc<Shape> {
        let own = match &names.like {
            Some(shape) if names.own.is_empty() => shape.names().get(..names.count).unwrap_or_default(),
            _ => names.own.as_slice(),
        };
        let known = self.levels.get(depth).map(Vec::as_slice).unwrap_or_default();
        if let Some(shape) = known.iter().find(|shape| shape.names() == own) {
            return Arc::clone(shape);
        }
        let shape = Shape::new(own.iter().cloned());
        while self.levels.len() <= depth {
            self.levels.push(Vec::new());
        }
        if let Some(level) = self.levels.get_mut(depth) {
            if level.len() == MOST_SHAPES {
                level.pop();
            }
            level.insert(0, Arc::clone(&shape));
        }
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shapes: &mut Shapes, names: &[&str]) -> Arc<Shape> {
        let mut open = Names::new();
        names.iter().for_each(|name| shapes.push(0, &mut open, name));
        shapes.finish(0, &open)
    }

    #[test]
    fn objects_alike_share_a_shape_and_others_do_not() {
        let mut shapes = Shapes::default();
        let lists: &[&[&str]] = &[&["a", "b", "c"], &["a", "b"], &[], &["a", "x"], &["b"], &["a", "b", "c", "d"]];
        let first: Vec<_> = lists.iter().map(|names| read(&mut shapes, names)).collect();
        for (names, shape) in lists.iter().zip(first) {
            assert!(shape.names().iter().map(|name| &**name).eq(names.iter().copied()), "{names:?}");
            if !names.is_empty() {
                assert!(Arc::ptr_eq(&read(&mut shapes, names), &shape), "{names:?}");
            }
        }
    }
}
