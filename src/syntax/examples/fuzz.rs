//! Feeds the parser with mutated pieces of real files and with random bytes; nothing may panic, hang, or take much
//! more memory than the text.
//! Usage: fuzz [--count N] [--seed N] [--threads N] [--whole] FOLDER-OR-FILE...
//! `--whole` mutates whole files and not pieces. A failure prints the input and ends the program.
//! The memory that parsing takes is what it allocates at most at once: 50 bytes for each of the text, and 256 KiB
#![allow(unsafe_code, reason = "an allocator that counts cannot be said otherwise")]

use juliette_support::{Id, Interner, SourceMap};
use juliette_syntax::{parse_file, print_sexprs};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The system's allocator, counting what each thread holds.
struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

fn count(bytes: isize) {
    let held = HELD.get() + bytes;
    HELD.set(held);
    MOST.set(MOST.get().max(held));
}

// SAFETY: every call is passed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // While a block is moved, both are held.
        count(size as isize);
        count(-(layout.size() as isize));
        // SAFETY: the caller's promise.
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    static INPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Splitmix64: small, and good enough to choose mutations.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\"\"\"",
    "`",
    "'",
    "$",
    "$(",
    "#=",
    "=#",
    "#",
    "\n",
    "\n\n",
    " ",
    ";",
    ";;",
    ",",
    ".",
    "..",
    "...",
    ":",
    "::",
    "->",
    "=>",
    "=",
    "==",
    "+=",
    ".=",
    "?",
    " ? ",
    " : ",
    "@",
    "@m ",
    "!",
    "~",
    "-",
    "+",
    "*",
    "^",
    "<:",
    ">:",
    "|>",
    "&&",
    "||",
    "&",
    "√",
    "'ᵀ",
    "∈",
    "÷=",
    "end",
    " end ",
    "begin ",
    "if ",
    "else ",
    "elseif ",
    "for ",
    " in ",
    "while ",
    "function ",
    "macro ",
    "struct ",
    "mutable struct ",
    "abstract type ",
    "primitive type ",
    "module ",
    "baremodule ",
    "import ",
    "using ",
    "export ",
    "public ",
    " as ",
    "try ",
    "catch ",
    "finally ",
    "let ",
    "do ",
    "quote ",
    "return ",
    "break ",
    "continue ",
    "const ",
    "global ",
    "local ",
    "where ",
    " where ",
    "outer ",
    "isa ",
    "true",
    "var\"",
    "r\"",
    "0x",
    "0b1",
    "1e",
    "1.",
    ".5",
    "1f0",
    "2x",
    "\\",
    "\\x",
    "\\u",
    "é",
    "\u{feff}",
    "\0",
    "\r\n",
    "\t",
    "α",
    "@doc ",
    "A.@m ",
    ".(",
    "f(",
    "a[",
    "T{",
    "for x in ",
    "\u{300}",
    "😀",
    "0x1p",
    "1_0",
    ":(",
    ":=",
    "$=",
    "-->",
    "<--",
];

fn main() -> std::io::Result<()> {
    let (mut count, mut seed, mut threads, mut whole) = (100_000u64, 1u64, 1u64, false);
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    let number = |arg: Option<String>, otherwise| arg.and_then(|n| n.parse().ok()).unwrap_or(otherwise);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--count" => count = number(args.next(), count),
            "--seed" => seed = number(args.next(), seed),
            "--threads" => threads = number(args.next(), threads).max(1),
            "--whole" => whole = true,
            path => collect(Path::new(path), &mut files)?,
        }
    }
    let texts: Vec<String> = files
        .iter()
        .map(|path| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        .collect::<Result<_, _>>()?;
    std::panic::set_hook(Box::new(|info| {
        eprintln!("{info}");
        INPUT.with(|input| eprintln!("input: {:?}", input.borrow()));
    }));
    let begin = Instant::now();
    let total: u64 = std::thread::scope(|scope| {
        let run = |thread: u64| {
            let share = count / threads + u64::from(thread < count % threads);
            let texts = &texts;
            scope.spawn(move || fuzz(share, seed.wrapping_mul(1000).wrapping_add(thread), whole, texts))
        };
        let running: Vec<_> = (0..threads).map(run).collect();
        running.into_iter().map(|thread| thread.join().expect("a failure ends the program")).sum()
    });
    println!("{count} inputs, {total} bytes, {:.1} s: no failure", begin.elapsed().as_secs_f64());
    Ok(())
}

fn fuzz(count: u64, seed: u64, whole: bool, texts: &[String]) -> u64 {
    let mut random = Random(seed);
    let mut total = 0;
    let mut interner = Interner::new();
    for i in 0..count {
        let text = input(&mut random, whole, texts);
        total += text.len() as u64;
        INPUT.with(|input| input.borrow_mut().clone_from(&text));
        if i % 4096 == 0 {
            interner = Interner::new();
        }
        check(&text, &mut interner, i % 64 == 0);
    }
    total
}

fn check(text: &str, interner: &mut Interner, render: bool) {
    let mut sources = SourceMap::default();
    let file = sources.add("fuzz".into(), String::new());
    let begin = Instant::now();
    let before = HELD.get();
    MOST.set(before);
    let parsed = parse_file(file, text, interner);
    let taken = MOST.get() - before;
    assert!(
        taken <= 262_144 + 50 * text.len() as isize,
        "{taken} bytes of memory for {} of text",
        text.len()
    );
    let allowed = Duration::from_millis(500 + text.len() as u64 / 20);
    assert!(begin.elapsed() < allowed, "too slow: {:?} for {} bytes", begin.elapsed(), text.len());
    let printed = print_sexprs(&parsed.ast, &parsed.statements, interner);
    assert!(printed.len() <= 1000 + 200 * text.len(), "the tree is far larger than the text");
    assert!(parsed.ast.len() <= 64 + 2 * text.len(), "{} nodes for {} bytes", parsed.ast.len(), text.len());
    for node in parsed.ast.ids() {
        let span = parsed.ast.span(node);
        assert!(
            span.start <= span.end && span.end as usize <= text.len(),
            "the span of {node:?} is {span:?}"
        );
        assert!(parsed.ast.args(node).iter().all(|arg| arg.index() < node.index()), "children come first");
    }
    if render {
        let mut sources = SourceMap::default();
        sources.add("fuzz".into(), text.to_owned());
        for diagnostic in &parsed.diagnostics {
            assert!(!juliette_diag::render(diagnostic, &sources, false).is_empty());
        }
    }
}

/// A mutated piece of a text, or random bytes.
fn input(random: &mut Random, whole: bool, texts: &[String]) -> String {
    if texts.is_empty() || random.below(16) == 0 {
        let bytes: Vec<u8> = (0..random.below(120)).map(|_| random.next() as u8).collect();
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut bytes = piece(random, if whole { usize::MAX } else { 300 }, texts);
    for _ in 0..random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(6) {
            0 => {
                let end = (at + random.below(12)).min(bytes.len());
                bytes.drain(at..end);
            }
            1 => {
                let end = (at + random.below(40)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            2 => {
                let other = piece(random, 40, texts);
                bytes.splice(at..at, other);
            }
            3 => {
                if at < bytes.len() {
                    bytes[at] = random.next() as u8;
                }
            }
            _ => {
                let insert = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, insert.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn piece(random: &mut Random, longest: usize, texts: &[String]) -> Vec<u8> {
    let text = texts[random.below(texts.len())].as_bytes();
    if longest == usize::MAX {
        return text.to_vec();
    }
    let start = random.below(text.len());
    let end = (start + random.below(longest)).min(text.len());
    text[start..end].to_vec()
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
