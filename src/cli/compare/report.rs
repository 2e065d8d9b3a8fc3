//! The report: what is told of each configuration, and how it follows from the accounts of its runs.
//!
//! Invariant: a configuration's phases add up to its wall time. They are those of one run, the one of median wall
//! time; medians of each phase by itself would come from different runs. What no phase claims is `other`.

use super::CompareRequest;
use super::child::Child;
use crate::cli::account::{Account, FunctionAccount};
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the JSON form; docs/compare.schema.json describes it.
const FORMAT: u32 = 1;

/// A comparison.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) format: u32,
    /// The version of Juliette.
    pub(super) version: &'static str,
    /// The program's file.
    pub(super) program: String,
    pub(super) arguments: Vec<String>,
    /// Timed runs of each configuration.
    pub(super) runs: usize,
    /// What was compiled before it ran, as `--compile` has it.
    pub(super) compile: String,
    /// Bytes that the first run printed to standard output.
    pub(super) output_bytes: usize,
    /// Whether all runs printed the same.
    pub(super) outputs_agree: bool,
    pub(super) configurations: Vec<Configuration>,
    pub(super) functions: Vec<FunctionRow>,
}

/// What one configuration cost and gave. Times are in milliseconds.
#[derive(Debug, Serialize)]
pub(super) struct Configuration {
    pub(super) name: String,
    pub(super) wall_ms: Quartiles,
    /// The phases of the run of median wall time, in order.
    pub(super) phases_ms: Phases,
    /// Functions compiled, the library's that were needed included.
    pub(super) functions: u32,
    pub(super) code_bytes: u64,
    pub(super) peak_memory_bytes: u64,
    /// When the configuration pays off against the first one; absent for the first one itself.
    pub(super) break_even: Option<BreakEven>,
}

/// The distribution of wall time over the runs.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Quartiles {
    pub(super) minimum: f64,
    pub(super) lower: f64,
    pub(super) median: f64,
    pub(super) upper: f64,
    pub(super) maximum: f64,
}

/// Milliseconds per phase; together the wall time.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Phases {
    /// The system's part of starting the process, up to `main`.
    pub(super) process: f64,
    /// `main` to an engine with its library.
    pub(super) startup: f64,
    pub(super) parse: f64,
    pub(super) lower: f64,
    pub(super) infer: f64,
    pub(super) optimize: f64,
    pub(super) generate: f64,
    pub(super) link: f64,
    pub(super) run: f64,
    /// What no phase claims.
    pub(super) other: f64,
    /// From the program's end to that of the process.
    pub(super) exit: f64,
}

impl Phases {
    /// Names and times, in order.
    pub(super) fn list(&self) -> [(&'static str, f64); 11] {
        [
            ("process", self.process),
            ("start-up", self.startup),
            ("parse", self.parse),
            ("lower", self.lower),
            ("infer", self.infer),
            ("optimize", self.optimize),
            ("generate", self.generate),
            ("link", self.link),
            ("run", self.run),
            ("other", self.other),
            ("exit", self.exit),
        ]
    }

    /// What is spent before and beside running: the price of the configuration.
    pub(super) fn overhead(&self) -> f64 {
        self.list().iter().map(|(_, time)| time).sum::<f64>() - self.run
    }

    /// What the backend, and the optimizer for it, take.
    pub(super) fn code_generation(&self) -> f64 {
        self.optimize + self.generate + self.link
    }
}

/// When a configuration pays off against the first one, taking the program's running time as a measure of how much it
/// is asked to do: with `k` times as much, a configuration takes its overhead and `k` times its running time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(super) enum BreakEven {
    /// Its overhead is no larger and its code no slower.
    Always,
    /// Once the first configuration would run for this many milliseconds, overhead not included.
    After { run_ms: f64 },
    /// Only while the first configuration would run for less than this many milliseconds.
    Before { run_ms: f64 },
    /// Its code is no faster and its overhead no smaller.
    Never,
}

/// One function under every configuration that compiled it.
#[derive(Debug, Serialize)]
pub(super) struct FunctionRow {
    pub(super) name: String,
    /// By configuration's name.
    pub(super) by_configuration: BTreeMap<String, FunctionFigures>,
}

/// What one configuration made of a function. Specializations of one name are added up.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct FunctionFigures {
    /// Machine-level SSA instructions.
    pub(super) instructions: u32,
    /// Nanoseconds in the backend per SSA instruction.
    pub(super) ns_per_instruction: f64,
    pub(super) code_bytes: u32,
    /// Its share of the samples of the program counter, 0 to 1.
    pub(super) share: f64,
}

impl Report {
    /// The share of samples that fell on no compiled function of a configuration: the run-time system, the compiler.
    pub(super) fn share_elsewhere(&self, configuration: &str) -> f64 {
        let figures = self.functions.iter().filter_map(|row| row.by_configuration.get(configuration));
        (1.0 - figures.map(|figures| figures.share).sum::<f64>()).max(0.0)
    }

    /// The report on these runs (by configuration) and these accounts in detail (one for each configuration).
    pub(super) fn new(
        request: &CompareRequest,
        runs: Vec<Vec<Child>>,
        details: Vec<Account>,
        (output_bytes, outputs_agree): (usize, bool),
    ) -> Report {
        let names: Vec<String> = request.backends.iter().map(|choice| choice.name()).collect();
        let mut configurations: Vec<Configuration> =
            names.iter().zip(runs).map(|(name, list)| configuration(name, list)).collect();
        if let Some((first, others)) = configurations.split_first_mut() {
            for other in others {
                other.break_even = Some(break_even(&first.phases_ms, &other.phases_ms));
            }
        }
        Report {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            program: request.file.clone(),
            arguments: request.arguments.clone(),
            runs: request.runs,
            compile: request.compile.name(),
            output_bytes,
            outputs_agree,
            configurations,
            functions: functions(&names, &details),
        }
    }
}

