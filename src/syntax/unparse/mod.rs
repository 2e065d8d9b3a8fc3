//! Trees back to source, as `show` of an `Expr` prints it (without the comments that Julia prints for line nodes).
//!
//! Operands that bind no tighter than the operator around them get parentheses, whether or not the text had them;
//! blocks are indented by four, and by four more inside of expressions. The walk keeps its own stack of steps, so that
//! deep trees are printed too.

mod collections;
mod forms;

use crate::lex::lex;
use crate::raw::{Prec, Raw};
use crate::sexpr::{char_bytes, write_float};
use crate::{Ast, Head, Kind, NodeId};
use core::fmt::Write;
use juliette_support::{FileId, Interner, ModuleId, Symbol};
use std::borrow::Cow;

/// Source text of the tree below `node`.
pub fn unparse(ast: &Ast, node: NodeId, interner: &Interner) -> String {
    let mut printer = Printer { ast, interner, out: String::new(), todo: Vec::new() };
    let mut pending = vec![Step::Node { node, indent: 0, prec: STATEMENT }];
    while let Some(step) = pending.pop() {
        match step {
            Step::Text(text) => printer.out.push_str(&text),
            Step::Line(indent) => {
                printer.out.push('\n');
                printer.out.extend(core::iter::repeat_n(' ', indent));
            }
            Step::Node { node, indent, prec } => {
                printer.node(node, indent, prec);
                pending.extend(printer.todo.drain(..).rev());
            }
        }
    }
    printer.out
}

/// What is still to be printed.
enum Step {
    Text(Cow<'static, str>),
    /// A line break and this many spaces.
    Line(usize),
    Node {
        node: NodeId,
        indent: usize,
        prec: u8,
    },
}

struct Printer<'a> {
    ast: &'a Ast,
    interner: &'a Interner,
    out: String,
    /// The steps of the node that is being expanded.
    todo: Vec<Step>,
}

const STEP: usize = 4;
/// Levels of precedence: a statement, an item of a list, then Julia's operators, loosest first.
const STATEMENT: u8 = 0;
const ITEM: u8 = 1;
const ASSIGNMENT: u8 = 2;
const PAIR: u8 = 3;
const ARROW: u8 = 5;
const OR: u8 = 6;
const AND: u8 = 7;
const COMPARISON: u8 = 8;
const COLON: u8 = 11;
const PLUS: u8 = 12;
const POWER: u8 = 16;
const DECLARATION: u8 = 17;

fn level(class: Prec) -> u8 {
    match class {
        Prec::Assign | Prec::Update | Prec::OtherAssign | Prec::Tilde => ASSIGNMENT,
        Prec::Pair => PAIR,
        Prec::Arrow | Prec::LongArrow => ARROW,
        Prec::Or => OR,
        Prec::And => AND,
        Prec::Comparison => COMPARISON,
        Prec::PipeLeft => 9,
        Prec::PipeRight => 10,
        Prec::Range => COLON,
        Prec::Plus => PLUS,
        Prec::Times => 13,
        Prec::Rational => 14,
        Prec::Shift => 15,
        Prec::Power => POWER,
        Prec::Prefix => 0,
    }
}

