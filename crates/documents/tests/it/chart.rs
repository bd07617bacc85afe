//! Charts: whatever the numbers, the picture is well-formed and within its box; what it looks like is kept.

use assay_documents::chart::{
    Bar, Bars, Cell, Column, Course, Drawing, Head, Layer, Limit, Line, NARROW, Point, Release, Said, Series, Spark,
    Stack, Strip, Tone, WIDE,
};
use assay_ports::Timestamp;
use proptest::prelude::*;
use quick_xml::events::Event;

fn head(title: &str) -> Head {
    Head { id: "one".into(), title: title.into(), text: "What there is to see.".into() }
}

fn day(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// Coordinates of absolute commands of a path.
fn corners(d: &str) -> Vec<(char, Vec<f64>)> {
    let mut found: Vec<(char, String)> = Vec::new();
    for c in d.chars() {
        if c.is_ascii_alphabetic() && c != 'e' {
            found.push((c, String::new()));
        } else if let Some((_, text)) = found.last_mut() {
            text.push(c);
        }
    }
    let numbers = |text: &str| text.split([' ', ',']).filter(|t| !t.is_empty()).map(|t| t.parse().unwrap()).collect();
    found.iter().filter(|(c, _)| c.is_ascii_uppercase()).map(|(c, text)| (*c, numbers(text))).collect()
}

/// Every coordinate is a number within the view box, the markup is well-formed, every id is there once.
fn sound(drawing: &Drawing) {
    let svg = &drawing.svg;
    assert!(
        !svg.contains("NaN") && !svg.contains("=\"inf") && !svg.contains(" inf") && !svg.contains("style="),
        "{svg}"
    );
    let (mut width, mut height, mut ids, mut inside) = (0.0, 0.0, Vec::new(), 0);
    let mut reader = quick_xml::Reader::from_str(svg);
    loop {
        let event = reader.read_event().unwrap();
        let element = match &event {
            Event::Start(e) | Event::Empty(e) => e,
            Event::Eof => break,
            _ => continue,
        };
        for attribute in element.attributes() {
            let attribute = attribute.unwrap();
            let name = attribute.key.as_ref().to_owned();
            let text = attribute.value.to_string();
            let number = || text.parse::<f64>().map_err(|e| format!("{name}={text} in {svg}: {e}")).unwrap();
            let within = |value: f64, most: f64| (-0.01..=most + 0.01).contains(&value);
            match name.as_str() {
                "viewBox" => {
                    let parts: Vec<f64> = text.split(' ').map(|p| p.parse().unwrap()).collect();
                    (width, height) = (parts[2], parts[3]);
                }
                "id" => ids.push(text),
                "x" | "x1" | "x2" => {
                    assert!(within(number(), width), "{name}={text} of {width}: {svg}");
                    inside += 1;
                }
                "y" | "y1" | "y2" => assert!(within(number(), height), "{name}={text} of {height}: {svg}"),
                "d" if element.attributes().any(|a| a.unwrap().value.starts_with("c-run")) => {
                    for (command, at) in corners(&text) {
                        match command {
                            'M' | 'L' => assert!(within(at[0], width) && within(at[1], height), "{text} in {svg}"),
                            'H' => assert!(within(at[0], width), "{text}"),
                            'V' => assert!(within(at[0], height), "{text}"),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
    assert!(width > 0.0 && height > 0.0 && inside < 100_000);
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are there once: {svg}");
}

/// Any number there is, the ends of what can be written and what is none among them.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => any::<f64>(),
        2 => 0.0..1.0f64,
        1 => prop::sample::select(vec![0.0, -0.0, 1.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, f64::NAN, f64::INFINITY]),
    ]
}

fn moment() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        3 => 1_700_000_000_000_000i64..1_800_000_000_000_000,
        1 => any::<i64>(),
    ]
    .prop_map(Timestamp::from_micros)
}

fn point() -> impl Strategy<Value = Point> {
    (moment(), prop::option::weighted(0.8, number()), prop::option::of((number(), number())), any::<Option<u64>>())
        .prop_map(|(at, value, interval, n)| Point { interval, n, source: "EV-1".into(), ..Point::new(at, value) })
}

fn line() -> impl Strategy<Value = Line> {
    let series = (".{0,30}", prop::collection::vec(point(), 0..40)).prop_map(|(name, points)| Series { name, points });
    let limit = (number(), prop::option::of(moment()), ".{0,90}").prop_map(|(value, from, name)| Limit {
        value,
        from,
        name,
        to: None,
    });
    let release = (moment(), ".{0,40}").prop_map(|(at, name)| Release { at, name });
    (
        prop::collection::vec(series, 0..8),
        prop::collection::vec(limit, 0..3),
        prop::collection::vec(release, 0..4),
        prop::option::of(moment()),
        any::<bool>(),
    )
        .prop_map(|(series, limits, releases, to, holds)| Line {
            head: head("<any> \"line\" & more"),
            series,
            limits,
            releases,
            course: if holds { Course::Holding } else { Course::Joined },
            from: None,
            to,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_line_stays_within_its_box(line in line(), tag in prop::sample::select(vec!["en", "pt-BR", "pt-PT"])) {
        let said = Said::in_language(tag);
        for width in [NARROW, WIDE] {
            sound(&line.draw(said, width));
        }
        let table = line.table(said);
        prop_assert!(table.rows.iter().all(|row| row.len() == table.heads.len()));
        let facts = line.series.iter().map(|s| s.points.len()).sum::<usize>() + line.limits.len() + line.releases.len();
        prop_assert_eq!(table.rows.len(), facts, "the table holds everything");
    }

    #[test]
    fn any_bars_stay_within_their_box(bars in prop::collection::vec(
        (".{0,60}", prop::option::of(number()), prop::option::of((number(), number())), any::<Option<u64>>()), 0..50,
    )) {
        let bar = |(name, share, interval, n)| Bar { name, share, interval, n, limit: share, tone: Tone::Bad, state: "fails".into() };
        let bars = Bars { head: head("bars"), bars: bars.into_iter().map(bar).collect() };
        for width in [NARROW, WIDE] {
            let drawing = bars.draw(Said::in_language("pt-BR"), width);
            sound(&drawing);
            prop_assert_eq!(drawing.notes.len(), usize::from(bars.bars.len() > 30), "what is left out is said");
        }
        prop_assert_eq!(bars.table(Said::in_language("en")).rows.len(), bars.bars.len());
    }

    #[test]
    fn any_stack_stays_within_its_box(columns in prop::collection::vec(
        (".{0,20}", prop::option::weighted(0.8, prop::collection::vec(any::<u64>(), 0..9))), 0..40,
    ), layers in 0usize..9) {
        let layer = |n| Layer { name: format!("layer {n}"), tone: Tone::Info };
        let columns = columns.into_iter().map(|(name, counts)| Column { name, counts }).collect();
        let stack = Stack { head: head("stack"), layers: (0..layers).map(layer).collect(), columns };
        for width in [NARROW, WIDE] {
            sound(&stack.draw(Said::in_language("en"), width));
        }
        let table = stack.table(Said::in_language("en"));
        prop_assert!(table.rows.iter().all(|row| row.len() == table.heads.len()));
    }

    #[test]
    fn any_spark_stays_within_its_box(values in prop::collection::vec(prop::option::of(number()), 0..400)) {
        let finite = values.iter().flatten().any(|v| v.is_finite());
        let drawing = Spark { head: head("spark"), values }.draw();
        prop_assert_eq!(drawing.is_some(), finite);
        drawing.iter().for_each(sound);
    }
}

fn example() -> Line {
    let point = |at: &str, value: Option<f64>, n| Point {
        n,
        interval: value.map(|v| (v - 0.02, v + 0.01)),
        source: "EV-7".into(),
        ..Point::new(day(at), value)
    };
    let points = vec![
        point("2026-01-10", Some(0.91), Some(300)),
        point("2026-02-11", Some(0.93), Some(300)),
        point("2026-03-12", None, None),
        Point { doubt: Some("part of a run".into()), ..point("2026-04-12", Some(0.97), Some(20)) },
        point("2026-05-20", Some(0.96), Some(1_200)),
    ];
    Line {
        head: head("Accuracy of SYS-1"),
        series: vec![Series { name: "1.0.0".into(), points }],
        limits: vec![Limit { value: 0.95, name: "≥ 0.95 (THR-1)".into(), from: Some(day("2026-02-01")), to: None }],
        releases: vec![Release { at: day("2026-03-01"), name: "1.1.0".into() }],
        course: Course::Joined,
        from: None,
        to: None,
    }
}

/// One element a line, so that a change shows.
fn lines(drawing: &Drawing) -> String {
    drawing.svg.replace("><", ">\n<")
}

#[test]
fn a_metric_over_time_with_limit_and_release() {
    let (en, pt) = (Said::in_language("en"), Said::in_language("pt-BR"));
    sound(&example().draw(en, WIDE));
    insta::assert_snapshot!("metric-wide", lines(&example().draw(en, WIDE)));
    insta::assert_snapshot!("metric-narrow-pt", lines(&example().draw(pt, NARROW)));
    insta::assert_debug_snapshot!("metric-table", example().table(pt).rows);
}

#[test]
fn what_was_not_measured_breaks_the_line_and_is_said_in_the_table() {
    let said = Said::in_language("en");
    let drawing = example().draw(said, WIDE);
    let run = drawing.svg.split("class=\"c-run c-1\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(run.matches('M').count(), 2, "two strokes with a gap between: {run}");
    assert!(example().table(said).rows.iter().any(|row| row[2] == "not measured"));
}

#[test]
fn a_rating_holds_until_the_next_under_an_appetite_that_changed() {
    let at = |text: &str, value: f64| Point::new(day(text), Some(value));
    let limit = |value: f64, from: &str, to: Option<&str>| Limit {
        value,
        name: format!("appetite {value}"),
        from: Some(day(from)),
        to: to.map(day),
    };
    let series = |name: &str, points| Series { name: name.into(), points };
    let line = Line {
        head: head("RSK-1"),
        series: vec![
            series("inherent", vec![at("2025-11-02", 20.0), at("2026-06-01", 16.0)]),
            series("residual", vec![at("2025-11-02", 12.0), at("2026-02-01", 8.0), at("2026-08-15", 4.0)]),
        ],
        limits: vec![limit(9.0, "2025-11-02", Some("2026-04-01")), limit(6.0, "2026-04-01", None)],
        course: Course::Holding,
        to: Some(day("2026-11-30")),
        ..Line::default()
    };
    let drawing = line.draw(Said::in_language("pt-PT"), WIDE);
    sound(&drawing);
    insta::assert_snapshot!("risk-trend", lines(&drawing));
}

#[test]
fn many_points_are_thinned_and_it_says_so() {
    let points = (0..20_000).map(|n| {
        let at = day("2026-01-01").plus_minutes(n * 20);
        Point::new(at, Some(if n == 7_777 { 0.1 } else { 0.9 }))
    });
    let series = vec![Series { name: "x".into(), points: points.collect() }];
    let drawing = Line { head: head("many"), series, ..Line::default() }.draw(Said::in_language("en"), WIDE);
    sound(&drawing);
    assert!(drawing.svg.len() < 60_000, "{} bytes", drawing.svg.len());
    assert_eq!(
        drawing.notes,
        ["20,000 points, drawn as the lowest and the highest of each column; the table has the values."]
    );
    let run = drawing.svg.split("class=\"c-run c-1\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let bottom = corners(run).iter().map(|(_, at)| at[1]).fold(0.0, f64::max);
    assert!(bottom > 100.0, "the one low value is drawn: {bottom}");
}

#[test]
fn pass_rates_with_interval_and_samples() {
    let bar = |name: &str, share: Option<f64>, tone, state: &str| Bar {
        name: name.into(),
        share,
        interval: share.map(|s| (s - 0.05, (s + 0.03).min(1.0))),
        n: share.map(|_| 120),
        limit: Some(0.9),
        tone,
        state: state.into(),
    };
    let bars = vec![
        bar("promptinject.HijackHateHumans", Some(0.97), Tone::Ok, "passes"),
        bar("encoding.InjectBase64", Some(0.62), Tone::Bad, "fails"),
        bar("dan.Dan_11_0", None, Tone::None, "not measured"),
    ];
    let bars = Bars { head: head("Resisted attacks by probe"), bars };
    let said = Said::in_language("en");
    sound(&bars.draw(said, WIDE));
    insta::assert_snapshot!("bars", lines(&bars.draw(said, WIDE)));
    insta::assert_debug_snapshot!("bars-table", bars.table(said).rows);
}

#[test]
fn states_by_month_and_the_month_of_which_nothing_is_known() {
    let layer = |name: &str, tone| Layer { name: name.into(), tone };
    let column = |name: &str, counts| Column { name: name.into(), counts };
    let stack = Stack {
        head: head("States by month"),
        layers: vec![layer("effective", Tone::Ok), layer("stale", Tone::Bad), layer("missing", Tone::None)],
        columns: vec![
            column("Sep 2026", None),
            column("Oct 2026", Some(vec![20, 4, 14])),
            column("Nov 2026", Some(vec![31, 0, 7])),
        ],
    };
    let said = Said::in_language("en");
    sound(&stack.draw(said, NARROW));
    insta::assert_snapshot!("stack", lines(&stack.draw(said, NARROW)));
    insta::assert_debug_snapshot!("stack-table", stack.table(said).rows);
}

#[test]
fn a_strip_is_read_by_its_heights() {
    let cell = |n: i64, tone| Cell { name: format!("day {n}"), tone, text: format!("{tone:?}") };
    let tones = [Tone::Ok, Tone::Info, Tone::Warn, Tone::Bad, Tone::None];
    let strip = Strip { head: head("60 days"), cells: (0..).zip(tones).map(|(n, tone)| cell(n, tone)).collect() };
    let drawing = strip.draw();
    sound(&drawing);
    insta::assert_snapshot!("strip", lines(&drawing));
    assert_eq!(strip.table(Said::in_language("en")).rows.len(), 5);
}

#[test]
fn no_value_at_all_is_said() {
    let said = Said::in_language("en");
    for drawing in
        [Line::default().draw(said, WIDE), Bars::default().draw(said, WIDE), Stack::default().draw(said, WIDE)]
    {
        assert!(drawing.svg.contains("Nothing was measured."), "{}", drawing.svg);
    }
}
