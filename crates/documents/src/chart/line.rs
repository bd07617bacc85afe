//! Values over time: joined by lines, or holding until the next as a rating does. With the limits they are held against,
//! from the day each was approved, and the releases of what was measured.

use std::fmt::Write as _;

use assay_ports::Timestamp;

use super::frame::{self, Plot, ROW, letters, width_of};
use super::scale::{Scale, extent, widened};
use super::svg::{Anchor, Svg, cut, xy};
use super::thin::{Place, thinned};
use super::time::Times;
use super::{Drawing, Head, Said, Table, finite};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When it was measured or set.
    pub at: Timestamp,
    /// The value; nothing where it was not measured: the line ends there.
    pub value: Option<f64>,
    /// The interval around it, where one is known.
    pub interval: Option<(f64, f64)>,
    /// Samples it rests on.
    pub n: Option<u64>,
    /// The record it comes from.
    pub source: String,
    /// Why it decides nothing (a stand-in, part of a run); such a point is hollow.
    pub doubt: Option<String>,
}

impl Point {
    /// A value and nothing besides.
    #[must_use]
    pub fn new(at: Timestamp, value: Option<f64>) -> Self {
        Self { at, value, interval: None, n: None, source: String::new(), doubt: None }
    }
}

/// Values that belong together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Their name.
    pub name: String,
    /// In the order of time.
    pub points: Vec<Point>,
}

/// A mark that values are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The mark.
    pub value: f64,
    /// For example `≥ 0.95 (THR-1)`.
    pub name: String,
    /// Since when it holds; nothing for as long as is drawn.
    pub from: Option<Timestamp>,
    /// Until when it held.
    pub to: Option<Timestamp>,
}

/// A moment with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// When.
    pub at: Timestamp,
    /// For example `1.1.0`.
    pub name: String,
}

/// How one value leads to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Course {
    /// A line between them.
    #[default]
    Joined,
    /// It holds until the next.
    Holding,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// What it is told by.
    pub head: Head,
    /// At most six are told apart.
    pub series: Vec<Series>,
    /// Limits.
    pub limits: Vec<Limit>,
    /// Releases.
    pub releases: Vec<Release>,
    /// How one value leads to the next.
    pub course: Course,
    /// From when it is drawn; from the first value unless stated.
    pub from: Option<Timestamp>,
    /// Until when; a value that holds does so until then.
    pub to: Option<Timestamp>,
}

const HEIGHT: f64 = 220.0;
/// Points of a series that each get a mark.
const MARKED: usize = 60;

impl Line {
    /// The picture.
    #[must_use]
    pub fn draw(&self, said: &Said, width: u32) -> Drawing {
        let width = f64::from(width);
        let Some((domain, from, to)) = self.bounds() else {
            let mut svg = Svg::new(&self.head, "chart", width, ROW * 3.0);
            svg.text("c-empty", (width / 2.0, ROW * 2.0 - 4.0), Anchor::Middle, said.nothing);
            return Drawing { svg: svg.end(), notes: Vec::new() };
        };
        let marks = frame::marks(domain, said);
        let left = marks.iter().map(|(_, name)| width_of(name)).fold(20.0, f64::max) + 12.0;
        let named = self.series.len() > 1;
        let names: Vec<&str> = self.series.iter().filter(|_| named).map(|s| s.name.as_str()).collect();
        let (legend, deep) = frame::legend(&names, width - 8.0);
        let top = if self.releases.is_empty() { 12.0 } else { 12.0 + 2.0 * ROW };
        let plot = Plot { left, right: width - 12.0, top, bottom: top + HEIGHT - 40.0 };
        let mut svg = Svg::new(&self.head, "chart", width, plot.bottom + ROW + 14.0 + deep);
        let scale = Scale::new(domain, (plot.bottom, plot.top));
        let times = Times::new(from, to, (plot.left, plot.right));
        frame::values(&mut svg, &plot, &scale, &marks);
        frame::moments(&mut svg, &plot, &times, said);
        self.releases(&mut svg, &plot, &times);
        self.limits(&mut svg, &plot, &scale, &times);
        let mut notes = Vec::new();
        for (index, series) in self.series.iter().enumerate() {
            let thin = self.series_line(&mut svg, &plot, (&scale, &times), (index, series));
            if thin {
                notes.push(said.thinned.replace("{all}", &said.whole(series.points.len() as u64)));
            }
        }
        for (index, (x, y, name)) in legend.iter().enumerate() {
            let (x, y) = (x + 4.0, y + plot.bottom + ROW * 2.0 + 6.0);
            svg.line(&format!("c-run c-{}", index % 6 + 1), (x, y - 4.0), (x + 20.0, y - 4.0));
            svg.path(&format!("c-dot c-{}", index % 6 + 1), &mark(index, x + 10.0, y - 4.0));
            svg.text("c-name", (x + 25.0, y), Anchor::Start, name);
        }
        Drawing { svg: svg.end(), notes }
    }

