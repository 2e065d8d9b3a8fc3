//! The report as one page that needs nothing else: no script, no network.

use super::charts;
use super::report::Report;
use super::table::{ELSEWHERE, duration, pays_off};
use std::fmt::Write;

/// Functions in the table.
const MOST_FUNCTIONS: usize = 60;

const STYLE: &str = include_str!("report.css");

/// The page.
pub(super) fn render(report: &Report) -> String {
    let program = escape(&report.program);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{program}: backends compared</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{program}</h1>\n"
    );
    lead(report, &mut page);
    configurations(report, &mut page);
    let _ = write!(
        page,
        "<section><h2>Where the time goes</h2>\n{}</section>\n\
         <div class=\"pair\">\n<section><h2>Price and yield</h2>\n\
         <p>What making the code costs, against how long it runs. Down and left is better; both scales are \
         logarithmic.</p>\n{}</section>\n\
         <section><h2>Break-even</h2>\n<p>Total time if the program had more or less to do. The lowest curve is the \
         best choice there.</p>\n{}</section>\n</div>\n",
        charts::phase_bars(report),
        charts::scatter(report),
        charts::break_even_curves(report)
    );
    functions(report, &mut page);
    let _ = write!(
        page,
        "<footer>Juliette {}. Phases are those of the run of median wall time and add up to it; shares of functions come \
         from one more run, sampled.</footer>\n</main>\n</body>\n</html>\n",
        report.version
    );
    page
}

fn lead(report: &Report, page: &mut String) {
    let fastest = |of: fn(&super::report::Configuration) -> f64| {
        report.configurations.iter().min_by(|a, b| of(a).total_cmp(&of(b)))
    };
    let (Some(whole), Some(code)) = (fastest(|c| c.wall_ms.median), fastest(|c| c.phases_ms.run)) else {
        return;
    };
    let _ = writeln!(
        page,
        "<p class=\"lead\">Done first: <strong>{}</strong>, {} from start to end. Fastest code: <strong>{}</strong>, \
         {} of running. {} run{} each; {} {} bytes.</p>",
        whole.name,
        duration(whole.wall_ms.median),
        code.name,
        duration(code.phases_ms.run),
        report.runs,
        if report.runs == 1 { "" } else { "s" },
        if report.outputs_agree {
            "all printed the same"
        } else {
            "what they printed differs; the first one printed"
        },
        report.output_bytes
    );
}

fn configurations(report: &Report, page: &mut String) {
    page.push_str(
        "<section><h2>Configurations</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th></th><th>wall</th>\
         <th>quartiles</th><th>compile</th><th>run</th><th>functions</th><th>code bytes</th><th>memory</th>\
         <th>pays off</th></tr></thead>\n<tbody>\n",
    );
    for (index, row) in report.configurations.iter().enumerate() {
        let phases = &row.phases_ms;
        let compile = phases.parse + phases.lower + phases.infer + phases.code_generation();
        let _ = writeln!(
            page,
            "<tr><th><i class=\"c{index}\"></i>{}</th><td>{}</td><td>{} – {}</td><td>{}</td><td>{}</td><td>{}</td>\
             <td>{}</td><td>{:.1} MB</td><td>{}</td></tr>",
            row.name,
            duration(row.wall_ms.median),
            duration(row.wall_ms.lower),
            duration(row.wall_ms.upper),
            duration(compile),
            duration(phases.run),
            row.functions,
            row.code_bytes,
            row.peak_memory_bytes as f64 / f64::from(1 << 20),
            row.break_even.map_or_else(|| "—".to_owned(), pays_off)
        );
    }
    page.push_str("</tbody></table></div></section>\n");
}

fn functions(report: &Report, page: &mut String) {
    page.push_str(
        "<section><h2>Functions</h2>\n<p>Per configuration: share of the samples, nanoseconds in the backend per SSA \
         instruction, bytes of code.</p>\n<div class=\"scroll\"><table class=\"functions\">\n<thead><tr><th></th>\
         <th>SSA</th>",
    );
    for (index, configuration) in report.configurations.iter().enumerate() {
        let _ = write!(page, "<th colspan=\"3\"><i class=\"c{index}\"></i>{}</th>", configuration.name);
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in report.functions.iter().take(MOST_FUNCTIONS) {
        let instructions = row.by_configuration.values().map(|f| f.instructions).max().unwrap_or(0);
        let _ = write!(page, "<tr><th>{}</th><td>{instructions}</td>", escape(&row.name));
        for configuration in &report.configurations {
            match row.by_configuration.get(&configuration.name) {
                Some(figures) => {
                    let _ = write!(
                        page,
                        "<td>{:.1} %</td><td>{:.0} ns</td><td>{} B</td>",
                        figures.share * 100.0,
                        figures.ns_per_instruction,
                        figures.code_bytes
                    );
                }
                None => page.push_str("<td></td><td></td><td></td>"),
            }
        }
        page.push_str("</tr>\n");
    }
    let _ = write!(page, "<tr><th>{ELSEWHERE}</th><td></td>");
    for configuration in &report.configurations {
        let share = report.share_elsewhere(&configuration.name) * 100.0;
        let _ = write!(page, "<td>{share:.1} %</td><td></td><td></td>");
    }
    page.push_str("</tr>\n</tbody></table></div>");
    if report.functions.len() > MOST_FUNCTIONS {
        let _ =
            write!(page, "<p>and {} more, in the JSON form.</p>", report.functions.len() - MOST_FUNCTIONS);
    }
    page.push_str("</section>\n");
}

/// Text that may stand in a page.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(char),
        }
    }
    out
}
