//! Measures whole processes: one that does nothing, and ones that compile and call a first function. Prints the median
//! of each, and how much it is above the empty one. `startup [RUNS]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::process::Command;
use std::time::Instant;

fn main() {
    let runs: usize = std::env::args().nth(1).map_or(200, |runs| runs.parse().unwrap());
    let folder = std::env::current_exe().unwrap().parent().unwrap().to_path_buf();
    let (empty, first) = (folder.join("start_empty"), folder.join("start_first"));
    let programs = [(&empty, ""), (&first, "stencil"), (&first, "O0"), (&first, "min"), (&first, "O2")];
    let mut times = vec![Vec::with_capacity(runs); programs.len()];
    // In turn, so that what else the machine does meets all alike; the first round only warms up.
    for round in 0..=runs {
        for ((program, argument), times) in programs.iter().zip(&mut times) {
            let start = Instant::now();
            let status =
                Command::new(program).args((!argument.is_empty()).then_some(argument)).status().unwrap();
            let time = start.elapsed().as_secs_f64() * 1e3;
            assert!(status.success(), "{} {argument}: {status}", program.display());
            if round > 0 {
                times.push(time);
            }
        }
    }
    println!("process, ms          least   median   above the empty one");
    let mut base = (0.0, 0.0);
    for ((_, argument), times) in programs.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        let (least, median) = (times[0], times[times.len() / 2]);
        if argument.is_empty() {
            base = (least, median);
        }
        let name = if argument.is_empty() { "empty" } else { argument };
        println!("{name:16} {least:9.3}{median:9.3}{:10.3}{:9.3}", least - base.0, median - base.1);
    }
}
