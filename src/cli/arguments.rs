//! Reads the command line.

use super::companion;
use super::compare::{self, CompareRequest};
use crate::{BackendChoice, CodeStage, Compile, ImageChoice, Level, Observe, Options};
use std::time::Duration;

/// What the user asked for.
pub(crate) enum Command {
    /// `--help`.
    Help,
    /// `--version`.
    Version,
    /// Run a program.
    Run(RunRequest),
    /// Print a stage of a program.
    Emit(crate::Stage, String),
    /// Print a stage of the code of a function.
    EmitCode(CodeRequest),
    /// Explain the code of a function.
    Explain(ExplainRequest),
    /// Compare the backends.
    Compare(CompareRequest),
    /// Make a base image at this path, or beside the program.
    BuildImage(Option<String>),
    /// Make the code cache's entry of the program in this file.
    BuildEntry(String),
    /// Tell where the time of a run of this file goes.
    StartupReport(String),
    /// Tell about the code cache.
    CacheInfo,
    /// Empty the code cache.
    CacheClear,
}

impl Command {
    /// Whether it is certain that LLVM will be asked for in this process.
    pub(crate) fn needs_llvm(&self) -> bool {
        match self {
            Command::Run(request) => matches!(request.options.backend, BackendChoice::Llvm(_)),
            Command::EmitCode(request) => match request.stage {
                CodeStage::Lowered | CodeStage::Typed | CodeStage::Ssa => false,
                // Machine code is made readable by LLVM.
                CodeStage::Llvm | CodeStage::Asm | CodeStage::Stencil => true,
            },
            Command::Explain(_) => true,
            Command::Help
            | Command::Version
            | Command::Emit(..)
            | Command::Compare(_)
            | Command::BuildImage(_)
            | Command::BuildEntry(_)
            | Command::StartupReport(_)
            | Command::CacheInfo
            | Command::CacheClear => false,
        }
    }
}

/// Where a program comes from.
pub(crate) enum Source {
    /// A file.
    File(String),
    /// The text behind `-e`.
    Text(String),
}

/// How figures are shown.
#[derive(Clone, Copy)]
pub(crate) enum TimingsForm {
    /// For people.
    Text,
    /// For tools.
    Json,
}

/// A program to be run.
pub(crate) struct RunRequest {
    pub(crate) source: Source,
    pub(crate) options: Options,
    /// Whether figures are shown on the standard error stream.
    pub(crate) timings: Option<TimingsForm>,
    /// A file to which the figures are written.
    pub(crate) timings_to: Option<String>,
}

/// Code to be printed.
pub(crate) struct CodeRequest {
    pub(crate) stage: CodeStage,
    pub(crate) file: String,
    pub(crate) function: String,
    pub(crate) types: String,
    pub(crate) options: Options,
}

/// Code to be explained.
pub(crate) struct ExplainRequest {
    pub(crate) file: String,
    pub(crate) function: String,
    pub(crate) types: String,
    pub(crate) options: Options,
    /// LLVM's level.
    pub(crate) level: Level,
    /// A file for the page; without one, text is printed.
    pub(crate) html: Option<String>,
}

