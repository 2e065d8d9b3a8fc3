//! Chains of operands with binary operators between them: precedence and associativity.
//!
//! The grammar gathers `a + b * c == d` flat, from left to right. Operands wait on the scratch stack, operators on a
//! stack of their own. Before an operator is put there, what binds tighter is made a node, so that the operators of a
//! chain are ordered at all times: each one binds tighter than the one below, or as tight and joins it. When the chain
//! ends, what is left is folded from the top.
//!
//! ```text
//! a + b * c      operands  a b c          operators  + *
//! … == d         operands  (a + b * c) d  operators  ==
//! ```
//!
//! Operators that join their like (`a + b + c` is one call, `a < b <= c` one comparison, commas one tuple) stay side
//! by side until they are folded together. Those that associate to the right stay too, and are folded one at a time.
//!
//! Which operators may stand in a chain, and after which they may not, is the grammar's business.

use crate::actions::{Builder, List, Place};
use crate::ast::{Head, NodeId};
use juliette_support::{Symbol, sym};

/// How tightly a binary operator binds, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Level {
    /// Assignments and `~`.
    Assign,
    Comma,
    Pair,
    /// `a ? b : c` takes what binds tighter before it.
    Ternary,
    Arrow,
    Or,
    And,
    Comparison,
    PipeLeft,
    PipeRight,
    Plus,
    Times,
    Rational,
    Shift,
}

/// What becomes of an operator and its operands.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    /// A call of the function of that name.
    Call(Symbol),
    /// A node with a head of its own.
    Head(Head),
}

/// A binary operator between its operands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operator {
    level: Level,
    meaning: Meaning,
    /// Where its name stands; of no use for one with a head of its own.
    place: Place,
}

/// A chain: its operands on the scratch stack and its operators on the stack of operators lie above these marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain {
    operands: u32,
    operators: u32,
}

impl Operator {
    pub(crate) const COMMA: Operator = Operator::head(Level::Comma, Head::Tuple);

    pub(crate) const fn call(level: Level, op: Symbol, place: Place) -> Self {
        Self { level, meaning: Meaning::Call(op), place }
    }

    pub(crate) const fn head(level: Level, head: Head) -> Self {
        Self { level, meaning: Meaning::Head(head), place: (0, 0) }
    }
}

