//! Trees as text: how syntax trees become `Expr` objects and come back.
//!
//! The library's `expr.jl` reads and writes the same format, so that neither side knows the other's layout of
//! objects. A tree is written in prefix order, each node a letter and what belongs to it:
//!
//! | letter | node |
//! |---|---|
//! | `x` count `;` name, then the arguments | `Expr` with that head |
//! | `s` name, `t` text, `z` hexadecimal | `Symbol`, `String`, `String` that is no UTF-8 |
//! | `i` `a` `b` `d` `e` number `;` | `Int64`, `UInt8`, `UInt16`, `UInt32`, `UInt64` |
//! | `f` `g` `c` bits `;` | `Float64`, `Float32`, `Char` |
//! | `T` `F` `N` | `true`, `false`, `nothing` |
//! | `q` and a node | `QuoteNode` |
//! | `r` module `;` name | `GlobalRef`, the module by its number |
//! | `n` line `;` name | `LineNumberNode` |
//! | `v` number `;`, `p` number `;` | an interpolated value, an interpolated list of values |
//! | `o` number `;` | any other value, by the engine's number for it |
//! | `k` text | text that stands for a value, where the tree is only to be printed |
//!
//! A name or text is its length in bytes, `;` and the bytes.
//!
//! Julia's trees have line number nodes where ours have spans: writing makes them in the places where Julia's
//! parser does, reading turns them back into the start of their line.

use core::fmt::Write as _;
use juliette_support::{Interner, ModuleId, SourceFile, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use rustc_hash::FxHashMap;

/// The text of the tree at `root`. In a quotation, the nodes that are interpolated are returned beside it.
pub fn write_tree(
    ast: &Ast,
    root: NodeId,
    source: &SourceFile,
    interner: &Interner,
    is_quotation: bool,
) -> (String, Vec<NodeId>) {
    let mut writer = Writer { ast, source, interner, out: String::new(), interpolated: Vec::new() };
    writer.node(root, u32::from(is_quotation), Place::Plain, root);
    (writer.out, writer.interpolated)
}

/// What surrounds a block, as far as line number nodes depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Plain,
    /// The body of a function: the line of the definition comes first.
    Body,
    /// The ranges of a loop or the bindings of a `let`: no lines.
    List,
}

struct Writer<'a> {
    ast: &'a Ast,
    source: &'a SourceFile,
    interner: &'a Interner,
    out: String,
    interpolated: Vec<NodeId>,
}