impl Printer<'_> {
    fn text(&mut self, text: impl Into<Cow<'static, str>>) {
        self.todo.push(Step::Text(text.into()));
    }

    fn line(&mut self, indent: usize) {
        self.todo.push(Step::Line(indent));
    }

    fn child(&mut self, node: NodeId, indent: usize, prec: u8) {
        self.todo.push(Step::Node { node, indent, prec });
    }

    fn enclosed(&mut self, node: NodeId, indent: usize) {
        self.text("(");
        self.child(node, indent, 0);
        self.text(")");
    }

    fn list(&mut self, nodes: &[NodeId], separator: &'static str, indent: usize, prec: u8) {
        for (i, &node) in nodes.iter().enumerate() {
            if i > 0 {
                self.text(separator);
            }
            self.child(node, indent, prec);
        }
    }

    /// The one raw token that `text` is.
    fn token(&self, text: &str) -> Option<Raw> {
        let tokens = lex(FileId(0), text, &mut Vec::new());
        (tokens.len() == 2).then(|| tokens[0].kind)
    }

    /// How tightly the function `name` binds as an infix operator.
    fn infix_level(&self, name: Symbol) -> Option<u8> {
        match self.interner.name(name) {
            "in" | "isa" | "<:" | ">:" => return Some(COMPARISON),
            ":" => return Some(COLON),
            "$" => return Some(PLUS),
            text if text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') => return None,
            _ => {}
        }
        match self.token(self.interner.name(name))? {
            Raw::Op(Prec::Prefix) => None,
            Raw::Op(class) => Some(level(class)),
            _ => None,
        }
    }

    fn is_unary(&self, name: Symbol) -> bool {
        matches!(
            self.interner.name(name).trim_start_matches('.'),
            "+" | "-" | "!" | "~" | "¬" | "√" | "∛" | "∜" | "⋆" | "±" | "∓"
        )
    }

    /// A name as source: plain, or `var"…"` where it is none.
    fn name(&self, name: Symbol) -> String {
        let text = self.interner.name(name);
        let plain = match self.token(text.strip_prefix('@').unwrap_or(text)) {
            Some(
                Raw::Name | Raw::Op(_) | Raw::Subtype | Raw::Colon | Raw::Dollar | Raw::Splat | Raw::Dot,
            ) => true,
            Some(Raw::Word(_)) => matches!(text, "end" | "begin") || text.starts_with('@'),
            _ => matches!(text, "->" | "::" | "." | "..." | "?"),
        };
        if plain {
            text.to_owned()
        } else {
            format!("var\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
        }
    }

    fn node(&mut self, node: NodeId, indent: usize, prec: u8) {
        match self.ast.kind(node) {
            Kind::Expr(head) => self.expr(head, node, indent, prec),
            Kind::Inert => self.quoted(self.ast.args(node)[0], indent),
            leaf => {
                let text = self.leaf(leaf);
                self.text(text);
            }
        }
    }

    fn leaf(&self, kind: Kind) -> String {
        match kind {
            Kind::Expr(_) | Kind::Inert => String::new(),
            Kind::Symbol(name) => self.name(name),
            Kind::String(id) => format!("\"{}\"", escaped(self.ast.bytes(id), '"')),
            Kind::Char(bits) => format!("'{}'", escaped(char_bytes(bits, &mut [0; 4]), '\'')),
            Kind::Int64(value) => value.to_string(),
            Kind::UInt8(value) => format!("{value:#04x}"),
            Kind::UInt16(value) => format!("{value:#06x}"),
            Kind::UInt32(value) => format!("{value:#010x}"),
            Kind::UInt64(value) => format!("{value:#018x}"),
            Kind::Float64(value) => float(value),
            Kind::Float32(value) => {
                let text = float(f64::from(value));
                let shortest = format!("{value:e}");
                let (digits, exponent) = shortest.split_once('e').unwrap_or((&text, "0"));
                let point = if digits.contains('.') { "" } else { ".0" };
                format!("{digits}{point}f{exponent}")
            }
            Kind::Bool(value) => value.to_string(),
            Kind::Nothing => "nothing".into(),
            Kind::GlobalRef { module, name } => {
                let text = self.name(name);
                let colon = if self.infix_level(name).is_some() { ":" } else { "" };
                format!("{}.{colon}{text}", module_name(module))
            }
            Kind::Value(number) => format!("$(value {number})"),
            Kind::Line { line, file } => format!("#= {}:{line} =#", self.interner.name(file)),
            Kind::Verbatim(text) => self.ast.text(text).into_owned(),
        }
    }

    /// `:x` or `:(…)`.
    fn quoted(&mut self, node: NodeId, indent: usize) {
        match self.ast.kind(node) {
            Kind::Symbol(name) => {
                let text = self.interner.name(name);
                let text = match self.token(text) {
                    Some(Raw::Name | Raw::Word(_)) => format!(":{text}"),
                    Some(Raw::Op(_)) if text.starts_with('=') || text == ":=" => format!(":({text})"),
                    Some(Raw::Op(_) | Raw::Subtype) => format!(":{text}"),
                    Some(_) => format!(":({text})"),
                    None => format!(":{}", self.name(name)),
                };
                self.text(text);
            }
            _ => {
                self.text(":(");
                self.child(node, indent + STEP, 0);
                self.text(")");
            }
        }
    }

    fn infix(&mut self, op: &str, operands: &[NodeId], own: u8, indent: usize, prec: u8) {
        let parens = own <= prec;
        if parens {
            self.text("(");
        }
        for (i, &operand) in operands.iter().enumerate() {
            if i > 0 {
                self.text(op.to_owned());
            }
            let apart = match self.ast.kind(operand) {
                Kind::Symbol(name) => self.infix_level(name).is_some() || self.is_unary(name),
                Kind::Expr(Head::Splat) => true,
                Kind::Int64(value) => i == 0 && own == POWER && value < 0,
                Kind::Float64(value) => i == 0 && own == POWER && value.is_sign_negative(),
                _ => i == 0 && own >= POWER && self.is_unary_call(operand),
            };
            if apart {
                self.enclosed(operand, indent + STEP);
            } else {
                self.child(operand, indent + STEP, own);
            }
        }
        if parens {
            self.text(")");
        }
    }

    fn is_unary_call(&self, node: NodeId) -> bool {
        let args = self.ast.args(node);
        self.ast.head(node) == Some(Head::Call)
            && args.len() == 2
            && self.ast.symbol(args[0]).is_some_and(|name| self.is_unary(name))
    }

    /// An operand that something follows directly: a name as it is, anything else in parentheses.
    fn attached(&mut self, node: NodeId, indent: usize) {
        let plain = match self.ast.kind(node) {
            Kind::Symbol(name) => self.infix_level(name).is_none(),
            Kind::String(_) | Kind::Char(_) | Kind::GlobalRef { .. } => true,
            Kind::Expr(Head::Dot) => matches!(
                self.ast.args(node).get(1).map(|&n| self.ast.kind(n)),
                Some(Kind::Inert | Kind::Expr(Head::Quote))
            ),
            Kind::Expr(Head::Curly | Head::Interpolate) => true,
            _ => false,
        };
        if plain { self.child(node, indent, 0) } else { self.enclosed(node, indent) }
    }

    /// Arguments with `; …` at the end.
    fn arguments(&mut self, args: &[NodeId], indent: usize) {
        if let [single] = *args
            && matches!(self.ast.head(single), Some(Head::Generator | Head::Flatten))
        {
            return self.generator(single, indent);
        }
        let (parameters, rest) = match args.split_first() {
            Some((&first, rest)) if self.ast.head(first) == Some(Head::Parameters) => (Some(first), rest),
            _ => (None, args),
        };
        self.list(rest, ", ", indent + STEP, ITEM);
        if let Some(parameters) = parameters {
            self.text("; ");
            let inner = self.ast.args(parameters).to_vec();
            self.arguments(&inner, indent);
        }
    }

    fn call(&mut self, args: &[NodeId], indent: usize, prec: u8) {
        let Some((&function, operands)) = args.split_first() else { return self.text("()") };
        let plain = operands
            .iter()
            .all(|&n| !matches!(self.ast.head(n), Some(Head::Splat | Head::Parameters | Head::Kw)));
        // An operator of a module is written like any other.
        let name = match self.ast.kind(function) {
            Kind::Symbol(name) => Some(name),
            Kind::GlobalRef { name, .. } => self.infix_level(name).map(|_| name),
            _ => None,
        };
        if let Some(name) = name
            && plain
        {
            let text = self.interner.name(name).to_owned();
            if text.starts_with('\'') && operands.len() == 1 {
                self.attached(operands[0], indent);
                return self.text(text);
            }
            if operands.len() == 1 && self.is_unary(name) {
                self.text(text);
                let simple = match self.ast.kind(operands[0]) {
                    Kind::Expr(_) => false,
                    Kind::Symbol(inner) => self.infix_level(inner).is_none(),
                    Kind::Int64(value) => value >= 0,
                    Kind::Float64(value) => !value.is_sign_negative(),
                    Kind::Float32(value) => !value.is_sign_negative(),
                    _ => true,
                };
                return if simple {
                    self.child(operands[0], indent, 0)
                } else {
                    self.enclosed(operands[0], indent)
                };
            }
            if let Some(own) = self.infix_level(name) {
                let many = matches!(text.as_str(), "+" | "*" | "++") && operands.len() > 2;
                let range = text == ":" && operands.len() == 3;
                let coefficient = text == "*"
                    && operands.len() == 2
                    && matches!(self.ast.kind(operands[0]), Kind::Int64(1..) | Kind::Float64(_))
                    && self.is_factor(operands[1]);
                if coefficient {
                    return self.infix("", operands, own, indent, prec);
                }
                if operands.len() == 2 || many || range {
                    let spaced = if own == COLON { text } else { format!(" {text} ") };
                    return self.infix(&spaced, operands, own, indent, prec);
                }
            }
        }
        match self.ast.kind(function) {
            // These take what follows as an operand.
            Kind::Symbol(name) if matches!(self.interner.name(name), "&" | "$" | "<:" | ">:") => {
                self.enclosed(function, indent);
            }
            Kind::Symbol(_) => self.child(function, indent, 0),
            _ => self.attached(function, indent),
        }
        self.text("(");
        self.arguments(operands, indent);
        self.text(")");
    }

    /// A name that can follow a number directly without becoming part of it.
    fn is_factor(&self, node: NodeId) -> bool {
        let Some(name) = self.ast.symbol(node) else { return false };
        let text = self.interner.name(name);
        matches!(self.token(text), Some(Raw::Name)) && !text.starts_with(['e', 'E', 'f', '_'])
    }

    fn expr(&mut self, head: Head, node: NodeId, indent: usize, prec: u8) {
        let args = self.ast.args(node).to_vec();
        let op = |text: &str| format!(" {text} ");
        match head {
            Head::Call => self.call(&args, indent, prec),
            Head::Assign | Head::Kw => {
                self.infix(" = ", &args, ASSIGNMENT, indent, if head == Head::Kw { STATEMENT } else { prec })
            }
            Head::DotAssign => self.infix(" .= ", &args, ASSIGNMENT, indent, prec),
            Head::Update(_) | Head::DotUpdate(_) | Head::OtherAssign(_) => {
                let text = op(&crate::sexpr::head_name(head, self.interner));
                self.infix(&text, &args, ASSIGNMENT, indent, prec);
            }
            Head::AndAnd | Head::DotAndAnd => {
                self.infix(&op(head.text().unwrap_or_default()), &args, AND, indent, prec)
            }
            Head::OrOr | Head::DotOrOr => {
                self.infix(&op(head.text().unwrap_or_default()), &args, OR, indent, prec)
            }
            Head::LongArrow => self.infix(" --> ", &args, ARROW, indent, prec),
            Head::Arrow => self.infix("->", &args, ASSIGNMENT, indent, prec),
            Head::Subtype | Head::Supertype if args.len() == 2 => {
                self.infix(&op(head.text().unwrap_or_default()), &args, COMPARISON, indent, prec);
            }
            Head::TypeAssert if args.len() == 2 => self.infix("::", &args, DECLARATION, indent, prec),
            Head::Where => self.where_clause(&args, indent, prec),
            Head::Comparison => self.comparison(&args, indent, prec),
            Head::Subtype | Head::Supertype | Head::TypeAssert | Head::AddressOf | Head::Interpolate => {
                self.text(head.text().unwrap_or_default());
                let simple = args.len() == 1 && !matches!(self.ast.kind(args[0]), Kind::Expr(_));
                if simple {
                    self.child(args[0], indent, 0);
                } else {
                    self.text("(");
                    self.list(&args, ", ", indent, 0);
                    self.text(")");
                }
            }
            Head::Splat => {
                if self.ast.head(args[0]) == Some(Head::Splat) {
                    self.enclosed(args[0], indent);
                } else {
                    self.child(args[0], indent, COLON - 1);
                }
                self.text("...");
            }
            Head::Adjoint => {
                if self.ast.head(args[0]).is_some() {
                    self.enclosed(args[0], indent);
                } else {
                    self.attached(args[0], indent);
                }
                self.text("'");
            }
            Head::Tuple => self.tuple(&args, indent),
            Head::Parameters => self.arguments(&args, indent),
            Head::Vect => self.brackets("[", &args, "]", indent),
            Head::Braces => self.brackets("{", &args, "}", indent),
            Head::Curly => self.applied("{", &args, "}", indent),
            Head::Ref => self.applied("[", &args, "]", indent),
            Head::Dot => self.dot(&args, indent),
            Head::HCat | Head::VCat | Head::Row | Head::TypedHCat | Head::TypedVCat | Head::BracesCat => {
                self.rows(head, &args, indent);
            }
            Head::NCat | Head::NRow | Head::TypedNCat => self.dimensions(head, &args, indent),
            Head::Comprehension => self.brackets("[", &args, "]", indent),
            Head::TypedComprehension => self.applied("[", &args, "]", indent),
            Head::Generator | Head::Flatten => {
                self.text("(");
                self.generator(node, indent);
                self.text(")");
            }
            Head::Filter => self.filter(&args, indent),
            Head::String => self.string(&args, indent),
            Head::MacroCall => self.macro_call(&args, indent, prec),
            Head::Quote => match self.ast.head(args[0]) {
                Some(Head::Block) => {
                    self.text("quote");
                    self.statements(args[0], indent + STEP);
                    self.block_end(indent);
                }
                Some(_) | None => self.quoted(args[0], indent),
            },
            Head::Block => {
                self.text("begin");
                self.statements(node, indent + STEP);
                self.block_end(indent);
            }
            Head::TopLevel => self.list(&args, "; ", indent, 0),
            Head::If | Head::ElseIf => self.if_block(head, &args, indent),
            Head::While => {
                self.text("while ");
                self.child(args[0], indent, ASSIGNMENT);
                self.statements(args[1], indent + STEP);
                self.block_end(indent);
            }
            Head::For => {
                let ranges = self.spread(args[0]);
                self.text("for ");
                self.ranges(&ranges, indent);
                self.statements(args[1], indent + STEP);
                self.block_end(indent);
            }
            Head::Let => {
                let bindings = self.spread(args[0]);
                if bindings.is_empty() {
                    self.text("let");
                    self.statements(args[1], indent + STEP);
                    self.block_end(indent);
                } else {
                    self.block_form("let", &bindings, args[1], indent);
                }
            }
            Head::Function | Head::Macro if args.len() == 2 => {
                self.text(format!("{} ", head.text().unwrap_or_default()));
                self.signature(args[0], indent);
                self.statements(args[1], indent + STEP);
                self.block_end(indent);
            }
            Head::Function | Head::Macro => {
                self.text(format!("{} ", head.text().unwrap_or_default()));
                self.list(&args, ", ", indent, 0);
                self.text(" end");
            }
            Head::Struct => {
                let mutable = self.ast.kind(args[0]) == Kind::Bool(true);
                self.block_form(
                    if mutable { "mutable struct" } else { "struct" },
                    &args[1..2],
                    args[2],
                    indent,
                );
            }
            Head::Abstract => {
                self.text("abstract type ");
                self.child(args[0], indent, 0);
                self.text(" end");
            }
            Head::Primitive => {
                self.text("primitive type ");
                self.list(&args, " ", indent, 0);
                self.text(" end");
            }
            Head::Module => {
                let plain = self.ast.kind(args[0]) == Kind::Bool(true);
                self.text(if plain { "module " } else { "baremodule " });
                self.child(args[1], indent, 0);
                self.statements(args[2], indent);
                self.block_end(indent);
            }
            Head::Do => self.do_block(&args, indent),
            Head::Try => self.try_block(&args, indent),
            Head::Return => {
                self.text("return");
                if self.ast.kind(args[0]) != Kind::Nothing {
                    self.text(" ");
                    self.child(args[0], indent, 0);
                }
            }
            Head::Break | Head::Continue => self.text(head.text().unwrap_or_default()),
            Head::Global | Head::Local | Head::Const | Head::Outer => {
                self.text(format!("{} ", head.text().unwrap_or_default()));
                self.list(&args, ", ", indent, 0);
            }
            Head::Import | Head::Using | Head::Export | Head::Public => {
                let mut text = format!("{} ", head.text().unwrap_or_default());
                let parts: Vec<String> = args.iter().map(|&arg| self.import(arg)).collect();
                text.push_str(&parts.join(", "));
                self.text(text);
            }
            Head::As | Head::Colon => {
                let text = self.import(node);
                self.text(text);
            }
            Head::Meta | Head::IsDefined | Head::SymbolicLabel | Head::SymbolicGoto => {
                self.text(format!("$(Expr(:{}", head.text().unwrap_or_default()));
                for &arg in &args {
                    self.text(", ");
                    match self.ast.kind(arg) {
                        Kind::Symbol(_) => self.quoted(arg, indent),
                        _ => self.child(arg, indent, ITEM),
                    }
                }
                self.text("))");
            }
            Head::Error => self.text("error"),
        }
    }

    fn is_infix_call(&self, node: NodeId) -> bool {
        self.ast.head(node) == Some(Head::Call)
            && self.ast.symbol(self.ast.args(node)[0]).is_some_and(|name| self.infix_level(name).is_some())
    }
}

/// The name of a module that trees refer to by its number.
pub(crate) fn module_name(module: ModuleId) -> &'static str {
    match module {
        ModuleId::CORE => "Core",
        ModuleId::BASE => "Base",
        _ => "Main",
    }
}

fn float(value: f64) -> String {
    let mut text = String::new();
    write_float(value, &mut text);
    text
}

/// The text of a literal between `quote`s, escaped.
fn escaped(bytes: &[u8], quote: char) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '$' if quote == '"' => out.push_str("\\$"),
                c if c == quote => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '\x1b' => out.push_str("\\e"),
                '\0'..' ' | '\x7f' => {
                    let _ = write!(out, "\\x{:02x}", c as u32);
                }
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}
