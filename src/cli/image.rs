//! `juliette --build-image`: makes the base image that other runs start from.

use super::Status;
use std::path::PathBuf;
use std::time::Instant;

/// The image's file name.
const FILE_NAME: &str = "juliette.image";

/// Makes a base image at the path, or beside the program; the exit status.
pub(crate) fn build(path: Option<String>) -> Status {
    let start = Instant::now();
    let beside = || std::env::current_exe().ok().map(|program| program.with_file_name(FILE_NAME));
    let Some(path) = path.map(PathBuf::from).or_else(beside) else {
        eprintln!("juliette: the program's own folder is not known; give a path behind `--build-image`");
        return Status::Failed;
    };
    match juliette::build_image(&path) {
        Ok(report) => {
            println!(
                "{}: {} KB ({} KB of data, {} KB of objects, {} KB of code of {} functions), {} ms",
                path.display(),
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