/// Reads the arguments behind the program's name.
pub(crate) fn parse(arguments: &[String]) -> Result<Command, String> {
    let mut rest = arguments.iter().peekable();
    if rest.peek().is_some_and(|first| *first == "compare") {
        return parse_compare(&arguments[1..]).map(Command::Compare);
    }
    if rest.peek().is_some_and(|first| *first == "emit") {
        return parse_emit(&arguments[1..]);
    }
    if rest.peek().is_some_and(|first| *first == "explain") {
        return parse_explain(&arguments[1..]).map(Command::Explain);
    }
    if rest.peek().is_some_and(|first| *first == "--build-image") {
        return match arguments {
            [_] => Ok(Command::BuildImage(None)),
            [_, path] => Ok(Command::BuildImage(Some(path.clone()))),
            _ => Err("`--build-image` takes a path at most".to_owned()),
        };
    }
    match arguments {
        [first, path] if first == "--build-cache-entry" => return Ok(Command::BuildEntry(path.clone())),
        [first, path] if first == "--startup-report" => return Ok(Command::StartupReport(path.clone())),
        [first, what] if first == "cache" && what == "info" => return Ok(Command::CacheInfo),
        [first, what] if first == "cache" && what == "clear" => return Ok(Command::CacheClear),
        [first] if first == "cache" => return Err("`cache` needs `info` or `clear`".to_owned()),
        _ => {}
    }
    if rest.peek().is_some_and(|first| *first == "run") {
        rest.next();
    }
    let mut options = Options { image: ImageChoice::Beside, ..Options::default() };
    let mut level = Level::O2;
    let mut level_given = false;
    let mut is_cached = true;
    let mut is_llvm = false;
    let mut timings = None;
    let mut timings_to = None;
    let mut source = None;
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--version" | "-v" => return Ok(Command::Version),
            "--backend=stencil" => is_llvm = false,
            "--backend=llvm" => is_llvm = true,
            "--trace=specialize" => options.trace_specialize = true,
            "--trace=typed" => options.trace_typed = true,
            "--timings" => timings = Some(TimingsForm::Text),
            "--timings=json" => timings = Some(TimingsForm::Json),
            "--verify" => options.verify = true,
            "--no-cache" => is_cached = false,
            "--image=none" => options.image = ImageChoice::Source,
            "-e" => {
                let text = rest.next().ok_or("`-e` needs the program's text behind it")?;
                source = Some(Source::Text(text.clone()));
            }
            "--" => {
                if source.is_none() {
                    source = rest.next().cloned().map(Source::File);
                }
                break;
            }
            _ if argument.starts_with("-O") => {
                level = level_of(argument)?;
                level_given = true;
            }
            _ if argument.starts_with("--image=") => {
                options.image = ImageChoice::At(companion::image_at(&argument["--image=".len()..]));
            }
            _ if argument.starts_with("--timings-to=") => {
                timings_to = Some(argument["--timings-to=".len()..].to_owned());
            }
            "--perf=map" => options.observe.perf_map = true,
            "--perf=jitdump" => options.observe.jitdump = true,
            "--debugger" => options.observe.debugger = true,
            "--timings-functions" => options.record_functions = true,
            _ if argument.starts_with("--timings-sample=") => {
                let text = &argument["--timings-sample=".len()..];
                let micros = text.parse().ok().filter(|&micros: &u32| micros > 0);
                options.sample_every =
                    Some(micros.ok_or_else(|| format!("`{text}` is not a number of microseconds"))?);
            }
            _ if argument.starts_with("--heap-size-hint=") => {
                options.heap_limit = Some(size(&argument["--heap-size-hint=".len()..])?);
            }
            _ if argument.starts_with("--compile=") => {
                options.compile = compile_of(&argument["--compile=".len()..])?;
            }
            _ if argument.starts_with("--backend=") => {
                return Err(format!("there is no backend `{}`", &argument["--backend=".len()..]));
            }
            _ if argument.starts_with('-') && argument.len() > 1 => {
                return Err(format!("there is no option `{argument}`"));
            }
            _ => {
                source = Some(Source::File(argument.clone()));
                break;
            }
        }
        if matches!(source, Some(Source::Text(_))) {
            break;
        }
    }
    let source = source.ok_or("no program was given")?;
    if level_given && !is_llvm {
        return Err("a level such as `-O2` goes with `--backend=llvm`".to_owned());
    }
    options.arguments = rest.cloned().collect();
    let is_plain = !is_llvm && !options.trace_specialize && !options.trace_typed && !options.verify;
    if let Source::File(path) = &source {
        options.program = Some(path.clone());
        let is_usual = options.compile == Compile::Hot && options.observe == Observe::default();
        options.uses_cache = is_cached && is_plain && is_usual && !options.record_functions;
    }
    if is_llvm {
        options.backend = BackendChoice::Llvm(level);
    }
    options.collect_always = std::env::var_os("JULIETTE_GC_STRESS").is_some_and(|value| value == "1");
    Ok(Command::Run(RunRequest { source, options, timings, timings_to }))
}

/// What is to be compiled.
fn compile_of(name: &str) -> Result<Compile, String> {
    Compile::from_name(name)
        .ok_or_else(|| format!("`--compile` takes yes, all, min or after-N, not `{name}`"))
}

