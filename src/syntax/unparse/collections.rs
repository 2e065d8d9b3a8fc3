//! Printing of what stands in brackets, of generators, chains and fields.

use super::{ARROW, ASSIGNMENT, COMPARISON, ITEM, PAIR, Printer, STATEMENT, STEP};
use crate::raw::Raw;
use crate::{Head, Kind, NodeId};

impl Printer<'_> {
    pub(super) fn where_clause(&mut self, args: &[NodeId], indent: usize, prec: u8) {
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

    pub(super) fn comparison(&mut self, args: &[NodeId], indent: usize, prec: u8) {
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
    pub(super) fn ranges(&mut self, ranges: &[NodeId], indent: usize) {
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

    pub(super) fn tuple(&mut self, args: &[NodeId], indent: usize) {
        self.text("(");
        self.arguments(args, indent);
        let single = args.len() == 1 && self.ast.head(args[0]) != Some(Head::Parameters);
        self.text(if single { ",)" } else { ")" });
    }

    pub(super) fn brackets(
        &mut self,
        open: &'static str,
        args: &[NodeId],
        close: &'static str,
        indent: usize,
    ) {
        self.text(open);
        match args {
            [single] if matches!(self.ast.head(*single), Some(Head::Generator | Head::Flatten)) => {
                self.generator(*single, indent);
            }
            _ => self.arguments(args, indent),
        }
        self.text(close);
    }

    pub(super) fn applied(
        &mut self,
        open: &'static str,
        args: &[NodeId],
        close: &'static str,
        indent: usize,
    ) {
        self.attached(args[0], indent);
        self.brackets(open, &args[1..], close, indent);
    }

    pub(super) fn dot(&mut self, args: &[NodeId], indent: usize) {
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

    pub(super) fn rows(&mut self, head: Head, args: &[NodeId], indent: usize) {
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

    pub(super) fn dimensions(&mut self, head: Head, args: &[NodeId], indent: usize) {
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
    pub(super) fn generator(&mut self, node: NodeId, indent: usize) {
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
    pub(super) fn depth_of_flatten(&self, mut node: NodeId) -> usize {
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

    pub(super) fn filter(&mut self, args: &[NodeId], indent: usize) {
        self.ranges(&args[1..], indent);
        self.text(" if ");
        self.child(args[0], indent + STEP, 0);
    }
}
