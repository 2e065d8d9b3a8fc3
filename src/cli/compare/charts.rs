//! The pictures of the report: SVG, drawn in coordinates of a phone's width so that text stays readable there.
//!
//! A configuration has the same colour everywhere: class `c0`, `c1`, … in the order of the report; a phase has class
//! `p0`, `p1`, …. The page's style sheet gives the classes their colours, light and dark.

use super::report::{Configuration, Report};
use super::table::duration;
use std::fmt::Write;

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 280.0;
/// Room for the axes' labels.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 40.0;
/// No time is shown below this, milliseconds: a logarithm needs a floor.
const FLOOR: f64 = 1e-3;

/// A logarithmic axis.
struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    /// An axis over whole decades that hold all values; it runs from pixel `from` to pixel `to`.
    fn over(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Axis {
        let (mut low, mut high) = (f64::INFINITY, FLOOR);
        for value in values {
            low = low.min(value.max(FLOOR));
            high = high.max(value);
        }
        let low = libm::pow(10.0, libm::log10(low.min(high)).floor());
        let high = libm::pow(10.0, libm::log10(high * 1.0001).ceil()).max(low * 10.0);
        Axis { low, high, from, to }
    }

    fn at(&self, value: f64) -> f64 {
        let share = libm::log10(value.max(self.low) / self.low) / libm::log10(self.high / self.low);
        self.from + share * (self.to - self.from)
    }

    fn decades(&self) -> impl Iterator<Item = f64> {
        let first = libm::log10(self.low).round() as i32;
        let last = libm::log10(self.high).round() as i32;
        let step = if last - first > 6 { 2 } else { 1 };
        (first..=last).step_by(step).map(|power| 10f64.powi(power))
    }
}

fn open(title: &str) -> String {
    format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\">\n")
}

fn draw_axes(svg: &mut String, x: &Axis, y: &Axis, x_title: &str, y_title: &str) {
    for value in x.decades() {
        let at = x.at(value);
        let _ = writeln!(
            svg,
            "<line class=\"grid\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/><text x=\"{at:.1}\" y=\"{:.1}\" \
             text-anchor=\"middle\">{}</text>",
            HEIGHT - BOTTOM,
            HEIGHT - BOTTOM + 14.0,
            label(value)
        );
    }
    for value in y.decades() {
        let at = y.at(value);
        let _ = writeln!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" \
             text-anchor=\"end\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 5.0,
            at + 4.0,
            label(value)
        );
    }
    let _ = writeln!(
        svg,
        "<text class=\"title\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{x_title}</text>",
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 8.0
    );
    let _ = writeln!(
        svg,
        "<text class=\"title\" transform=\"translate(10 {:.1}) rotate(-90)\" text-anchor=\"middle\">{y_title}</text>",
        (TOP + HEIGHT - BOTTOM) / 2.0
    );
}

/// A decade in words: `1 ms`.
fn label(ms: f64) -> String {
    if ms < 0.999 {
        format!("{:.0} µs", ms * 1e3)
    } else if ms < 999.0 {
        format!("{ms:.0} ms")
    } else {
        format!("{:.0} s", ms / 1e3)
    }
}

/// What code generation costs against how long the code runs: down and left is better.
pub(super) fn scatter(report: &Report) -> String {
    let all = &report.configurations;
    let x = Axis::over(all.iter().map(|c| c.phases_ms.code_generation()), LEFT, WIDTH - RIGHT);
    let y = Axis::over(all.iter().map(|c| c.phases_ms.run), HEIGHT - BOTTOM, TOP);
    let mut svg = open("code generation time against run time");
    draw_axes(&mut svg, &x, &y, "code generation", "run");
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for (index, configuration) in all.iter().enumerate() {
        let (at_x, at_y) =
            (x.at(configuration.phases_ms.code_generation()), y.at(configuration.phases_ms.run));
        let _ = writeln!(
            svg,
            "<circle class=\"c{index}\" cx=\"{at_x:.1}\" cy=\"{at_y:.1}\" r=\"5\"><title>{}: code generation {}, run {}\
             </title></circle>",
            configuration.name,
            duration(configuration.phases_ms.code_generation()),
            duration(configuration.phases_ms.run)
        );
        // A label keeps clear of those before it.
        let mut line = at_y - 8.0;
        while taken.iter().any(|&(x, y)| (x - at_x).abs() < 60.0 && (y - line).abs() < 12.0) {
            line -= 12.0;
        }
        if line < TOP {
            line = at_y + 16.0;
            while taken.iter().any(|&(x, y)| (x - at_x).abs() < 60.0 && (y - line).abs() < 12.0) {
                line += 12.0;
            }
        }
        taken.push((at_x, line));
        let anchor = if at_x > WIDTH - 60.0 { "end" } else { "middle" };
        let _ = writeln!(
            svg,
            "<text class=\"name\" x=\"{at_x:.1}\" y=\"{line:.1}\" text-anchor=\"{anchor}\">{}</text>",
            configuration.name
        );
    }
    svg + "</svg>\n"
}

