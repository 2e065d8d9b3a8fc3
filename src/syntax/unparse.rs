//! Trees back to source, as `show` of an `Expr` prints it (without the comments that Julia prints for line nodes).
//!
//! Operands that bind no tighter than the operator around them get parentheses, whether or not the text had them;
//! blocks are indented by four, and by four more inside of expressions. The walk keeps its own stack of steps, so that
//! deep trees are printed too.

use crate::lex::lex;
use crate::raw::{Prec, Raw};
use crate::sexpr::{char_bytes, write_float};
use crate::{Ast, Head, Kind, NodeId};
use core::fmt::Write;
use juliette_support::{FileId, Interner, Symbol, sym};
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
                format!("{}.{}", self.interner.name(module), self.name(name))
            }
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

    /// The statements of a block on lines of their own.
    fn statements(&mut self, block: NodeId, indent: usize) {
        if self.ast.head(block) == Some(Head::Block) {
            for &statement in self.ast.args(block) {
                self.line(indent);
                self.child(statement, indent, 0);
            }
        } else {
            self.line(indent);
            self.child(block, indent, 0);
        }
    }

    fn block_end(&mut self, indent: usize) {
        self.line(indent);
        self.text("end");
    }

    /// `word head`, statements, `end`.
    fn block_form(&mut self, word: &'static str, heads: &[NodeId], body: NodeId, indent: usize) {
        self.text(word);
        self.text(" ");
        self.list(heads, ", ", indent, 0);
        self.statements(body, indent + STEP);
        self.block_end(indent);
    }

    /// The children of `node` if it is a block, else itself.
    fn spread(&self, node: NodeId) -> Vec<NodeId> {
        if self.ast.head(node) == Some(Head::Block) { self.ast.args(node).to_vec() } else { vec![node] }
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
        if let Some(name) = self.ast.symbol(function)
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

    /// The head of a definition: operators are called like other functions there.
    fn signature(&mut self, node: NodeId, indent: usize) {
        let args = self.ast.args(node);
        if self.ast.head(node) == Some(Head::Splat) {
            return self.enclosed(node, indent);
        }
        if self.ast.head(node) != Some(Head::Call) || self.ast.symbol(args[0]).is_none() {
            return self.child(node, indent, STATEMENT);
        }
        let args = args.to_vec();
        self.child(args[0], indent, STATEMENT);
        self.text("(");
        self.arguments(&args[1..], indent);
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
            Head::Error => self.text("error"),
        }
    }

    fn where_clause(&mut self, args: &[NodeId], indent: usize, prec: u8) {
        let parens = prec > ITEM;
        if parens {
            self.text("(");
        }
        let nested = matches!(
            self.ast.head(args[0]),
            Some(Head::Where | Head::TypeAssert | Head::Arrow | Head::Assign)
        ) || self.is_infix_call(args[0]);
        if nested {
            self.enclosed(args[0], indent)
        } else {
            self.child(args[0], indent, 0)
        }
        self.text(" where ");
        match args {
            [_, single] => self.child(*single, indent, ARROW),
            _ => self.brackets("{", &args[1..], "}", indent),
        }
        if parens {
            self.text(")");
        }
    }

    fn is_infix_call(&self, node: NodeId) -> bool {
        self.ast.head(node) == Some(Head::Call)
            && self.ast.symbol(self.ast.args(node)[0]).is_some_and(|name| self.infix_level(name).is_some())
    }

    fn comparison(&mut self, args: &[NodeId], indent: usize, prec: u8) {
        let parens = prec >= COMPARISON;
        if parens {
            self.text("(");
        }
        for (i, &arg) in args.iter().enumerate() {
            match self.ast.symbol(arg) {
                Some(op) if i % 2 == 1 => self.text(format!(" {} ", self.interner.name(op))),
                Some(_) | None => self.child(arg, indent + STEP, COMPARISON),
            }
        }
        if parens {
            self.text(")");
        }
    }

    /// The ranges of a loop or generator.
    fn ranges(&mut self, ranges: &[NodeId], indent: usize) {
        for (i, &range) in ranges.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            match (self.ast.head(range), self.ast.args(range)) {
                (Some(Head::Assign), &[variable, values]) => {
                    self.child(variable, indent + STEP, ASSIGNMENT);
                    self.text(" = ");
                    self.child(values, indent + STEP, COMPARISON);
                }
                _ => self.child(range, indent + STEP, STATEMENT),
            }
        }
    }

    fn tuple(&mut self, args: &[NodeId], indent: usize) {
        self.text("(");
        self.arguments(args, indent);
        let single = args.len() == 1 && self.ast.head(args[0]) != Some(Head::Parameters);
        self.text(if single { ",)" } else { ")" });
    }

    fn brackets(&mut self, open: &'static str, args: &[NodeId], close: &'static str, indent: usize) {
        self.text(open);
        match args {
            [single] if matches!(self.ast.head(*single), Some(Head::Generator | Head::Flatten)) => {
                self.generator(*single, indent);
            }
            _ => self.arguments(args, indent),
        }
        self.text(close);
    }

    fn applied(&mut self, open: &'static str, args: &[NodeId], close: &'static str, indent: usize) {
        self.attached(args[0], indent);
        self.brackets(open, &args[1..], close, indent);
    }

    fn dot(&mut self, args: &[NodeId], indent: usize) {
        let [object, field] = *args else { return self.list(args, ".", indent, 0) };
        self.attached(object, indent);
        if self.ast.head(field) == Some(Head::Tuple) {
            self.text(".");
            self.text("(");
            let inner = self.ast.args(field).to_vec();
            self.arguments(&inner, indent);
            return self.text(")");
        }
        self.text(".");
        match (self.ast.kind(field), self.ast.args(field)) {
            (Kind::Inert, &[name]) => match self.ast.symbol(name) {
                Some(symbol) if self.infix_level(symbol).is_some() || self.is_unary(symbol) => {
                    self.quoted(name, indent)
                }
                Some(symbol) => {
                    let text = self.interner.name(symbol);
                    let word = matches!(self.token(text), Some(Raw::Word(_)));
                    let text = if word { text.to_owned() } else { self.name(symbol) };
                    self.text(text);
                }
                None => self.child(name, indent, 0),
            },
            _ => self.child(field, indent, 0),
        }
    }

    fn rows(&mut self, head: Head, args: &[NodeId], indent: usize) {
        let (typed, separator, open, close) = match head {
            Head::TypedHCat => (true, " ", "[", "]"),
            Head::TypedVCat => (true, "; ", "[", "]"),
            Head::VCat => (false, "; ", "[", "]"),
            Head::BracesCat => (false, "; ", "{", "}"),
            Head::Row => (false, " ", "", ""),
            _ => (false, " ", "[", "]"),
        };
        let elements = if typed {
            self.attached(args[0], indent);
            &args[1..]
        } else {
            args
        };
        self.text(open);
        self.list(elements, separator, indent + STEP, if separator == " " { PAIR } else { 0 });
        if elements.len() == 1 && separator == "; " {
            self.text(";");
        }
        self.text(close);
    }

    fn dimensions(&mut self, head: Head, args: &[NodeId], indent: usize) {
        let elements = if head == Head::TypedNCat {
            self.attached(args[0], indent);
            &args[1..]
        } else {
            args
        };
        let (dimension, elements) = elements.split_first().map_or((1, elements), |(&first, rest)| {
            (if let Kind::Int64(n) = self.ast.kind(first) { n.max(1) } else { 1 }, rest)
        });
        let separator = ";".repeat(dimension as usize);
        let bracket = head != Head::NRow;
        self.text(if bracket { "[" } else { "" });
        for (i, &element) in elements.iter().enumerate() {
            if i > 0 {
                self.text(format!("{separator} "));
            }
            self.child(element, indent + STEP, 0);
        }
        if elements.len() < 2 {
            self.text(separator);
        }
        self.text(if bracket { "]" } else { "" });
    }

    /// A generator without parentheses.
    fn generator(&mut self, node: NodeId, indent: usize) {
        // Clauses from the outside in; the innermost generator holds the element.
        let mut clauses = Vec::new();
        let mut inner = node;
        loop {
            match self.ast.head(inner) {
                Some(Head::Flatten) => inner = self.ast.args(inner)[0],
                Some(Head::Generator) => {
                    let args = self.ast.args(inner);
                    clauses.push(&args[1..]);
                    let flattened = matches!(self.ast.head(args[0]), Some(Head::Generator | Head::Flatten))
                        && clauses.len() <= self.depth_of_flatten(node);
                    inner = args[0];
                    if !flattened {
                        break;
                    }
                }
                Some(_) | None => break,
            }
        }
        self.child(inner, indent + STEP, 0);
        for clause in clauses {
            self.text(" for ");
            match *clause {
                [filter] if self.ast.head(filter) == Some(Head::Filter) => {
                    let args = self.ast.args(filter).to_vec();
                    self.filter(&args, indent);
                }
                _ => self.ranges(clause, indent),
            }
        }
    }

    /// How many `flatten` heads lie directly one inside the other.
    fn depth_of_flatten(&self, mut node: NodeId) -> usize {
        let mut depth = 0;
        while self.ast.head(node) == Some(Head::Flatten) {
            depth += 1;
            let generator = self.ast.args(node)[0];
            match self.ast.args(generator).first() {
                Some(&first) => node = first,
                None => break,
            }
        }
        depth
    }

    fn filter(&mut self, args: &[NodeId], indent: usize) {
        self.ranges(&args[1..], indent);
        self.text(" if ");
        self.child(args[0], indent + STEP, 0);
    }

    fn string(&mut self, args: &[NodeId], indent: usize) {
        self.text("\"");
        for &arg in args {
            match self.ast.kind(arg) {
                Kind::String(id) => {
                    let text = escaped(self.ast.bytes(id), '"');
                    self.text(text);
                }
                _ => {
                    self.text("$");
                    self.enclosed(arg, indent);
                }
            }
        }
        self.text("\"");
    }

    fn macro_call(&mut self, args: &[NodeId], indent: usize, prec: u8) {
        let Some((&name, arguments)) = args.split_first() else { return };
        if let Kind::GlobalRef { name, .. } = self.ast.kind(name) {
            match (name, arguments) {
                (sym::AT_DOC, &[text, thing]) => {
                    self.child(text, indent, 0);
                    self.line(indent);
                    return self.child(thing, indent, 0);
                }
                (sym::AT_CMD, &[text]) => {
                    if let Kind::String(id) = self.ast.kind(text) {
                        let raw = raw_text(&self.ast.text(id), '`');
                        return self.text(format!("`{raw}`"));
                    }
                }
                (sym::AT_INT128 | sym::AT_UINT128 | sym::AT_BIG, &[text]) => {
                    if let Kind::String(id) = self.ast.kind(text) {
                        let digits = self.ast.text(id).into_owned();
                        return self.text(digits);
                    }
                }
                _ => {}
            }
        }
        let spelled = self.macro_name(name);
        let literal = |n: &NodeId| matches!(self.ast.kind(*n), Kind::String(_));
        for (suffix, quote) in [("_str", '"'), ("_cmd", '`')] {
            if let Some(prefix) = spelled.strip_suffix(suffix)
                && (1..=2).contains(&arguments.len())
                && arguments.iter().all(literal)
            {
                let texts: Vec<String> = arguments
                    .iter()
                    .filter_map(|&n| {
                        if let Kind::String(id) = self.ast.kind(n) {
                            Some(self.ast.text(id).into_owned())
                        } else {
                            None
                        }
                    })
                    .collect();
                let (module, last) = prefix.rsplit_once('@').unwrap_or(("", prefix));
                let flags = texts.get(1).map_or("", String::as_str);
                return self
                    .text(format!("{module}{last}{quote}{}{quote}{flags}", raw_text(&texts[0], quote)));
            }
        }
        self.text(spelled);
        let parameters = arguments.first().is_some_and(|&a| self.ast.head(a) == Some(Head::Parameters));
        if prec > STATEMENT || parameters {
            self.text("(");
            self.arguments(arguments, indent);
            return self.text(")");
        }
        for &argument in arguments {
            self.text(" ");
            let operator = self.ast.symbol(argument).is_some_and(|name| self.infix_level(name).is_some());
            let apart = operator || self.ast.head(argument) == Some(Head::Arrow);
            if apart {
                self.enclosed(argument, indent + STEP);
            } else {
                self.child(argument, indent + STEP, 0);
            }
        }
    }

    /// `@m`, `A.@m`.
    fn macro_name(&self, name: NodeId) -> String {
        match (self.ast.kind(name), self.ast.args(name)) {
            (Kind::Symbol(symbol), _) => self.macro_symbol(symbol),
            (Kind::Expr(Head::Dot), &[module, field]) => {
                let last = self.ast.args(field).first().and_then(|&n| self.ast.symbol(n));
                format!(
                    "{}.{}",
                    unparse(self.ast, module, self.interner),
                    last.map_or(String::new(), |s| self.macro_symbol(s))
                )
            }
            _ => unparse(self.ast, name, self.interner),
        }
    }

    fn macro_symbol(&self, symbol: Symbol) -> String {
        let text = self.interner.name(symbol);
        if text == "@__dot__" {
            return "@.".into();
        }
        let bare = text.strip_prefix('@').unwrap_or(text);
        match self.token(bare) {
            Some(Raw::Name | Raw::Word(_) | Raw::Op(_)) => text.to_owned(),
            _ => format!("@var\"{bare}\""),
        }
    }

    fn if_block(&mut self, head: Head, args: &[NodeId], indent: usize) {
        self.text(if head == Head::If { "if " } else { "elseif " });
        match (self.ast.head(args[0]), self.ast.args(args[0])) {
            (Some(Head::Block), &[single]) if head == Head::ElseIf => self.child(single, indent, ASSIGNMENT),
            _ => self.child(args[0], indent, ASSIGNMENT),
        }
        self.statements(args[1], indent + STEP);
        if let Some(&rest) = args.get(2) {
            self.line(indent);
            if self.ast.head(rest) == Some(Head::ElseIf) {
                // It prints the `end` of the whole.
                return self.child(rest, indent, 0);
            }
            self.text("else");
            self.statements(rest, indent + STEP);
        }
        self.block_end(indent);
    }

    fn do_block(&mut self, args: &[NodeId], indent: usize) {
        self.child(args[0], indent, ITEM);
        self.text(" do");
        let (arguments, body) = match *self.ast.args(args[1]) {
            [arguments, body] => (arguments, body),
            _ => return,
        };
        let names = self.ast.args(arguments).to_vec();
        if !names.is_empty() {
            self.text(" ");
        }
        self.list(&names, ", ", indent, 0);
        self.statements(body, indent + STEP);
        self.block_end(indent);
    }

    fn try_block(&mut self, args: &[NodeId], indent: usize) {
        self.text("try");
        self.statements(args[0], indent + STEP);
        let absent = |n: NodeId| self.ast.kind(n) == Kind::Bool(false);
        let (variable, handler) = (args[1], args[2]);
        if !absent(handler) {
            self.line(indent);
            self.text("catch");
            if !absent(variable) {
                self.text(" ");
                self.child(variable, indent, 0);
            }
            self.statements(handler, indent + STEP);
        }
        for (word, part) in [("else", args.get(4)), ("finally", args.get(3))] {
            if let Some(&part) = part.filter(|&&n| self.ast.kind(n) != Kind::Bool(false)) {
                self.line(indent);
                self.text(word);
                self.statements(part, indent + STEP);
            }
        }
        self.block_end(indent);
    }

    /// A part of an import or export.
    fn import(&self, node: NodeId) -> String {
        let args = self.ast.args(node);
        let parts = |nodes: &[NodeId]| nodes.iter().map(|&n| self.import(n)).collect::<Vec<_>>();
        match self.ast.head(node) {
            Some(Head::Colon) => format!("{}: {}", self.import(args[0]), parts(&args[1..]).join(", ")),
            Some(Head::As) => format!("{} as {}", self.import(args[0]), self.import(args[1])),
            Some(Head::Dot) => {
                let dots = args
                    .iter()
                    .take_while(|&&n| self.ast.symbol(n).is_some_and(|s| self.interner.name(s) == "."))
                    .count();
                format!("{}{}", ".".repeat(dots), parts(&args[dots..]).join("."))
            }
            Some(_) | None => unparse(self.ast, node, self.interner),
        }
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

/// The text of a raw literal: quotes, and the backslashes before them, are escaped.
fn raw_text(text: &str, quote: char) -> String {
    let mut out = String::new();
    let mut backslashes = 0;
    for c in text.chars() {
        if c == '\\' {
            backslashes += 1;
        } else {
            if c == quote {
                out.extend(core::iter::repeat_n('\\', backslashes + 1));
            }
            backslashes = 0;
        }
        out.push(c);
    }
    out.extend(core::iter::repeat_n('\\', backslashes));
    out
}
