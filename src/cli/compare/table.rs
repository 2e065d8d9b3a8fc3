//! The report for a terminal.

use super::report::{BreakEven, Report};
use std::fmt::Write;

/// Functions shown.
const MOST_FUNCTIONS: usize = 10;

/// The report as plain tables.
pub(super) fn render(report: &Report) -> String {
    let mut text = String::new();
    let plural = if report.runs == 1 { "run" } else { "runs" };
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{}: {} {plural} each, outputs {} ({} bytes)\n",
        report.program,
        report.runs,
        if report.outputs_agree { "agree" } else { "differ" },
        report.output_bytes
    );
    let _ = writeln!(
        text,
        "{:<10} {:>9} {:>17} {:>9} {:>10} {:>9} {:>13}",
        "", "wall ms", "quartiles", "functions", "code bytes", "memory MB", "pays off"
    );
    for row in &report.configurations {
        let wall = &row.wall_ms;
        let _ = writeln!(
            text,
            "{:<10} {:>9.2} {:>17} {:>9} {:>10} {:>9.1} {:>13}",
            row.name,
            wall.median,
            format!("{:.2} – {:.2}", wall.lower, wall.upper),
            row.functions,
            row.code_bytes,
            row.peak_memory_bytes as f64 / f64::from(1 << 20),
            row.break_even.map_or_else(String::new, pays_off),
        );
    }
    text.push('\n');
    let _ = write!(text, "{:<10}", "ms");
    if let Some(first) = report.configurations.first() {
        for (name, _) in first.phases_ms.list() {
            let _ = write!(text, " {name:>8}");
        }
    }
    text.push('\n');
    for row in &report.configurations {
        let _ = write!(text, "{:<10}", row.name);
        for (_, time) in row.phases_ms.list() {
            let _ = write!(text, " {time:>8.2}");
        }
        text.push('\n');
    }
    functions(report, &mut text);
    text
}

fn functions(report: &Report, text: &mut String) {
    let shown = report.functions.iter().filter(|row| row.by_configuration.values().any(|f| f.share >= 0.005));
    let shown: Vec<_> = shown.take(MOST_FUNCTIONS).collect();
    if shown.is_empty() {
        return;
    }
    let _ = write!(text, "\n{:<40}", "share of samples, %");
    for configuration in &report.configurations {
        let _ = write!(text, " {:>9}", configuration.name);
    }
    text.push('\n');
    for row in shown {
        let _ = write!(text, "{:<40}", shortened(&row.name, 40));
        for configuration in &report.configurations {
            let share = row.by_configuration.get(&configuration.name).map_or(0.0, |f| f.share);
            let _ = write!(text, " {:>9.1}", share * 100.0);
        }
        text.push('\n');
    }
    let _ = write!(text, "{ELSEWHERE:<40}");
    for configuration in &report.configurations {
        let _ = write!(text, " {:>9.1}", report.share_elsewhere(&configuration.name) * 100.0);
    }
    text.push('\n');
}

/// The row of samples that fell on no compiled function.
pub(super) const ELSEWHERE: &str = "run-time system and compiler";

/// A break-even point in a few words.
pub(super) fn pays_off(point: BreakEven) -> String {
    match point {
        BreakEven::Always => "always".to_owned(),
        BreakEven::Never => "never".to_owned(),
        BreakEven::After { run_ms } => format!("after {}", duration(run_ms)),
        BreakEven::Before { run_ms } => format!("below {}", duration(run_ms)),
    }
}

/// Milliseconds with a fitting unit.
pub(super) fn duration(ms: f64) -> String {
    if ms < 1.0 {
        format!("{:.0} µs", ms * 1e3)
    } else if ms < 1e3 {
        format!("{ms:.1} ms")
    } else {
        format!("{:.1} s", ms / 1e3)
    }
}

/// A text of at most `room` characters, its end cut.
pub(super) fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    text.chars().take(room - 1).chain(['…']).collect()
}
