//! `juliette --build-image`: makes the base image that other runs start from.

use super::Status;
use std::path::Path;
use std::time::Instant;

/// Makes a base image at the path, or beside the program; the exit status.
pub(crate) fn build(path: Option<String>) -> Status {
    let start = Instant::now();
    match juliette::build_image(path.as_deref().map(Path::new)) {
        Ok(report) => {
            println!(
                "{}: {} KB ({} KB of data, {} KB of objects, {} KB of code of {} functions), {} ms",
                report.path.display(),
                report.bytes >> 10,
                report.data >> 10,
                report.heap >> 10,
                report.code >> 10,
                report.functions,
                start.elapsed().as_millis()
            );
            Status::Done
        }
        Err(error) => {
            eprintln!("juliette: no base image was made: {error}");
            Status::Failed
        }
    }
}
