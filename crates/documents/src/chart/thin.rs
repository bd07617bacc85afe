//! More points than a picture has columns: of each column the lowest and the highest stay, so that no peak is lost.

/// A place and what stands there; a gap has no height.
pub(super) type Place = (f64, Option<f64>);

/// Points per unit of width from which on they are thinned.
const DENSE: f64 = 1.5;

/// The places to draw, and whether some were left out. They are in the order of their `x`.
pub(super) fn thinned(places: &[Place], width: f64) -> (Vec<Place>, bool) {
    #[expect(clippy::cast_precision_loss, reason = "a count of points")]
    let dense = places.len() as f64 > width * DENSE;
    if !dense {
        return (places.to_vec(), false);
    }
    let mut out: Vec<Place> = Vec::new();
    let mut rest = places;
    while let Some((x, _)) = rest.first() {
        let column = x.floor();
        let within = rest.iter().take_while(|(x, _)| x.floor() == column).count().max(1);
        let (here, after) = rest.split_at(within);
        column_of(here, &mut out);
        rest = after;
    }
    (out, true)
}

/// First, lowest, highest and last of a column, and one gap where there is one, in the order in which they came.
fn column_of(here: &[Place], out: &mut Vec<Place>) {
    let numbers = || here.iter().enumerate().filter_map(|(i, (_, y))| Some((i, (*y)?)));
    let lowest = numbers().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i);
    let highest = numbers().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i);
    let gap = here.iter().position(|(_, y)| y.is_none());
    let mut kept: Vec<usize> =
        [numbers().next().map(|(i, _)| i), lowest, highest, numbers().next_back().map(|(i, _)| i), gap]
            .into_iter()
            .flatten()
            .collect();
    kept.sort_unstable();
    kept.dedup();
    out.extend(kept.into_iter().filter_map(|i| here.get(i).copied()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peak_among_ten_thousand_is_kept_and_few_are_left() {
        let mut places: Vec<Place> = (0..10_000).map(|n| (f64::from(n) / 100.0, Some(1.0))).collect();
        places[4_711].1 = Some(9.0);
        places[8_000].1 = None;
        let (kept, thin) = thinned(&places, 100.0);
        assert!(thin && kept.len() <= 500, "{}", kept.len());
        assert!(kept.contains(&places[4_711]) && kept.contains(&places[8_000]));
        assert!(kept.windows(2).all(|pair| pair[0].0 <= pair[1].0), "still in order");
    }

    #[test]
    fn few_points_are_left_alone() {
        let places = vec![(1.0, Some(2.0)), (1.0, None), (2.0, Some(1.0))];
        assert_eq!(thinned(&places, 100.0), (places, false));
    }
}
