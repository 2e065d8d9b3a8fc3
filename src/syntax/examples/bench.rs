//! Measures how fast source becomes a tree: all `.jl` files below the folders given, several rounds.
//! Usage: bench [--rounds N] FOLDER...

use juliette_support::{Interner, SourceMap};
use juliette_syntax::parse_file;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut rounds = 10;
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--rounds" {
            rounds = args.next().and_then(|n| n.parse().ok()).unwrap_or(rounds);
        } else {
            collect(Path::new(&arg), &mut files)?;
        }
    }
    let mut sources = SourceMap::default();
    let mut ids = Vec::new();
    for path in &files {
        let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
        ids.push(sources.add(path.display().to_string(), text));
    }
    let bytes: usize = ids.iter().map(|&id| sources.file(id).text.len()).sum();
    let mut rates = Vec::new();
    let mut nodes = 0;
    for _ in 0..rounds {
        let begin = Instant::now();
        let mut interner = Interner::new();
        nodes = 0;
        for &id in &ids {
            nodes += parse_file(id, &sources.file(id).text, &mut interner).ast.len();
        }
        rates.push(bytes as f64 / 1e6 / begin.elapsed().as_secs_f64());
    }
    rates.sort_by(f64::total_cmp);
    let (low, middle, high) = (rates[0], rates[rates.len() / 2], rates[rates.len() - 1]);
    println!("{} files, {bytes} bytes, {nodes} nodes", ids.len());
    println!("MB/s: min {low:.1}, median {middle:.1}, max {high:.1}");
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        let mut entries: Vec<_> = std::fs::read_dir(path)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::path);
        for entry in entries {
            collect(&entry.path(), files)?;
        }
    } else if path.extension().is_some_and(|e| e == "jl") && path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}