impl Writer<'_> {
    fn name(&mut self, text: &str) {
        let _ = write!(self.out, "{};{text}", text.len());
    }

    /// The node's text in the file; nothing for nodes that came from `Expr` objects.
    fn text_of(&self, node: NodeId) -> &str {
        let span = self.ast.span(node);
        self.source.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    fn line(&mut self, node: NodeId) {
        let line = self.source.line(self.ast.span(node).start);
        let _ = write!(self.out, "n{line};");
        self.name(&self.source.path.clone());
    }

    /// `depth` counts the quotations around the node; 0 means that this is no quotation, and `$` is left alone.
    fn node(&mut self, node: NodeId, depth: u32, place: Place, parent: NodeId) {
        let kind = self.ast.kind(node);
        let done = match kind {
            Kind::Expr(head) => return self.expr(node, head, depth, place, parent),
            Kind::Inert => {
                self.out.push('q');
                return self.node(self.ast.args(node)[0], depth, Place::Plain, node);
            }
            Kind::Symbol(name) => {
                self.out.push('s');
                self.name(self.interner.name(name));
                Ok(())
            }
            Kind::String(text) => {
                match core::str::from_utf8(self.ast.bytes(text)) {
                    Ok(text) => {
                        self.out.push('t');
                        self.name(text);
                    }
                    Err(_) => {
                        let hex: String =
                            self.ast.bytes(text).iter().map(|byte| format!("{byte:02x}")).collect();
                        self.out.push('z');
                        self.name(&hex);
                    }
                }
                Ok(())
            }
            Kind::Int64(value) => write!(self.out, "i{value};"),
            Kind::UInt8(value) => write!(self.out, "a{value};"),
            Kind::UInt16(value) => write!(self.out, "b{value};"),
            Kind::UInt32(value) => write!(self.out, "d{value};"),
            Kind::UInt64(value) => write!(self.out, "e{};", value as i64),
            Kind::Float64(value) => write!(self.out, "f{};", value.to_bits() as i64),
            Kind::Float32(value) => write!(self.out, "g{};", value.to_bits()),
            Kind::Char(bits) => write!(self.out, "c{bits};"),
            Kind::Bool(value) => write!(self.out, "{}", if value { 'T' } else { 'F' }),
            Kind::Nothing => write!(self.out, "N"),
            Kind::GlobalRef { module, name } => {
                let _ = write!(self.out, "r{};", module.0);
                self.name(self.interner.name(name));
                Ok(())
            }
            Kind::Line { line, file } => {
                let _ = write!(self.out, "n{line};");
                self.name(self.interner.name(file));
                Ok(())
            }
            Kind::Value(number) => write!(self.out, "o{number};"),
            Kind::Verbatim(text) => {
                self.out.push('k');
                self.name(&self.ast.text(text));
                Ok(())
            }
        };
        done.expect("writing to a string cannot fail");
    }

    fn interpolation(&mut self, node: NodeId, letter: char) {
        let _ = write!(self.out, "{letter}{};", self.interpolated.len());
        self.interpolated.push(node);
    }

    fn expr(&mut self, node: NodeId, head: Head, depth: u32, place: Place, parent: NodeId) {
        let ast = self.ast;
        let args = ast.args(node);
        let depth_inside = match head {
            Head::Quote if depth > 0 => depth + 1,
            Head::Interpolate if depth == 1 && args.len() == 1 => {
                return match ast.kind(args[0]) {
                    Kind::Expr(Head::Splat) => self.interpolation(ast.args(args[0])[0], 'p'),
                    _ => self.interpolation(args[0], 'v'),
                };
            }
            Head::Interpolate if depth > 1 => depth - 1,
            _ => depth,
        };
        match head {
            Head::Block if place != Place::List => return self.block(node, depth, place, parent),
            Head::MacroCall => {
                self.head(args.len() + 1, "macrocall");
                self.node(args[0], depth, Place::Plain, node);
                self.line(node);
                for &arg in &args[1..] {
                    self.node(arg, depth, Place::Plain, node);
                }
                return;
            }
            _ => {}
        }
        self.head(args.len(), &self.head_name(head));
        for (i, &arg) in args.iter().enumerate() {
            let place = match head {
                Head::Function | Head::Macro | Head::Arrow if i == 1 => Place::Body,
                Head::Assign if i == 1 && crate::form::is_call_definition(ast, args[0]) => Place::Body,
                Head::Module if i == 2 => Place::Body,
                Head::For | Head::Let if i == 0 => Place::List,
                _ => Place::Plain,
            };
            self.node(arg, depth_inside, place, node);
        }
    }

    fn head(&mut self, count: usize, name: &str) {
        let _ = write!(self.out, "x{count};");
        self.name(name);
    }

    fn head_name(&self, head: Head) -> String {
        match head {
            Head::Update(op) => format!("{}=", self.interner.name(op)),
            Head::DotUpdate(op) => format!(".{}=", self.interner.name(op)),
            Head::OtherAssign(op) => self.interner.name(op).to_owned(),
            fixed => fixed.text().unwrap_or_default().to_owned(),
        }
    }

    fn block(&mut self, node: NodeId, depth: u32, place: Place, parent: NodeId) {
        let ast = self.ast;
        let args = ast.args(node);
        let own_text = self.text_of(node);
        let is_group = own_text.starts_with('(') && args.len() > 1 && place == Place::Plain;
        let is_written = own_text.starts_with("begin");
        // `f(x) = x` has one line node, in front of its only statement.
        let is_implied = place == Place::Body
            && !is_written
            && !matches!(ast.kind(parent), Kind::Expr(Head::Function | Head::Macro | Head::Module))
            && args.len() == 1;
        let is_do = place == Place::Body && self.text_of(parent).starts_with("do");
        let leads = place == Place::Body && !is_implied && !is_do;
        let lines = if is_group { args.len() - 1 } else { args.len().max(1) };
        let is_clause = matches!(ast.kind(parent), Kind::Expr(Head::Try | Head::Let)) && args.is_empty();
        let lines = if is_clause { 0 } else { lines };
        self.head(args.len() + lines + usize::from(leads), "block");
        if leads {
            self.line(parent);
        }
        if args.is_empty() && !is_clause {
            self.line(node);
        }
        for (i, &arg) in args.iter().enumerate() {
            if !(is_group && i == 0) {
                self.line(arg);
            }
            self.node(arg, depth, Place::Plain, node);
        }
    }
}

/// A tree that was read.
#[derive(Debug)]
pub struct ReadTree {
    /// The arena that it was read into.
    pub ast: Ast,
    /// Its root.
    pub root: NodeId,
}

