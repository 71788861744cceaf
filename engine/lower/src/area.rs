//! Filled areas as polygons without overlaps, so that the even-odd rule draws what the non-zero rule meant.
//!
//! The plane is cut into horizontal bands at every corner and crossing, so that inside a band edges keep their order;
//! the borders between inside and outside are traced from band to band. All numbers are whole Emu; crossings round to
//! the nearest. The work is bounded by [`MOST_STEPS`].

use scene::FillRule;

use crate::polygon::{Corner, Polygons};
use crate::trace::{Band, Border, Tracer};

/// The most edge-in-band steps; more is refused.
const MOST_STEPS: usize = 4_000_000;

/// A shape too tangled to be resolved in reasonable time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooComplex;

/// Polygons and what counts as their inside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape<'a> {
    /// The polygons, each closed.
    pub polygons: &'a Polygons,
    /// What is inside.
    pub rule: FillRule,
}

/// Polygons for the even-odd rule that cover what is inside the shape, and inside the second one where it is given.
pub(crate) fn resolve(shape: Shape<'_>, within: Option<Shape<'_>>) -> Result<Polygons, TooComplex> {
    let mut tracer = Tracer::default();
    sweep(shape, within, &mut |band, borders| tracer.band(band, borders))?;
    Ok(tracer.finish())
}

/// Whether the even-odd rule covers what the non-zero rule covers.
pub(crate) fn is_even_odd(polygons: &Polygons) -> Result<bool, TooComplex> {
    let non_zero = Shape { polygons, rule: FillRule::NonZero };
    let mut same = true;
    sweep_edges(&edges(non_zero, None), &mut |ordered, _, _| {
        let (mut winding, mut odd, mut last) = (0, false, f64::NEG_INFINITY);
        for crossing in ordered {
            // Edges that lie on each other count as one place.
            if (winding != 0) != odd && crossing.middle - last > 1.0 {
                same = false;
            }
            winding += crossing.winding;
            odd = !odd;
            last = crossing.middle;
        }
        same
    })?;
    Ok(same)
}

/// An edge that leads downwards from `top` to `bottom`.
#[derive(Clone, Copy, Debug)]
struct Edge {
    top: Corner,
    bottom: Corner,
    /// 1 where the polygon goes down here, −1 where it goes up.
    winding: i32,
    /// Whether it belongs to the second shape.
    second: bool,
}

impl Edge {
    fn x_at(&self, y: i64) -> f64 {
        let (x0, y0) = (self.top.0 as f64, self.top.1);
        if y == y0 {
            return x0;
        }
        if y == self.bottom.1 {
            return self.bottom.0 as f64;
        }
        x0 + (self.bottom.0 - self.top.0) as f64 * (y - y0) as f64 / (self.bottom.1 - y0) as f64
    }
}

/// An edge in a band.
#[derive(Clone, Copy, Debug)]
struct Crossing {
    edge: usize,
    upper: f64,
    lower: f64,
    middle: f64,
    winding: i32,
    second: bool,
}

fn edges(shape: Shape<'_>, within: Option<Shape<'_>>) -> Vec<Edge> {
    let mut list = Vec::new();
    let mut add = |polygons: &Polygons, second: bool| {
        for polygon in polygons {
            for (at, &from) in polygon.iter().enumerate() {
                let Some(&to) = polygon.get(at + 1).or(polygon.first()) else { continue };
                match from.1.cmp(&to.1) {
                    std::cmp::Ordering::Less => list.push(Edge { top: from, bottom: to, winding: 1, second }),
                    std::cmp::Ordering::Greater => list.push(Edge { top: to, bottom: from, winding: -1, second }),
                    std::cmp::Ordering::Equal => {}
                }
            }
        }
    };
    add(shape.polygons, false);
    if let Some(within) = within {
        add(within.polygons, true);
    }
    list.sort_by_key(|edge| (edge.top.1, edge.top.0, edge.bottom));
    list
}

