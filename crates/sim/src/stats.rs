//! What is counted over nights.

use std::collections::BTreeMap;

use worldreel_domain::job::JobStateName;

/// Counts over one or more nights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Nights.
    pub nights: u64,
    /// Jobs that were queued.
    pub jobs: u64,
    /// Attempts that the studio started.
    pub starts: u64,
    /// Renders that engines truly began.
    pub renders: u64,
    /// Turns of the studio.
    pub turns: u64,
    /// What happened, by its kind.
    pub happened: BTreeMap<&'static str, u64>,
    /// What requests were answered with.
    pub answers: BTreeMap<&'static str, u64>,
    /// In which states the jobs were that were live when the studio was killed.
    pub at_crashes: BTreeMap<JobStateName, u64>,
    /// In which states the jobs were in the end.
    pub in_the_end: BTreeMap<JobStateName, u64>,
}

impl Stats {
    /// Adds another night's.
    pub fn add(&mut self, other: &Self) {
        self.nights += other.nights;
        self.jobs += other.jobs;
        self.starts += other.starts;
        self.renders += other.renders;
        self.turns += other.turns;
        sum(&mut self.happened, &other.happened);
        sum(&mut self.answers, &other.answers);
        sum(&mut self.at_crashes, &other.at_crashes);
        sum(&mut self.in_the_end, &other.in_the_end);
    }
}

fn sum<K: Ord + Copy>(all: &mut BTreeMap<K, u64>, more: &BTreeMap<K, u64>) {
    for (kind, count) in more {
        *all.entry(*kind).or_default() += count;
    }
}