/// Reads the text of a tree into an arena for `source`, which is `ast`'s file. `first` is the line where it begins,
/// for as long as no line number node of that file says otherwise.
pub fn read_tree(
    text: &[u8],
    ast: Ast,
    source: &SourceFile,
    interner: &mut Interner,
    first: u32,
) -> Result<ReadTree, String> {
    let mut heads = FxHashMap::default();
    for &head in Head::FIXED {
        heads.insert(head.text().unwrap_or_default(), head);
    }
    let mut reader =
        Reader { text, at: 0, ast, source, interner, heads, place: 0, keeps_lines: false, depth: 0 };
    reader.go_to_line(first);
    let root = reader.node()?;
    Ok(ReadTree { ast: reader.ast, root })
}

/// Reads the text of a tree that is only to be printed: line number nodes are kept.
pub fn read_tree_to_print(
    text: &[u8],
    ast: Ast,
    source: &SourceFile,
    interner: &mut Interner,
) -> Result<ReadTree, String> {
    let mut heads = FxHashMap::default();
    for &head in Head::FIXED {
        heads.insert(head.text().unwrap_or_default(), head);
    }
    let mut reader =
        Reader { text, at: 0, ast, source, interner, heads, place: 0, keeps_lines: true, depth: 0 };
    let root = reader.node()?;
    Ok(ReadTree { ast: reader.ast, root })
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
    ast: Ast,
    source: &'a SourceFile,
    interner: &'a mut Interner,
    heads: FxHashMap<&'static str, Head>,
    /// Where the current line begins.
    place: u32,
    keeps_lines: bool,
    depth: u32,
}

/// Trees nested deeper than this are refused: later stages recurse.
const DEEPEST: u32 = 3000;