    /// Least and greatest value, first and last moment; nothing when there is no value.
    fn bounds(&self) -> Option<((f64, f64), Timestamp, Timestamp)> {
        let points = || self.series.iter().flat_map(|s| &s.points);
        extent(points().filter_map(|p| p.value))?;
        let ends = points().filter_map(|p| p.interval).flat_map(|(low, high)| [low, high]);
        let limits = self.limits.iter().map(|l| l.value);
        let domain = widened(extent(points().filter_map(|p| p.value).chain(ends).chain(limits))?);
        let from = self.from.or_else(|| points().map(|p| p.at).min())?;
        let to = self.to.or_else(|| points().map(|p| p.at).max())?;
        Some((domain, from, to.max(from)))
    }

    /// Releases as lines down the picture; a name that finds no room is in the table.
    fn releases(&self, svg: &mut Svg, plot: &Plot, times: &Times) {
        let mut free = [f64::MIN; 2];
        for release in &self.releases {
            let x = times.at(release.at);
            svg.line("c-release", (x, plot.top - 4.0), (x, plot.bottom));
            let name = cut(&release.name, letters(plot.width() / 3.0));
            let half = width_of(&name) / 2.0;
            let middle = x.clamp(plot.left + half - 8.0, plot.right - half + 8.0);
            if let Some((row, free)) = free.iter_mut().enumerate().find(|(_, free)| middle - half > **free) {
                let y = plot.top - 8.0 - if row == 0 { 0.0 } else { ROW };
                svg.text("c-note", (middle, y), Anchor::Middle, &name);
                *free = middle + half + 4.0;
            }
        }
    }

    fn limits(&self, svg: &mut Svg, plot: &Plot, scale: &Scale, times: &Times) {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for limit in self.limits.iter().filter(|l| l.value.is_finite()) {
            let y = scale.at(limit.value);
            let from = limit.from.map_or(plot.left, |at| times.at(at));
            let to = limit.to.map_or(plot.right, |at| times.at(at));
            svg.line("c-limit", (from, y), (to, y));
            let name = cut(&limit.name, letters(plot.width() - 8.0));
            let text = if y - plot.top > ROW { y - 5.0 } else { y + 13.0 };
            // Where it begins to hold, unless there is no room to the right of that.
            let (x, anchor) = if from + width_of(&name) < plot.right {
                (from + 2.0, Anchor::Start)
            } else {
                (plot.right - 2.0, Anchor::End)
            };
            if taken.iter().all(|(other, at)| (other - text).abs() >= ROW - 3.0 || (at - x).abs() > width_of(&name)) {
                svg.text("c-note c-limit-name", (x, text), anchor, &name);
                taken.push((text, x));
            }
        }
    }