impl Builder<'_> {
    pub(crate) fn chain(&mut self, op: Operator, a: NodeId, c: NodeId) -> Chain {
        let chain = self.begin_chain(a);
        self.stacks.operators.push(op);
        self.stacks.scratch.push(c);
        chain
    }

    fn begin_chain(&mut self, a: NodeId) -> Chain {
        let (operands, operators) = (self.stacks.scratch.len() as u32, self.stacks.operators.len() as u32);
        self.stacks.scratch.push(a);
        Chain { operands, operators }
    }

    /// Goes on with a chain.
    pub(crate) fn chain_on(&mut self, chain: Chain, op: Operator, c: NodeId) -> Chain {
        self.fold_before(chain, op);
        self.stacks.operators.push(op);
        self.stacks.scratch.push(c);
        chain
    }

    /// `a, = c`
    pub(crate) fn chain_tuple(&mut self, a: NodeId, op: Head, c: NodeId) -> Chain {
        let chain = self.begin_chain(a);
        self.chain_on_tuple(chain, op, c)
    }

    /// A chain, and `, = c`: the last operands between commas are a tuple even if there is only one.
    pub(crate) fn chain_on_tuple(&mut self, chain: Chain, op: Head, c: NodeId) -> Chain {
        self.fold_tighter(chain, Level::Comma);
        if self.last_operator(chain).is_none_or(|last| last.level != Level::Comma) {
            let a = self.pop_operand();
            let tuple = self.node1(Head::Tuple, a);
            self.stacks.scratch.push(tuple);
        }
        self.chain_on(chain, Operator::head(Level::Assign, op), c)
    }

    /// `c ? t : e`
    pub(crate) fn ternary(&mut self, c: NodeId, t: NodeId, e: NodeId) -> Chain {
        let node = self.node3(Head::If, c, t, e);
        self.begin_chain(node)
    }

    /// A chain, and `? t : e`.
    pub(crate) fn chain_ternary(&mut self, chain: Chain, t: NodeId, e: NodeId) -> Chain {
        self.fold_tighter(chain, Level::Ternary);
        let c = self.pop_operand();
        let node = self.node3(Head::If, c, t, e);
        self.stacks.scratch.push(node);
        chain
    }

    /// A chain of which all belongs to the condition, and `? t : e`.
    pub(crate) fn finish_ternary(&mut self, chain: Chain, t: NodeId, e: NodeId) -> NodeId {
        let c = self.finish_chain(chain);
        self.node3(Head::If, c, t, e)
    }

    /// The node of a whole chain, which leaves the stacks.
    pub(crate) fn finish_chain(&mut self, chain: Chain) -> NodeId {
        while let Some(last) = self.last_operator(chain) {
            self.fold(chain, last);
        }
        debug_assert_eq!(self.stacks.scratch.len(), chain.operands as usize + 1, "one operand is left");
        self.pop_operand()
    }

    fn last_operator(&self, chain: Chain) -> Option<Operator> {
        self.stacks.operators[chain.operators as usize..].last().copied()
    }

    fn pop_operand(&mut self) -> NodeId {
        self.stacks.scratch.pop().expect("a chain has operands")
    }

    /// Folds what binds tighter than `level`.
    fn fold_tighter(&mut self, chain: Chain, level: Level) {
        while let Some(last) = self.last_operator(chain)
            && last.level > level
        {
            self.fold(chain, last);
        }
    }

    /// Folds what is complete when `op` follows.
    fn fold_before(&mut self, chain: Chain, op: Operator) {
        while let Some(last) = self.last_operator(chain)
            && (last.level > op.level || last.level == op.level && !self.stays(last, op))
        {
            self.fold(chain, last);
        }
    }

    /// Whether `last` has to wait for the operand after `op`, which is of the same level.
    fn stays(&self, last: Operator, op: Operator) -> bool {
        match op.level {
            Level::Assign | Level::Pair | Level::Ternary | Level::Arrow | Level::Or | Level::And => true,
            Level::Comma | Level::Comparison | Level::PipeLeft => true,
            Level::PipeRight | Level::Rational | Level::Shift => false,
            Level::Plus | Level::Times => match (last.meaning, op.meaning) {
                (Meaning::Call(last), Meaning::Call(op)) => {
                    last == op && (op == sym::PLUS || op == sym::STAR || self.interner.name(op) == "++")
                }
                (Meaning::Call(_) | Meaning::Head(_), _) => false,
            },
        }
    }

    /// Replaces the last operator, those that it joins, and their operands by a node.
    fn fold(&mut self, chain: Chain, last: Operator) {
        let node = match last.level {
            Level::Assign
            | Level::Pair
            | Level::Ternary
            | Level::Arrow
            | Level::Or
            | Level::And
            | Level::PipeLeft
            | Level::PipeRight
            | Level::Rational
            | Level::Shift => self.fold_one(last),
            Level::Comma | Level::Comparison | Level::Plus | Level::Times => {
                let above = &self.stacks.operators[chain.operators as usize..];
                match above.iter().rev().take_while(|op| op.level == last.level).count() {
                    1 if last.level != Level::Comma => self.fold_one(last),
                    count => self.fold_joined(last.level, count),
                }
            }
        };
        self.stacks.scratch.push(node);
    }

    fn fold_one(&mut self, op: Operator) -> NodeId {
        self.stacks.operators.pop();
        let c = self.pop_operand();
        let a = self.pop_operand();
        match op.meaning {
            Meaning::Call(sym::SUBTYPE) => self.node2(Head::Subtype, a, c),
            Meaning::Call(sym::SUPERTYPE) => self.node2(Head::Supertype, a, c),
            Meaning::Call(name) => self.infix(name, op.place, a, c),
            Meaning::Head(head) if op.level == Level::Assign => self.assign(head, a, c),
            Meaning::Head(head) => self.node2(head, a, c),
        }
    }

    /// Folds `count` operators of one level.
    fn fold_joined(&mut self, level: Level, count: usize) -> NodeId {
        let first = self.stacks.operators.len() - count;
        let mark = self.stacks.scratch.len() - count - 1;
        let place =
            (self.place(self.stacks.scratch[mark]).0, self.place(self.stacks.scratch[mark + count]).1);
        let head = match level {
            Level::Comma => Head::Tuple,
            Level::Comparison => {
                // The operators go between their operands.
                for i in 0..count {
                    let operand = self.stacks.scratch[mark + i];
                    self.stacks.scratch.push(operand);
                    let name = self.name_of_operator(first + i);
                    self.stacks.scratch.push(name);
                }
                let last = self.stacks.scratch[mark + count];
                self.stacks.scratch.push(last);
                self.stacks.scratch.drain(mark..=mark + count);
                Head::Comparison
            }
            Level::Assign
            | Level::Pair
            | Level::Ternary
            | Level::Arrow
            | Level::Or
            | Level::And
            | Level::PipeLeft
            | Level::PipeRight
            | Level::Plus
            | Level::Times
            | Level::Rational
            | Level::Shift => {
                let name = self.name_of_operator(first);
                self.stacks.scratch.insert(mark, name);
                Head::Call
            }
        };
        self.stacks.operators.truncate(first);
        self.list_at(head, List::at(mark), place)
    }

    fn name_of_operator(&mut self, at: usize) -> NodeId {
        let Operator { meaning, place, .. } = self.stacks.operators[at];
        match meaning {
            Meaning::Call(name) => self.name(name, place),
            Meaning::Head(head) => unreachable!("{head:?} has no name"),
        }
    }
}
