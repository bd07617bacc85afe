//! What must hold of the state of a requirement, whatever its verdicts are.

use assay_domain::{Axis, Outcome, State, Verdict};
use proptest::prelude::*;

use crate::verdicts::{VV, excluded, now, row, state, verdict, version};

fn any_outcome() -> impl Strategy<Value = Outcome> {
    use Outcome::{Error, Fail, Missing, Pass, Undecided, Waived};
    prop::sample::select(vec![Pass, Pass, Pass, Fail, Missing, Error, Undecided, Waived])
}

fn any_verdict() -> impl Strategy<Value = Verdict> {
    let checks = ["vv.plan", "vv.coverage", "vv.threshold", "vv.reviewed", "soa.row:designed", "soa.row:implemented"];
    let ends = prop::option::of(prop::sample::select(vec![-40_i64, 0, 1, 30, 31, 400]));
    (prop::sample::select(checks.to_vec()), any_outcome(), ends, 1..=3_u8, prop::bool::weighted(0.8)).prop_map(
        |(check, outcome, ends, label, in_service)| {
            let subject = if check.starts_with("soa") { row() } else { version(&label.to_string()) };
            let valid_until = ends.map(|days| now().plus_days(days));
            Verdict { valid_until, in_service, ..verdict(check, subject, outcome) }
        },
    )
}

proptest! {
    /// Bad news never helps.
    #[test]
    fn a_failing_verdict_never_improves_a_state(
        mut verdicts in prop::collection::vec(any_verdict(), 0..14),
        more in any_verdict(),
        left_out in any::<bool>(),
    ) {
        if left_out {
            verdicts.push(excluded(VV));
        }
        let before = state(&verdicts);
        verdicts.push(Verdict { outcome: Outcome::Fail, ..more.clone() });
        let after = state(&verdicts);
        prop_assert!(after <= before, "{before:?} became {after:?}");
        if more.in_service && !left_out {
            prop_assert_eq!(after, State::Failing);
        }
    }

    /// Effective means that every verdict that counts passes and still holds, on every axis.
    #[test]
    fn nothing_open_is_ever_effective(verdicts in prop::collection::vec(any_verdict(), 0..14)) {
        let green = matches!(state(&verdicts), State::Effective | State::Expiring);
        let counting: Vec<&Verdict> = verdicts.iter().filter(|v| v.in_service).collect();
        if green {
            prop_assert!(counting.iter().all(|v| v.outcome == Outcome::Pass));
            prop_assert!(counting.iter().all(|v| v.valid_until.is_none_or(|end| end > now())));
            for axis in [Axis::Designed, Axis::Implemented, Axis::Operating] {
                prop_assert!(counting.iter().any(|v| v.axis == axis));
            }
        }
    }

    /// The order in which verdicts come does not decide.
    #[test]
    fn the_state_does_not_depend_on_the_order(mut verdicts in prop::collection::vec(any_verdict(), 0..14)) {
        let before = state(&verdicts);
        verdicts.reverse();
        prop_assert_eq!(before, state(&verdicts));
    }
}