/// Calls with the borders of each band, from the top.
fn sweep(shape: Shape<'_>, within: Option<Shape<'_>>, each: &mut dyn FnMut(Band, &[Border])) -> Result<(), TooComplex> {
    let inside = |rule: FillRule, winding: i32| match rule {
        FillRule::NonZero => winding != 0,
        FillRule::EvenOdd => winding % 2 != 0,
    };
    let mut borders = Vec::new();
    sweep_edges(&edges(shape, within), &mut |ordered, top, bottom| {
        borders.clear();
        let (mut first, mut second, mut was) = (0, 0, false);
        for crossing in ordered {
            if crossing.second {
                second += crossing.winding;
            } else {
                first += crossing.winding;
            }
            let now = inside(shape.rule, first) && within.is_none_or(|within| inside(within.rule, second));
            if now != was {
                let round = |x: f64| (x + 0.5).floor() as i64;
                borders.push(Border {
                    edge: crossing.edge,
                    upper: round(crossing.upper),
                    lower: round(crossing.lower),
                });
                was = now;
            }
        }
        each((top, bottom), &borders);
        true
    })
}

/// Calls with the edges of each band in their order from the left; stops early when told false.
fn sweep_edges(edges: &[Edge], each: &mut dyn FnMut(&[Crossing], i64, i64) -> bool) -> Result<(), TooComplex> {
    let mut stops: Vec<i64> = edges.iter().flat_map(|edge| [edge.top.1, edge.bottom.1]).collect();
    stops.sort_unstable();
    stops.dedup();
    let mut active: Vec<usize> = Vec::new();
    let mut ordered: Vec<Crossing> = Vec::new();
    let (mut next, mut steps) = (0, 0);
    for pair in stops.windows(2) {
        let &[from, to] = pair else { continue };
        active.retain(|&edge| edges.get(edge).is_some_and(|edge| edge.bottom.1 > from));
        while edges.get(next).is_some_and(|edge| edge.top.1 <= from) {
            active.push(next);
            next += 1;
        }
        let mut top = from;
        while top < to {
            let mut bottom = to;
            loop {
                steps += active.len() + 1;
                if steps > MOST_STEPS {
                    return Err(TooComplex);
                }
                order(edges, &active, top, bottom, &mut ordered);
                let Some(crossed) = first_crossing(&ordered, top, bottom) else { break };
                bottom = crossed;
            }
            if !each(&ordered, top, bottom) {
                return Ok(());
            }
            top = bottom;
        }
    }
    Ok(())
}

fn order(edges: &[Edge], active: &[usize], top: i64, bottom: i64, ordered: &mut Vec<Crossing>) {
    ordered.clear();
    ordered.extend(active.iter().filter_map(|&at| {
        let edge = edges.get(at)?;
        let (upper, lower) = (edge.x_at(top), edge.x_at(bottom));
        let middle = (upper + lower) / 2.0;
        Some(Crossing { edge: at, upper, lower, middle, winding: edge.winding, second: edge.second })
    }));
    ordered.sort_by(|a, b| a.middle.total_cmp(&b.middle).then(a.upper.total_cmp(&b.upper)).then(a.edge.cmp(&b.edge)));
}