/// Total time against how much the program is asked to do, one curve per configuration.
pub(super) fn break_even_curves(report: &Report) -> String {
    let all = &report.configurations;
    let Some(first) = all.first() else { return String::new() };
    let base = first.phases_ms.run.max(FLOOR);
    let (least, most) = ((base / 1e3).max(FLOOR), base * 1e3);
    let total = |c: &Configuration, run: f64| c.phases_ms.overhead() + run / base * c.phases_ms.run;
    let x = Axis::over([least, most].into_iter(), LEFT, WIDTH - RIGHT);
    let ends = all.iter().flat_map(|c| [total(c, x.low), total(c, x.high)]);
    let y = Axis::over(ends, HEIGHT - BOTTOM, TOP);
    let mut svg = open("total time against the amount of work");
    let title = format!("work, as {}'s running time", first.name);
    draw_axes(&mut svg, &x, &y, &title, "total time");
    for (index, configuration) in all.iter().enumerate() {
        let mut points = String::new();
        for step in 0..=60 {
            let run = x.low * libm::pow(x.high / x.low, f64::from(step) / 60.0);
            let _ = write!(points, "{:.1},{:.1} ", x.at(run), y.at(total(configuration, run)));
        }
        let _ = writeln!(
            svg,
            "<polyline class=\"c{index}\" points=\"{}\"><title>{}</title></polyline>",
            points.trim_end(),
            configuration.name
        );
    }
    let at = x.at(base);
    let _ = writeln!(
        svg,
        "<line class=\"mark\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/><text x=\"{at:.1}\" y=\"{:.1}\" \
         text-anchor=\"middle\">this program</text>",
        HEIGHT - BOTTOM,
        TOP - 2.0
    );
    svg + "</svg>\n"
}

/// One bar per configuration, a piece per phase.
pub(super) fn phase_bars(report: &Report) -> String {
    let longest = report.configurations.iter().map(|c| c.wall_ms.median).fold(FLOOR, f64::max);
    let mut out = String::new();
    for configuration in &report.configurations {
        let _ = write!(
            out,
            "<div class=\"bar-row\"><span class=\"bar-name\">{}</span><span class=\"bar\">",
            configuration.name
        );
        for (index, (name, time)) in configuration.phases_ms.list().into_iter().enumerate() {
            let share = time.max(0.0) / longest * 100.0;
            let _ = write!(
                out,
                "<span class=\"p{index}\" style=\"width:{share:.3}%\" title=\"{name}: {}\"></span>",
                duration(time.max(0.0))
            );
        }
        let _ = writeln!(
            out,
            "</span><span class=\"bar-time\">{}</span></div>",
            duration(configuration.wall_ms.median)
        );
    }
    out.push_str("<p class=\"legend\">");
    if let Some(first) = report.configurations.first() {
        for (index, (name, _)) in first.phases_ms.list().into_iter().enumerate() {
            let _ = write!(out, "<span><i class=\"p{index}\"></i>{name}</span> ");
        }
    }
    out + "</p>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_spans_whole_decades() {
        let axis = Axis::over([0.5, 30.0].into_iter(), 0.0, 100.0);
        assert_eq!((axis.low, axis.high), (0.1, 100.0));
        assert!((axis.at(0.1) - 0.0).abs() < 1e-9 && (axis.at(100.0) - 100.0).abs() < 1e-9);
        assert!((axis.at(10f64.powf(0.5)) - 50.0).abs() < 1e-9);
    }

    #[test]
    fn an_axis_over_equal_values_has_a_width() {
        let axis = Axis::over([1.0, 1.0].into_iter(), 0.0, 100.0);
        assert!(axis.high > axis.low);
        let axis = Axis::over([0.0].into_iter(), 0.0, 100.0);
        assert!(axis.at(0.0).is_finite());
    }
}
