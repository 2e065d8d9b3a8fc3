//! Printing of blocks, definitions, macro calls, strings and imports.

use super::{ASSIGNMENT, ITEM, Printer, STATEMENT, STEP, escaped, unparse};
use crate::raw::Raw;
use crate::{Head, Kind, NodeId};
use juliette_support::{Symbol, sym};

impl Printer<'_> {
    /// The statements of a block on lines of their own.
    pub(super) fn statements(&mut self, block: NodeId, indent: usize) {
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

    pub(super) fn block_end(&mut self, indent: usize) {
        self.line(indent);
        self.text("end");
    }

    /// `word head`, statements, `end`.
    pub(super) fn block_form(&mut self, word: &'static str, heads: &[NodeId], body: NodeId, indent: usize) {
        self.text(word);
        self.text(" ");
        self.list(heads, ", ", indent, 0);
        self.statements(body, indent + STEP);
        self.block_end(indent);
    }

    /// The children of `node` if it is a block, else itself.
    pub(super) fn spread(&self, node: NodeId) -> Vec<NodeId> {
        if self.ast.head(node) == Some(Head::Block) { self.ast.args(node).to_vec() } else { vec![node] }
    }

    /// The head of a definition: operators are called like other functions there.
    pub(super) fn signature(&mut self, node: NodeId, indent: usize) {
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

    pub(super) fn string(&mut self, args: &[NodeId], indent: usize) {
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

    pub(super) fn macro_call(&mut self, args: &[NodeId], indent: usize, prec: u8) {
        let Some((&name, mut arguments)) = args.split_first() else { return };
        if let Some((&last, rest)) = arguments.split_last()
            && let Kind::Line { line, file } = self.ast.kind(last)
        {
            let file = self.interner.name(file).to_owned();
            self.text(format!("#= {file}:{line} =# "));
            arguments = rest;
        }
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
    pub(super) fn macro_name(&self, name: NodeId) -> String {
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

    pub(super) fn macro_symbol(&self, symbol: Symbol) -> String {
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

    pub(super) fn if_block(&mut self, head: Head, args: &[NodeId], indent: usize) {
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

    pub(super) fn do_block(&mut self, args: &[NodeId], indent: usize) {
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

    pub(super) fn try_block(&mut self, args: &[NodeId], indent: usize) {
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
    pub(super) fn import(&self, node: NodeId) -> String {
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