/// A number of bytes, with K, M or G behind it.
fn size(text: &str) -> Result<usize, String> {
    let (digits, factor) = match text.as_bytes().last() {
        Some(b'K' | b'k') => (&text[..text.len() - 1], 1 << 10),
        Some(b'M' | b'm') => (&text[..text.len() - 1], 1 << 20),
        Some(b'G' | b'g') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let number: usize = digits.parse().map_err(|_| format!("`{text}` is not a size"))?;
    number.checked_mul(factor).ok_or_else(|| format!("`{text}` is too large"))
}

/// Reads the arguments behind `compare`.
fn parse_compare(arguments: &[String]) -> Result<CompareRequest, String> {
    let mut request = CompareRequest {
        file: String::new(),
        arguments: Vec::new(),
        runs: 5,
        backends: compare::ALL.to_vec(),
        compile: Compile::All,
        timeout: compare::TIMEOUT,
        any_output: false,
        stdin: None,
        json: None,
        html: None,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = |name: &str| option_value(argument, &mut rest, name);
        match argument.split('=').next().unwrap_or_default() {
            "--runs" => {
                let text = value("--runs")?;
                request.runs = text
                    .parse()
                    .ok()
                    .filter(|&runs| runs > 0)
                    .ok_or_else(|| format!("`--runs` takes a positive number, not `{text}`"))?;
            }
            "--backends" => {
                let names = value("--backends")?;
                let known = |name: &str| {
                    compare::backend(name).ok_or_else(|| format!("there is no configuration `{name}`"))
                };
                request.backends = names.split(',').map(known).collect::<Result<_, _>>()?;
            }
            "--timeout" => {
                let text = value("--timeout")?;
                let seconds = text.parse().ok().filter(|seconds: &f64| *seconds > 0.0 && *seconds <= 1e6);
                let seconds =
                    seconds.ok_or_else(|| format!("`--timeout` takes a number of seconds, not `{text}`"))?;
                request.timeout = Duration::from_secs_f64(seconds);
            }
            "--compile" => request.compile = compile_of(&value("--compile")?)?,
            "--any-output" => request.any_output = true,
            "--stdin" => request.stdin = Some(value("--stdin")?),
            "--json" => request.json = Some(value("--json")?),
            "--html" => request.html = Some(value("--html")?),
            name if name.starts_with('-') => return Err(format!("`compare` has no option `{name}`")),
            _ => {
                request.file.clone_from(argument);
                request.arguments = rest.cloned().collect();
                return Ok(request);
            }
        }
    }
    Err("`compare` needs a program".to_owned())
}

/// Reads the arguments behind `emit`.
fn parse_emit(arguments: &[String]) -> Result<Command, String> {
    let (mut stage, mut file, mut function, mut types) = (None, None, None, None);
    let mut options = Options::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = |name: &str| option_value(argument, &mut rest, name);
        match argument.split('=').next().unwrap_or_default() {
            "--stage" => stage = Some(value("--stage")?),
            "--function" => function = Some(value("--function")?),
            "--types" => types = Some(value("--types")?),
            name if name.starts_with("-O") => {
                options.backend = BackendChoice::Llvm(level_of(name)?);
            }
            name if name.starts_with('-') => return Err(format!("`emit` has no option `{argument}`")),
            _ => file = Some(argument.clone()),
        }
    }
    let stage = stage.ok_or("`emit` needs `--stage=tokens|layout|ast|lowered|typed|ssa|llvm|asm|stencil`")?;
    let file = file.ok_or("`emit` needs a file")?;
    if let Some(stage) = crate::Stage::from_name(&stage) {
        return Ok(Command::Emit(stage, file));
    }
    let known = CodeStage::from_name(&stage);
    let stage = known.ok_or_else(|| format!("there is no stage `{stage}`"))?;
    let function = function.ok_or("code is shown of a `--function`")?;
    let types = types.ok_or("code is shown for argument `--types`, such as \"(Int64, Float64)\"")?;
    Ok(Command::EmitCode(CodeRequest { stage, file, function, types, options }))
}

/// Reads the arguments behind `explain`.
fn parse_explain(arguments: &[String]) -> Result<ExplainRequest, String> {
    let (mut file, mut function, mut types, mut html) = (None, None, None, None);
    let mut level = Level::O2;
    let mut options = Options { image: ImageChoice::Beside, ..Options::default() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = |name: &str| option_value(argument, &mut rest, name);
        match argument.split('=').next().unwrap_or_default() {
            "--function" => function = Some(value("--function")?),
            "--types" => types = Some(value("--types")?),
            "--html" => html = Some(value("--html")?),
            name if name.starts_with("-O") => level = level_of(name)?,
            name if name.starts_with('-') => return Err(format!("`explain` has no option `{argument}`")),
            _ if file.is_none() => file = Some(argument.clone()),
            _ => options.arguments.push(argument.clone()),
        }
    }
    let file = file.ok_or("`explain` needs a file")?;
    let function = function.ok_or("code is explained of a `--function`")?;
    let types = types.ok_or("code is explained for argument `--types`, such as \"(Int64, Float64)\"")?;
    Ok(ExplainRequest { file, function, types, options, level, html })
}

/// The value of an option: behind its `=`, or the argument that follows.
fn option_value(
    argument: &str,
    rest: &mut std::slice::Iter<'_, String>,
    name: &str,
) -> Result<String, String> {
    match argument.split_once('=') {
        Some((_, value)) => Ok(value.to_owned()),
        None => rest.next().cloned().ok_or_else(|| format!("`{name}` needs a value behind it")),
    }
}

/// The level that `-O2` or `-Omin` names.
fn level_of(name: &str) -> Result<Level, String> {
    Level::from_name(if name == "-Omin" { "min" } else { &name[1..] })
        .ok_or_else(|| format!("there is no level `{name}`"))
}
