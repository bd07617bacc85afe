//! The laws of [`Store`], each a function of a way to make a fresh home. A new home is held to all of them
//! with one line: `crate::conformance::every_law!(fresh);`.

pub(crate) mod as_of;
pub(crate) mod blinds;
pub(crate) mod copies;
pub(crate) mod erasure;
pub(crate) mod idempotency;
pub(crate) mod links;
pub(crate) mod lists;
pub(crate) mod log;
pub(crate) mod measured;
pub(crate) mod names;
pub(crate) mod observations;
pub(crate) mod proofs;
pub(crate) mod reads;
pub(crate) mod revisions;
pub(crate) mod scope;
pub(crate) mod search;
pub(crate) mod sorted;
pub(crate) mod texts;
pub(crate) mod verdicts;
pub(crate) mod writers;

use std::any::Any;
use std::sync::Arc;

use assay_domain::Change;
use assay_log::{Checkpoint, TreeBuilder, VerifierKey, leaf_hash};
use assay_ports::SimulatedClock;
use assay_store::{CommitError, Committed, ListQuery, Page, Revision, Store, WorkspaceScope, Written};

use crate::made::{self, Draft};
use crate::place::Named;

/// A store with what is needed to question it.
pub(crate) struct Home {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) scope: WorkspaceScope,
    pub(crate) verifier: VerifierKey,
    pub(crate) clock: Arc<SimulatedClock>,
    /// What has to outlive the store: its folder.
    pub(crate) _keep: Box<dyn Any + Send + Sync>,
}

/// Makes an empty home.
pub(crate) type Fresh = fn() -> Home;

macro_rules! laws {
    ($there:path, $fresh:path: $($area:ident::$law:ident,)*) => {
        $(#[test] fn $law() {
            if $there() {
                $crate::conformance::$area::$law($fresh);
            }
        })*
    };
}
pub(crate) use laws;

pub(crate) fn always() -> bool {
    true
}

/// One test per law, for the home that the function makes; a second one says whether there can be any.
macro_rules! every_law {
    ($fresh:path) => {
        $crate::conformance::every_law!($fresh, $crate::conformance::always);
    };
    ($fresh:path, $there:path) => {
        $crate::conformance::laws! { $there, $fresh:
            as_of::every_position_reads_as_a_replay_up_to_it,
            as_of::times_and_positions_name_the_same_moments,
            blinds::what_is_hidden_is_in_no_page_and_leaves_no_gap,
            blinds::a_hidden_record_answers_as_none,
            blinds::a_scope_of_the_past_answers_as_the_store_did_then,
            blinds::words_of_the_past_are_found_as_they_were,
            blinds::a_scope_behind_blinds_is_of_the_same_workspace,
            copies::a_copy_is_the_same_workspace_and_goes_on_the_same,
            copies::a_backup_taken_while_writing_is_a_whole_store,
            erasure::bodies_go_and_entries_stay,
            erasure::an_erased_record_frees_its_names_and_links_and_words,
            idempotency::a_repeated_delivery_gets_the_first_answer,
            idempotency::a_key_is_not_for_another_request,
            idempotency::a_refused_change_does_not_use_its_key_up,
            idempotency::deliveries_at_once_write_once,
            idempotency::an_old_key_is_forgotten_and_a_live_one_is_not,
            idempotency::keys_are_forgotten_oldest_first_and_a_few_at_a_time,
            idempotency::keys_are_forgotten_while_others_write,
            links::links_stand_from_their_revision_until_the_next,
            links::a_link_to_nothing_is_refused,
            lists::cursors_give_each_record_once,
            lists::cursors_of_a_kind_hold_while_records_change,
            lists::filters_narrow_now_and_then,
            lists::a_cursor_of_ones_own_making_is_refused,
            log::an_entry_says_what_its_revision_says,
            log::the_clock_going_back_does_not_turn_the_log,
            log::every_change_ends_in_a_signed_checkpoint,
            measured::a_metric_over_time_is_in_order_and_bounded,
            measured::a_slice_is_asked_for_by_all_it_says,
            measured::the_metrics_of_a_subject_come_with_their_newest_measure,
            measured::observations_are_paged_ordered_and_found_by_their_key,
            measured::what_is_hidden_is_in_no_measure,
            measured::evidence_knows_what_rests_on_it_and_when_it_runs_out,
            measured::pages_of_metrics_and_of_series_agree,
            names::a_name_has_one_holder,
            names::a_name_is_free_once_its_holder_lets_it_go,
            names::of_many_who_want_a_name_one_gets_it,
            observations::what_a_run_said_is_kept_in_order_and_never_changed,
            observations::an_erased_run_leaves_no_observation,
            proofs::proofs_from_tiles_verify_at_every_size,
            proofs::tiles_hold_at_their_boundaries,
            proofs::a_log_of_three_levels_holds,
            reads::what_a_decision_relied_on_must_still_be_so,
            reads::two_neighbours_cannot_break_what_each_relied_on,
            revisions::a_record_is_the_sum_of_its_revisions,
            revisions::keys_are_counted_by_prefix,
            revisions::a_record_is_new_once,
            revisions::a_change_for_an_older_revision_conflicts,
            revisions::a_change_is_made_whole_or_not_at_all,
            scope::another_workspaces_scope_opens_nothing,
            search::words_find_what_is_current,
            search::no_query_text_is_read_as_syntax,
            search::a_search_across_kinds_is_bounded_and_shows_what_may_be_seen,
            sorted::a_list_is_in_the_order_asked_for_at_every_moment,
            sorted::filters_on_fields_take_what_they_say,
            sorted::records_without_a_value_come_last_both_ways,
            sorted::counts_are_those_of_the_list,
            sorted::what_is_hidden_is_not_sorted_filtered_or_counted,
            sorted::an_erased_record_leaves_no_value,
            sorted::a_cursor_of_another_order_is_refused,
            sorted::a_copy_lists_the_same,
            texts::every_text_comes_back_as_it_was,
            verdicts::intervals_answer_at_every_position,
            verdicts::a_verdict_may_change_and_change_back_in_one_go,
            verdicts::spans_tell_what_a_check_ever_found,
            writers::sixty_four_writers_leave_no_gap,
            writers::a_refused_change_leaves_its_neighbours_alone,
            writers::a_check_while_others_write_finds_nothing,
        }
    };
}
pub(crate) use every_law;

