//! Runs the LR(1) automaton that LALRPOP makes of `grammar/julia.lalrpop`, in tables that `build.rs` writes.
//!
//! There is one stack, of symbols; each knows the state in which it began. A table tells by state and kind of token what
//! to do: take the token, or replace the symbols of a production by the nonterminal that they make, and a second table
//! tells by the state in which they began and by the nonterminal what state follows. States of which all cells agree
//! share a row. A production that passes the value of its one symbol on changes the state and nothing else; two of three
//! are of that kind.

use crate::actions::Builder;
use crate::tok::{Tok, Token};
use generated::{
    ACTION_ROWS, ACTIONS, GOTO_ROWS, GOTOS, LENGTHS, NONTERMINALS, UNITS, Value, reduce, terminal_of,
};

#[allow(
    clippy::all,
    unused,
    missing_docs,
    clippy::allow_attributes_without_reason,
    reason = "generated code, which has the parentheses and blocks that its maker needs"
)]
mod generated {
    use super::{Entry, mistaken};
    include!(concat!(env!("OUT_DIR"), "/julia.rs"));
}

/// Room on the stack from the beginning, which is enough for most texts.
const ROOM: usize = 128;

/// A token or a phrase on the stack.
#[derive(Clone, Copy)]
struct Entry {
    value: Value,
    /// The state in which it began.
    state: u16,
    start: u32,
    end: u32,
}

/// The automaton between two tokens. Its stack is kept from run to run.
#[derive(Default)]
pub(crate) struct Machine {
    stack: Vec<Entry>,
    state: usize,
}

/// What the grammar refuses: a token.
pub(crate) struct Refused(pub(crate) Token);

#[cold]
fn mistaken() -> ! {
    unreachable!("the tables fit the grammar")
}

impl Machine {
    /// Begins a run.
    pub(crate) fn begin(&mut self) {
        self.stack.clear();
        self.stack.reserve(ROOM);
        self.state = 0;
    }

    /// Takes `tokens` but those that are to be skipped. The actions make of them what they like.
    #[inline]
    pub(crate) fn take(&mut self, b: &mut Builder<'_>, tokens: &[Token]) -> Result<(), Refused> {
        let stack = &mut self.stack;
        let mut state = self.state;
        for &token in tokens {
            if matches!(token.tok, Tok::Skipped) {
                continue;
            }
            let terminal = terminal_of(token.tok);
            loop {
                let action = i32::from(ACTIONS[ACTION_ROWS[state] as usize + terminal]);
                if action > 0 {
                    let value = Value::Token(token.tok);
                    stack.push(Entry { value, state: state as u16, start: token.start, end: token.end });
                    state = action as usize;
                    break;
                }
                if action == 0 {
                    return Err(Refused(token));
                }
                let production = (-1 - action) as usize;
                let nonterminal = usize::from(NONTERMINALS[production]);
                let began = if production < UNITS {
                    stack.last().map_or(0, |last| last.state)
                } else {
                    let from = stack.len() - usize::from(LENGTHS[production]);
                    let symbols = &stack[from..];
                    let (began, start, end) = match symbols {
                        [first, .., last] => (first.state, first.start, last.end),
                        [only] => (only.state, only.start, only.end),
                        [] => (state as u16, token.start, token.start),
                    };
                    let value = reduce(b, production, symbols, token.start);
                    stack.truncate(from);
                    stack.push(Entry { value, state: began, start, end });
                    began
                };
                state = usize::from(GOTOS[GOTO_ROWS[usize::from(began)] as usize + nonterminal]);
            }
        }
        self.state = state;
        Ok(())
    }
}