    /// One series; whether it was thinned.
    fn series_line(
        &self,
        svg: &mut Svg,
        plot: &Plot,
        (scale, times): (&Scale, &Times),
        (index, series): (usize, &Series),
    ) -> bool {
        let mut points: Vec<&Point> = series.points.iter().collect();
        points.sort_by_key(|p| p.at);
        let place = |p: &&Point| (times.at(p.at), finite(p.value).map(|v| scale.at(v)));
        let places: Vec<Place> = points.iter().map(place).collect();
        let (mut drawn, thin) = thinned(&places, plot.width());
        let class = index % 6 + 1;
        if self.course == Course::Holding
            && let Some((x, Some(y))) = drawn.last().copied()
            && x < plot.right
        {
            drawn.push((plot.right, Some(y)));
        }
        for point in points.iter().filter(|_| points.len() <= MARKED) {
            if let Some((low, high)) = point.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
                let x = times.at(point.at);
                svg.line(&format!("c-reach c-{class}"), (x, scale.at(low)), (x, scale.at(high)));
            }
        }
        svg.path(&format!("c-run c-{class}"), &path(&drawn, self.course));
        for (at, (x, y)) in places.iter().enumerate() {
            let Some(y) = y else { continue };
            let beside = |index: Option<usize>| index.and_then(|i| places.get(i)).is_some_and(|(_, y)| y.is_some());
            let alone = !beside(at.checked_sub(1)) && !beside(Some(at + 1));
            if points.len() <= MARKED || (alone && !thin) {
                let hollow = points.get(at).is_some_and(|p| p.doubt.is_some());
                let look = if hollow { "c-dot c-hollow" } else { "c-dot" };
                svg.path(&format!("{look} c-{class}"), &mark(index, *x, *y));
            }
        }
        thin
    }

    /// The values in rows, newest first, then limits and releases.
    #[must_use]
    pub fn table(&self, said: &Said) -> Table {
        let mut rows: Vec<(Timestamp, Vec<String>)> = Vec::new();
        for series in &self.series {
            for point in &series.points {
                let value = finite(point.value).map_or_else(|| said.not_measured.to_owned(), |v| said.exact(v));
                let value = point.doubt.as_ref().map_or(value.clone(), |doubt| format!("{value} ({doubt})"));
                let interval = point.interval.map(|(l, h)| format!("{} – {}", said.exact(l), said.exact(h)));
                let n = point.n.map(|n| said.whole(n));
                let cells = [said.day(point.at), series.name.clone(), value];
                let rest = [interval.unwrap_or_default(), n.unwrap_or_default(), point.source.clone()];
                rows.push((point.at, cells.into_iter().chain(rest).collect()));
            }
        }
        let bare = |at: Option<Timestamp>, what: &str, value: String| {
            let when = at.map(|at| said.day(at)).unwrap_or_default();
            (at.unwrap_or_default(), vec![when, what.to_owned(), value, String::new(), String::new(), String::new()])
        };
        rows.extend(self.limits.iter().map(|l| bare(l.from, said.limit, l.name.clone())));
        rows.extend(self.releases.iter().map(|r| bare(Some(r.at), said.released, r.name.clone())));
        rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let heads = [said.when, said.what, said.value, said.interval, said.samples, said.source];
        Table {
            caption: self.head.title.clone(),
            heads: heads.map(str::to_owned).into(),
            rows: rows.into_iter().map(|(_, cells)| cells).collect(),
        }
    }
}

/// A line through the places, broken at each gap.
fn path(places: &[Place], course: Course) -> String {
    let mut d = String::new();
    let mut before: Option<f64> = None;
    for (x, y) in places {
        match (y, before) {
            (Some(y), None) => {
                let _ = write!(d, "M{} {}", xy(*x), xy(*y));
            }
            (Some(y), Some(_)) if course == Course::Joined => {
                let _ = write!(d, "L{} {}", xy(*x), xy(*y));
            }
            (Some(y), Some(_)) => {
                let _ = write!(d, "H{}V{}", xy(*x), xy(*y));
            }
            // What holds does so up to the moment at which it was found not to be measured.
            (None, Some(_)) if course == Course::Holding => {
                let _ = write!(d, "H{}", xy(*x));
            }
            (None, _) => {}
        }
        before = *y;
    }
    d
}

/// The mark of a series' points: its shape tells the series without its colour.
pub(super) fn mark(series: usize, x: f64, y: f64) -> String {
    let at = |dx: f64, dy: f64| format!("{} {}", xy(x + dx), xy(y + dy));
    match series % 6 {
        0 => format!("M{}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0Z", at(-3.2, 0.0)),
        1 => format!("M{}h6v6h-6Z", at(-3.0, -3.0)),
        2 => format!("M{}L{}L{}Z", at(0.0, -4.0), at(4.0, 3.2), at(-4.0, 3.2)),
        3 => format!("M{}L{}L{}L{}Z", at(0.0, -4.2), at(4.2, 0.0), at(0.0, 4.2), at(-4.2, 0.0)),
        4 => format!("M{}L{}L{}Z", at(-4.0, -3.2), at(4.0, -3.2), at(0.0, 4.0)),
        _ => format!("M{}h2v-3h2v3h3v2h-3v3h-2v-3h-2Z", at(-3.5, -1.0)),
    }
}