impl Reader<'_> {
    fn go_to_line(&mut self, line: u32) {
        if let Some(range) = self.source.line_range(line) {
            self.place = range.start as u32;
        }
    }

    fn number(&mut self) -> Result<i64, String> {
        let rest = self.text.get(self.at..).unwrap_or(&[]);
        let len = rest.iter().position(|&byte| byte == b';').ok_or("a number does not end")?;
        self.at += len + 1;
        let digits = core::str::from_utf8(&rest[..len]).map_err(|error| error.to_string())?;
        digits.parse().map_err(|_| format!("`{digits}` is no number"))
    }

    fn bytes(&mut self) -> Result<Vec<u8>, String> {
        let len = self.number()? as usize;
        let bytes = self.text.get(self.at..self.at + len).ok_or("a text does not end")?;
        self.at += len;
        Ok(bytes.to_vec())
    }

    fn name(&mut self) -> Result<String, String> {
        String::from_utf8(self.bytes()?).map_err(|error| error.to_string())
    }

    fn symbol(&mut self) -> Result<Symbol, String> {
        let name = self.name()?;
        Ok(self.interner.intern(&name))
    }

    fn head(&mut self, name: &str) -> Result<Head, String> {
        if let Some(&head) = self.heads.get(name) {
            return Ok(head);
        }
        match (name.strip_suffix('='), name) {
            (_, "inbounds" | "boundscheck" | "loopinfo" | "line" | "nospecialize") => Ok(Head::Meta),
            (_, ":=" | "≔" | "⩴" | "≕") => Ok(Head::OtherAssign(self.interner.intern(name))),
            (Some(operator), _) if !operator.is_empty() => Ok(match operator.strip_prefix('.') {
                Some(inner) if !inner.is_empty() && !inner.starts_with('.') => {
                    Head::DotUpdate(self.interner.intern(inner))
                }
                _ => Head::Update(self.interner.intern(operator)),
            }),
            _ => Err(format!("invalid syntax `Expr(:{name}, …)`")),
        }
    }

    fn leaf(&mut self, kind: Kind) -> NodeId {
        self.ast.leaf(kind, (self.place, self.place))
    }

    fn node(&mut self) -> Result<NodeId, String> {
        if self.depth >= DEEPEST {
            return Err("this expression is nested too deeply".to_owned());
        }
        self.depth += 1;
        let node = self.any_node();
        self.depth -= 1;
        node
    }

    fn any_node(&mut self) -> Result<NodeId, String> {
        let letter = *self.text.get(self.at).ok_or("the tree does not end")?;
        self.at += 1;
        let kind = match letter {
            b'x' => return self.expr(),
            b'q' => {
                let inner = self.node()?;
                return Ok(self.ast.push(Kind::Inert, &[inner], (self.place, self.place)));
            }
            b's' => Kind::Symbol(self.symbol()?),
            b't' | b'k' | b'z' => {
                let mut bytes = self.bytes()?;
                if letter == b'z' {
                    let digit = |byte: u8| (byte as char).to_digit(16).unwrap_or(0) as u8;
                    bytes = bytes.chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect();
                }
                let text = self.ast.add_text(&bytes);
                if letter == b'k' { Kind::Verbatim(text) } else { Kind::String(text) }
            }
            b'i' => Kind::Int64(self.number()?),
            b'a' => Kind::UInt8(self.number()? as u8),
            b'b' => Kind::UInt16(self.number()? as u16),
            b'd' => Kind::UInt32(self.number()? as u32),
            b'e' => Kind::UInt64(self.number()? as u64),
            b'f' => Kind::Float64(f64::from_bits(self.number()? as u64)),
            b'g' => Kind::Float32(f32::from_bits(self.number()? as u32)),
            b'c' => Kind::Char(self.number()? as u32),
            b'T' => Kind::Bool(true),
            b'F' => Kind::Bool(false),
            b'N' => Kind::Nothing,
            b'o' => Kind::Value(self.number()? as u32),
            b'r' => {
                let module = ModuleId(self.number()? as u32);
                Kind::GlobalRef { module, name: self.symbol()? }
            }
            b'n' => {
                let (line, file) = (self.number()? as u32, self.symbol()?);
                if self.keeps_lines { Kind::Line { line, file } } else { Kind::Nothing }
            }
            other => return Err(format!("a node of kind {other}")),
        };
        Ok(self.leaf(kind))
    }

    /// Skips a line number node, noting the line if it is one of the file's.
    fn take_line(&mut self) -> Result<bool, String> {
        if self.keeps_lines || self.text.get(self.at) != Some(&b'n') {
            return Ok(false);
        }
        self.at += 1;
        let (line, file) = (self.number()? as u32, self.name()?);
        if file == self.source.path {
            self.go_to_line(line);
        }
        Ok(true)
    }

    fn expr(&mut self) -> Result<NodeId, String> {
        let count = self.number()?;
        let name = self.name()?;
        let head = self.head(&name)?;
        let place = self.place;
        let mut args = Vec::with_capacity(count as usize);
        let mut macro_line = None;
        for i in 0..count {
            let may_be_line =
                matches!(head, Head::Block | Head::TopLevel) || head == Head::MacroCall && i == 1;
            if may_be_line && self.take_line()? {
                continue;
            }
            if self.keeps_lines && head == Head::MacroCall && i == 1 && self.text.get(self.at) == Some(&b'n')
            {
                self.at += 1;
                let (line, file) = (self.number()? as u32, self.symbol()?);
                macro_line = Some(self.leaf(Kind::Line { line, file }));
                continue;
            }
            args.push(self.node()?);
        }
        // Julia's parser makes the pieces of a literal string that way, and programs do too.
        if let (Head::Quote, [inner]) = (head, &args[..])
            && matches!(self.ast.kind(*inner), Kind::Symbol(_))
            && !self.keeps_lines
        {
            return Ok(self.ast.push(Kind::Inert, &args, (place, place)));
        }
        if head == Head::Call && args.is_empty() || head == Head::Assign && args.len() != 2 {
            return Err(format!("malformed expression `Expr(:{name}, …)`"));
        }
        // Where trees are printed, a macro call's line stands behind its arguments.
        args.extend(macro_line);
        Ok(self.ast.expr(head, &args, (place, place)))
    }
}

/// The definition of a macro as that of a function: `macro m(x) … end` is `function var"@m"(__source__, __module__, x)`.
pub fn macro_as_function(ast: &Ast, node: NodeId, interner: &mut Interner) -> ReadTree {
    let mut out = Ast::new(ast.file());
    let root = copy_macro(ast, node, interner, &mut out);
    ReadTree { ast: out, root }
}

fn copy_macro(ast: &Ast, node: NodeId, interner: &mut Interner, out: &mut Ast) -> NodeId {
    let span = ast.span(node);
    let place = (span.start, span.end);
    let args = ast.args(node);
    let signature = copy_signature(ast, args[0], interner, out);
    let mut parts = vec![signature];
    parts.extend(args[1..].iter().map(|&arg| copy(ast, arg, out)));
    out.expr(Head::Function, &parts, place)
}