fn configuration(name: &str, mut runs: Vec<Child>) -> Configuration {
    runs.sort_by_key(|run| run.wall());
    let walls: Vec<f64> = runs.iter().map(|run| millis(run.wall())).collect();
    let run = &runs[runs.len() / 2];
    Configuration {
        name: name.to_owned(),
        wall_ms: quartiles(&walls),
        phases_ms: phases(run),
        functions: run.account.functions,
        code_bytes: run.account.code_bytes,
        peak_memory_bytes: runs.iter().map(|run| run.account.peak_memory).max().unwrap_or(0),
        break_even: None,
    }
}

fn phases(run: &Child) -> Phases {
    let account = &run.account;
    let of = &account.phases;
    let inside = millis(account.ended - account.began);
    Phases {
        process: millis(account.began - run.started),
        startup: account.startup / 1e3,
        parse: of.parse / 1e3,
        lower: of.lower / 1e3,
        infer: of.infer / 1e3,
        optimize: of.optimize / 1e3,
        generate: of.generate / 1e3,
        link: of.link / 1e3,
        run: of.run / 1e3,
        other: inside - account.startup / 1e3 - of.sum() / 1e3,
        exit: millis(run.finished - account.ended),
    }
}

fn millis(nanos: u64) -> f64 {
    nanos as f64 / 1e6
}

/// Of sorted values; between two values, the weighted mean of both.
fn quartiles(sorted: &[f64]) -> Quartiles {
    let at = |share: f64| {
        let place = share * (sorted.len() - 1) as f64;
        let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        low + (high - low) * place.fract()
    };
    // The run whose phases are shown is the one that the median names, also where their number is even.
    let median = sorted[sorted.len() / 2];
    Quartiles { minimum: at(0.0), lower: at(0.25), median, upper: at(0.75), maximum: at(1.0) }
}

fn break_even(first: &Phases, other: &Phases) -> BreakEven {
    let more_overhead = other.overhead() - first.overhead();
    let faster = first.run - other.run;
    if more_overhead <= 0.0 && faster >= 0.0 {
        return BreakEven::Always;
    }
    if more_overhead >= 0.0 && faster <= 0.0 {
        return BreakEven::Never;
    }
    let run_ms = more_overhead / faster * first.run;
    if faster > 0.0 { BreakEven::After { run_ms } } else { BreakEven::Before { run_ms } }
}

/// The functions of all configurations; those that take most samples anywhere come first.
fn functions(names: &[String], details: &[Account]) -> Vec<FunctionRow> {
    let mut rows: BTreeMap<&str, BTreeMap<String, FunctionFigures>> = BTreeMap::new();
    for (name, account) in names.iter().zip(details) {
        let mut sums: BTreeMap<&str, FunctionAccount> = BTreeMap::new();
        for function in &account.table {
            sums.entry(&function.name)
                .and_modify(|sum| {
                    sum.instructions += function.instructions;
                    sum.generate += function.generate;
                    sum.code_bytes += function.code_bytes;
                    sum.samples += function.samples;
                })
                .or_insert_with(|| function.clone());
        }
        let samples = sums.values().map(|sum| sum.samples).sum::<u32>() + account.samples_elsewhere;
        for (function, sum) in sums {
            let figures = FunctionFigures {
                instructions: sum.instructions,
                ns_per_instruction: sum.generate * 1e3 / f64::from(sum.instructions.max(1)),
                code_bytes: sum.code_bytes,
                share: f64::from(sum.samples) / f64::from(samples.max(1)),
            };
            rows.entry(function).or_default().insert(name.clone(), figures);
        }
    }
    let mut rows: Vec<FunctionRow> = rows
        .into_iter()
        .map(|(name, by_configuration)| FunctionRow { name: name.to_owned(), by_configuration })
        .collect();
    let weight = |row: &FunctionRow| row.by_configuration.values().map(|f| f.share).fold(0.0, f64::max);
    rows.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs(overhead: f64, run: f64) -> Phases {
        let startup = overhead;
        Phases {
            process: 0.0,
            startup,
            parse: 0.0,
            lower: 0.0,
            infer: 0.0,
            optimize: 0.0,
            generate: 0.0,
            link: 0.0,
            run,
            other: 0.0,
            exit: 0.0,
        }
    }

    #[test]
    fn break_even_lies_where_the_totals_meet() {
        // 1 + 10 k = 6 + 5 k at k = 1, when the first runs for 10.
        assert_eq!(break_even(&costs(1.0, 10.0), &costs(6.0, 5.0)), BreakEven::After { run_ms: 10.0 });
        assert_eq!(break_even(&costs(6.0, 5.0), &costs(1.0, 10.0)), BreakEven::Before { run_ms: 5.0 });
        assert_eq!(break_even(&costs(1.0, 5.0), &costs(2.0, 5.0)), BreakEven::Never);
        assert_eq!(break_even(&costs(2.0, 5.0), &costs(1.0, 5.0)), BreakEven::Always);
    }

    #[test]
    fn quartiles_of_five_and_of_four() {
        let five = quartiles(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!((five.lower, five.median, five.upper), (2.0, 3.0, 4.0));
        let four = quartiles(&[1.0, 2.0, 3.0, 4.0]);
        assert_eq!((four.lower, four.median, four.upper), (1.75, 3.0, 3.25));
    }
}