/// The height of the first crossing of neighbours inside the band, rounded into it; none where there is none.
fn first_crossing(ordered: &[Crossing], top: i64, bottom: i64) -> Option<i64> {
    if bottom - top < 2 {
        return None;
    }
    let height = (bottom - top) as f64;
    let mut first: Option<f64> = None;
    for pair in ordered.windows(2) {
        let [left, right] = pair else { continue };
        let (upper, lower) = (right.upper - left.upper, right.lower - left.lower);
        // Half a unit of overlap is what rounding makes.
        if upper < -0.5 || lower < -0.5 {
            let at = (upper / (upper - lower)).clamp(0.0, 1.0) * height;
            first = Some(first.map_or(at, |known| known.min(at)));
        }
    }
    let at = top + (first? + 0.5).floor() as i64;
    Some(at.clamp(top + 1, bottom - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(x: i64, y: i64, side: i64) -> Vec<Corner> {
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    }

    fn non_zero(polygons: &Polygons) -> Shape<'_> {
        Shape { polygons, rule: FillRule::NonZero }
    }

    /// Twice the area, by the even-odd rule of polygons without overlaps: the sum over nesting signs is the absolute sum.
    fn covers(polygons: &Polygons, x: f64, y: f64, rule: FillRule) -> bool {
        let mut winding = 0;
        for polygon in polygons {
            for (at, &(x0, y0)) in polygon.iter().enumerate() {
                let (x1, y1) = polygon[(at + 1) % polygon.len()];
                let (x0, y0, x1, y1) = (x0 as f64, y0 as f64, x1 as f64, y1 as f64);
                if (y0 <= y) != (y1 <= y) && x0 + (x1 - x0) * (y - y0) / (y1 - y0) < x {
                    winding += if y1 > y0 { 1 } else { -1 };
                }
            }
        }
        match rule {
            FillRule::NonZero => winding != 0,
            FillRule::EvenOdd => winding % 2 != 0,
        }
    }

    #[test]
    fn two_overlapping_squares_become_one_outline() {
        let both = vec![square(0, 0, 100), square(50, 50, 100)];
        assert_eq!(is_even_odd(&both), Ok(false));
        let outline = resolve(non_zero(&both), None).unwrap();
        assert_eq!(outline.len(), 1, "{outline:?}");
        assert_eq!(outline[0].len(), 8, "{outline:?}");
        assert_eq!(is_even_odd(&outline), Ok(true));
    }

    #[test]
    fn a_hole_stays_a_hole() {
        let mut hole = square(20, 20, 10);
        hole.reverse();
        let ring = vec![square(0, 0, 100), hole];
        assert_eq!(is_even_odd(&ring), Ok(true));
        assert_eq!(resolve(non_zero(&ring), None).unwrap().len(), 2);
    }

    #[test]
    fn squares_that_only_touch_are_told_apart_from_overlap() {
        assert_eq!(is_even_odd(&vec![square(0, 0, 10), square(10, 0, 10)]), Ok(true));
    }

    #[test]
    fn the_part_within_another_shape_is_cut_out() {
        let (first, second) = (vec![square(0, 0, 100)], vec![square(50, 50, 100)]);
        let part = resolve(non_zero(&first), Some(non_zero(&second))).unwrap();
        assert_eq!(part.len(), 1);
        let mut corners = part[0].clone();
        corners.sort_unstable();
        assert_eq!(corners, [(50, 50), (50, 100), (100, 50), (100, 100)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

        #[test]
        fn resolved_polygons_cover_the_same_points(
            polygons in prop::collection::vec(prop::collection::vec((0i64..40, 0i64..40), 3..9), 1..5),
            other in prop::collection::vec(prop::collection::vec((0i64..40, 0i64..40), 3..6), 0..2),
        ) {
            // A coarse grid makes corners on edges, shared edges and crossings at corners common.
            let scaled = |list: &Vec<Vec<(i64, i64)>>| -> Polygons {
                list.iter().map(|polygon| polygon.iter().map(|&(x, y)| (x * 1000, y * 1000)).collect()).collect()
            };
            let (polygons, other) = (scaled(&polygons), scaled(&other));
            let within = (!other.is_empty()).then_some(Shape { polygons: &other, rule: FillRule::EvenOdd });
            let outline = resolve(non_zero(&polygons), within).unwrap();
            for x in 0..80 {
                for y in 0..80 {
                    // Away from corners; points nearer than rounding to an edge may differ.
                    let (px, py) = (f64::from(x) * 500.0 + 173.31, f64::from(y) * 500.0 + 217.73);
                    let near = polygons.iter().chain(&other).any(|polygon| near_edge(polygon, px, py));
                    if near {
                        continue;
                    }
                    let wanted = covers(&polygons, px, py, FillRule::NonZero)
                        && (other.is_empty() || covers(&other, px, py, FillRule::EvenOdd));
                    prop_assert_eq!(covers(&outline, px, py, FillRule::EvenOdd), wanted, "at {},{} of {:?}", px, py, &outline);
                }
            }
        }
    }

    fn near_edge(polygon: &[Corner], x: f64, y: f64) -> bool {
        (0..polygon.len()).any(|at| {
            let ((x0, y0), (x1, y1)) = (polygon[at], polygon[(at + 1) % polygon.len()]);
            let (x0, y0, dx, dy) = (x0 as f64, y0 as f64, (x1 - x0) as f64, (y1 - y0) as f64);
            let length = (dx * dx + dy * dy).max(1e-9);
            let t = (((x - x0) * dx + (y - y0) * dy) / length).clamp(0.0, 1.0);
            let (nx, ny) = (x0 + t * dx - x, y0 + t * dy - y);
            nx * nx + ny * ny < 9.0
        })
    }
}