fn copy_signature(ast: &Ast, node: NodeId, interner: &mut Interner, out: &mut Ast) -> NodeId {
    let span = ast.span(node);
    let place = (span.start, span.end);
    let args = ast.args(node);
    match ast.kind(node) {
        Kind::Symbol(name) => {
            let name = interner.intern(&format!("@{}", interner.name(name)));
            out.leaf(Kind::Symbol(name), place)
        }
        Kind::Expr(head @ Head::Call) => {
            let mut parts = vec![copy_signature(ast, args[0], interner, out)];
            let mut rest = &args[1..];
            // Keyword parameters come first in the tree.
            if let Some(&first) = rest.first()
                && matches!(ast.kind(first), Kind::Expr(Head::Parameters))
            {
                parts.push(copy(ast, first, out));
                rest = &rest[1..];
            }
            for (name, ty) in [("__source__", "LineNumberNode"), ("__module__", "Module")] {
                let name = out.leaf(Kind::Symbol(interner.intern(name)), place);
                let ty = Kind::GlobalRef { module: ModuleId::CORE, name: interner.intern(ty) };
                let ty = out.leaf(ty, place);
                parts.push(out.expr(Head::TypeAssert, &[name, ty], place));
            }
            parts.extend(rest.iter().map(|&arg| copy(ast, arg, out)));
            out.expr(head, &parts, place)
        }
        Kind::Expr(head) => {
            let mut parts = vec![copy_signature(ast, args[0], interner, out)];
            parts.extend(args[1..].iter().map(|&arg| copy(ast, arg, out)));
            out.expr(head, &parts, place)
        }
        _ => copy(ast, node, out),
    }
}

/// Copies a tree into another arena.
fn copy(ast: &Ast, node: NodeId, out: &mut Ast) -> NodeId {
    let args: Vec<NodeId> = ast.args(node).iter().map(|&arg| copy(ast, arg, out)).collect();
    let span = ast.span(node);
    let kind = match ast.kind(node) {
        Kind::String(text) => Kind::String(out.add_text(ast.bytes(text))),
        Kind::Verbatim(text) => Kind::Verbatim(out.add_text(ast.bytes(text))),
        other => other,
    };
    out.push(kind, &args, (span.start, span.end))
}

/// Whether the statement at `root` calls a macro that is to be expanded before it is lowered; quotations count only
/// where they are interpolated.
pub fn calls_macros(ast: &Ast, root: NodeId, interner: &Interner) -> bool {
    if !ast.may_have_macros(root) {
        debug_assert!(!has_macro_call(ast, root, interner), "the statement has no macro call");
        return false;
    }
    has_macro_call(ast, root, interner)
}

fn has_macro_call(ast: &Ast, root: NodeId, interner: &Interner) -> bool {
    let mut pending = vec![(root, 0u32)];
    while let Some((node, depth)) = pending.pop() {
        let args = ast.args(node);
        let mut depth = depth;
        match ast.kind(node) {
            Kind::Expr(Head::MacroCall) if depth == 0 => {
                if !is_native_macro(ast, args[0], interner) {
                    return true;
                }
                pending.extend(args[1..].iter().map(|&arg| (arg, depth)));
                continue;
            }
            Kind::Expr(Head::Macro) if node != root => return true,
            Kind::Expr(Head::Quote) => depth += 1,
            Kind::Expr(Head::Interpolate) => depth = depth.saturating_sub(1),
            Kind::Inert => continue,
            _ => {}
        }
        pending.extend(args.iter().map(|&arg| (arg, depth)));
    }
    false
}

/// Macros that lowering itself knows; `expand.jl` lists the same names, but for those that it can expand as well.
const NATIVE: &[&str] = &[
    "@inbounds",
    "@boundscheck",
    "@inline",
    "@noinline",
    "@_noinline_meta",
    "@doc",
    "@int128_str",
    "@uint128_str",
    "@big_str",
    "@r_str",
    "@s_str",
    "@MIME_str",
    "@view",
    "@views",
    "@__dot__",
];

fn is_native_macro(ast: &Ast, name: NodeId, interner: &Interner) -> bool {
    let name = match ast.kind(name) {
        Kind::Symbol(name) | Kind::GlobalRef { name, .. } => name,
        Kind::Expr(Head::Dot) => match ast.args(name) {
            &[module, name]
                if ast.symbol(module).is_some_and(|module| module == sym::BASE || module == sym::CORE) =>
            {
                match ast.args(name).first().and_then(|&name| ast.symbol(name)) {
                    Some(name) => name,
                    None => return false,
                }
            }
            _ => return false,
        },
        _ => return false,
    };
    NATIVE.contains(&interner.name(name))
}