impl Home {
    /// The same workspace, to be opened in another home on the same clock.
    pub(crate) fn named(&self) -> Named {
        Named { workspace: self.store.workspace(), clock: Arc::clone(&self.clock) }
    }

    pub(crate) fn commit(&self, change: Change) -> Result<Committed, CommitError> {
        self.store.commit(&self.scope, change)
    }

    /// Makes one write that has to succeed.
    pub(crate) fn write(&self, draft: Draft) -> Written {
        self.commit(made::change([draft])).unwrap().written.remove(0)
    }

    pub(crate) fn size(&self) -> u64 {
        self.store.size(&self.scope).unwrap()
    }

    /// A page, which is the same however it is read.
    fn page(&self, query: &ListQuery) -> Page<Revision> {
        let [page, other] = [false, true]
            .map(|dense| ListQuery { dense, ..query.clone() })
            .map(|query| self.store.list(&self.scope, &query).unwrap());
        let keys = |page: &Page<Revision>| page.rows.iter().map(|r| (r.key.clone(), r.seq)).collect::<Vec<_>>();
        assert_eq!(
            (keys(&page), &page.next, &page.previous),
            (keys(&other), &other.next, &other.previous),
            "{query:?}"
        );
        page
    }

    /// Every row that a query gives, page after page.
    pub(crate) fn all(&self, query: &ListQuery) -> Vec<Revision> {
        let mut query = query.clone();
        let mut rows = Vec::new();
        loop {
            let page = self.page(&query);
            assert!(page.rows.len() <= query.limit.max(1), "no page is longer than asked for");
            assert!(page.next.is_none() || !page.rows.is_empty(), "an empty page is the last");
            rows.extend(page.rows);
            match page.next {
                Some(next) => query.after = Some(next),
                None => return rows,
            }
        }
    }

    /// Every row that a query gives, page after page from the last to the first.
    pub(crate) fn all_backwards(&self, query: &ListQuery, end: String) -> Vec<Revision> {
        let mut query = ListQuery { before: Some(end), ..query.clone() };
        let mut pages = Vec::new();
        loop {
            let page = self.page(&query);
            assert!(page.next.is_some() || page.rows.is_empty(), "behind every page that was left there is one");
            pages.push(page.rows);
            match page.previous {
                Some(previous) => query.before = Some(previous),
                None => return pages.into_iter().rev().flatten().collect(),
            }
        }
    }

    /// The log's entries as bytes.
    pub(crate) fn entries(&self) -> Vec<Vec<u8>> {
        let size = usize::try_from(self.size()).unwrap();
        self.store.entries(&self.scope, 0, size + 1).unwrap().into_iter().map(|e| e.bytes).collect()
    }

    /// Everything that must hold of any store at rest: its own check, and the same things worked out from outside.
    pub(crate) fn sound(&self) {
        let report = self.store.check(&self.scope).unwrap();
        assert_eq!(report.faults, []);
        let (size, entries) = (self.size(), self.entries());
        let changes = self.store.changes(&self.scope, 0, entries.len() + 1).unwrap();
        assert_eq!((report.entries, report.revisions), (size, size));
        assert_eq!((entries.len() as u64, changes.len() as u64), (size, size), "changes = entries");
        assert!(changes.iter().zip(0..).all(|(c, seq)| c.seq == seq), "the log is gapless");
        assert!(changes.windows(2).all(|pair| pair[0].at <= pair[1].at), "times never go back");
        let mut tree = TreeBuilder::new();
        for entry in &entries {
            tree.push(leaf_hash(entry));
        }
        let Some(note) = self.store.checkpoint(&self.scope, None).unwrap() else {
            assert_eq!(size, 0, "a log with entries has a checkpoint");
            return;
        };
        let signed = Checkpoint::open(note.as_bytes(), std::slice::from_ref(&self.verifier)).unwrap();
        assert_eq!((signed.size, signed.root), (size, tree.root()), "the last checkpoint signs the whole log");
    }
}

/// Every record of a kind as it stands.
pub(crate) fn of_kind(kind: &str, limit: usize) -> ListQuery {
    ListQuery { kind: Some(kind.to_owned()), limit, ..ListQuery::default() }
}
