//! Makes the LR(1) automaton of the productions.
//!
//! States that differ only in what may follow are merged where that can make no conflict (Pager's weak compatibility: D.
//! Pager, "A practical general method for constructing LR(k) parsers", Acta Informatica 7, 1977, section 5). So the
//! automaton has hardly more states than an LALR(1) one, and accepts what an LR(1) one accepts. What may follow is a
//! set of terminals, kept as bits.
//!
//! A grammar with a conflict is refused: nothing is decided by an order or a precedence.

use crate::notation::{Grammar, Symbol};
use crate::productions::Production;
use std::collections::{BTreeMap, HashMap, VecDeque};

/// A set of terminals; the bit after the last one is the end of the text.
type Set = u128;

/// A production with a dot in it, by number.
type ItemId = usize;

/// What a state does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    Error,
    /// Takes the token and goes to this state.
    Shift(usize),
    /// Replaces the symbols of this production.
    Reduce(usize),
    Accept,
}

/// The tables of the automaton, a row for each state. The first one is where it begins.
pub struct Automaton {
    /// By terminal; the last column is the end of the text.
    pub actions: Vec<Vec<Action>>,
    /// By nonterminal: the state after it.
    pub gotos: Vec<Vec<Option<usize>>>,
}

#[derive(Clone)]
struct State {
    /// The items behind whose dot the state stands, and what may follow each.
    kernel: Vec<(ItemId, Set)>,
    after: BTreeMap<Symbol, usize>,
}

struct Builder<'a> {
    grammar: &'a Grammar,
    productions: &'a [Production],
    /// What follows the dot of each item. The first two items are those of the start's phrase as a whole.
    rest: Vec<&'a [Symbol]>,
    /// The number of each production's first item.
    items: Vec<ItemId>,
    /// What happens in a state whose item has nothing behind its dot.
    done: Vec<Action>,
    by_nonterminal: Vec<Vec<usize>>,
    nullable: Vec<bool>,
    first: Vec<Set>,
}

/// The automaton for phrases of the grammar's start, or what is ambiguous.
pub fn build(grammar: &Grammar, productions: &[Production]) -> Result<Automaton, String> {
    if grammar.terminals.len() >= Set::BITS as usize {
        return Err("there are too many terminals".into());
    }
    let start = [Symbol::Nonterminal(grammar.start)];
    let mut rest: Vec<&[Symbol]> = vec![&start, &[]];
    let mut done = vec![Action::Accept; 2];
    let mut items = Vec::new();
    let mut by_nonterminal = vec![Vec::new(); grammar.nonterminals.len()];
    for (number, production) in productions.iter().enumerate() {
        items.push(rest.len());
        rest.extend((0..=production.symbols.len()).map(|position| &production.symbols[position..]));
        done.resize(rest.len(), Action::Reduce(number));
        by_nonterminal[production.nonterminal].push(number);
    }
    let count = grammar.nonterminals.len();
    let (nullable, first) = (vec![false; count], vec![0; count]);
    let mut builder = Builder { grammar, productions, rest, items, done, by_nonterminal, nullable, first };
    builder.find_first();
    let states = builder.states();
    let mut automaton = builder.tables(&states)?;
    automaton.pass_units(grammar, productions);
    Ok(automaton.reachable())
}

impl Automaton {
    /// Leads past states in which nothing is done but to pass the value of one symbol on: as what follows is not
    /// looked at there, the state behind that step can follow at once.
    fn pass_units(&mut self, grammar: &Grammar, productions: &[Production]) {
        let passed: Vec<Option<usize>> = self
            .actions
            .iter()
            .map(|row| {
                let mut done = row.iter().copied().filter(|&action| action != Action::Error);
                match done.next() {
                    Some(first @ Action::Reduce(production)) if done.all(|action| action == first) => {
                        let production = &productions[production];
                        production.is_unit(grammar).then_some(production.nonterminal)
                    }
                    Some(_) | None => None,
                }
            })
            .collect();
        for (actions, gotos) in self.actions.iter_mut().zip(&mut self.gotos) {
            let behind = |gotos: &[Option<usize>], mut state: usize| {
                while let Some(next) = passed[state].and_then(|nonterminal| gotos[nonterminal]) {
                    state = next;
                }
                state
            };
            for action in actions {
                if let Action::Shift(state) = action {
                    *state = behind(gotos, *state);
                }
            }
            for nonterminal in 0..gotos.len() {
                gotos[nonterminal] = gotos[nonterminal].map(|state| behind(gotos, state));
            }
        }
    }

    /// The automaton without the states that cannot be reached, as merging and passing lead past some.
    fn reachable(self) -> Automaton {
        let mut number = vec![usize::MAX; self.actions.len()];
        number[0] = 0;
        let mut order = vec![0];
        let mut done = 0;
        while done < order.len() {
            let shifts = self.actions[order[done]].iter().filter_map(|action| match action {
                Action::Shift(next) => Some(*next),
                Action::Error | Action::Reduce(_) | Action::Accept => None,
            });
            for next in shifts.chain(self.gotos[order[done]].iter().copied().flatten()) {
                if number[next] == usize::MAX {
                    number[next] = order.len();
                    order.push(next);
                }
            }
            done += 1;
        }
        let renumbered = |action: &Action| match *action {
            Action::Shift(next) => Action::Shift(number[next]),
            other => other,
        };
        let actions = order.iter().map(|&old| self.actions[old].iter().map(renumbered).collect()).collect();
        let gotos = order
            .iter()
            .map(|&old| self.gotos[old].iter().map(|next| next.map(|next| number[next])).collect())
            .collect();
        Automaton { actions, gotos }
    }
}

impl Builder<'_> {
    /// What a phrase of each nonterminal can begin with.
    fn find_first(&mut self) {
        loop {
            let before = (self.nullable.clone(), self.first.clone());
            for production in self.productions {
                let (set, empty) = self.first_of(&production.symbols);
                self.first[production.nonterminal] |= set;
                self.nullable[production.nonterminal] |= empty;
            }
            if before == (self.nullable.clone(), self.first.clone()) {
                return;
            }
        }
    }

    /// What `symbols` can begin with, and whether they can be nothing.
    fn first_of(&self, symbols: &[Symbol]) -> (Set, bool) {
        let mut set = 0;
        for &symbol in symbols {
            match symbol {
                Symbol::Terminal(i) => return (set | 1 << i, false),
                Symbol::Nonterminal(i) => {
                    set |= self.first[i];
                    if !self.nullable[i] {
                        return (set, false);
                    }
                }
            }
        }
        (set, true)
    }

    /// What may follow a phrase of each nonterminal that can begin in a state.
    fn closure(&self, kernel: &[(ItemId, Set)]) -> BTreeMap<usize, Set> {
        let mut follow: BTreeMap<usize, Set> = BTreeMap::new();
        let mut work: Vec<(&[Symbol], Set)> =
            kernel.iter().map(|&(item, set)| (self.rest[item], set)).collect();
        while let Some((symbols, after)) = work.pop() {
            let Some((&Symbol::Nonterminal(next), rest)) = symbols.split_first() else { continue };
            let (mut set, empty) = self.first_of(rest);
            if empty {
                set |= after;
            }
            let known = follow.entry(next).or_insert(0);
            if *known | set != *known {
                *known |= set;
                let set = *known;
                work.extend(
                    self.by_nonterminal[next].iter().map(|&p| (&self.productions[p].symbols[..], set)),
                );
            }
        }
        follow
    }

    /// The kernels of the states after `kernel`, by the symbol in between.
    fn successors(&self, kernel: &[(ItemId, Set)]) -> BTreeMap<Symbol, Vec<(ItemId, Set)>> {
        let mut after: BTreeMap<Symbol, Vec<(ItemId, Set)>> = BTreeMap::new();
        let mut add = |item: ItemId, set: Set| {
            if let Some(&symbol) = self.rest[item].first() {
                after.entry(symbol).or_default().push((item + 1, set));
            }
        };
        for &(item, set) in kernel {
            add(item, set);
        }
        for (nonterminal, set) in self.closure(kernel) {
            for &production in &self.by_nonterminal[nonterminal] {
                add(self.items[production], set);
            }
        }
        for kernel in after.values_mut() {
            kernel.sort_unstable();
        }
        after
    }

    fn states(&self) -> Vec<State> {
        let end = 1 << self.grammar.terminals.len();
        let mut states = vec![State { kernel: vec![(0, end)], after: BTreeMap::new() }];
        let mut by_core: HashMap<Vec<ItemId>, Vec<usize>> = HashMap::new();
        let mut work = VecDeque::from([0]);
        while let Some(at) = work.pop_front() {
            let mut after = BTreeMap::new();
            for (symbol, kernel) in self.successors(&states[at].kernel) {
                let core: Vec<ItemId> = kernel.iter().map(|&(item, _)| item).collect();
                let alike = by_core.entry(core).or_default();
                let found = alike.iter().copied().find(|&state| compatible(&states[state].kernel, &kernel));
                let state = found.unwrap_or(states.len());
                match found {
                    Some(state) => {
                        let mut grown = false;
                        for (known, (_, set)) in states[state].kernel.iter_mut().zip(&kernel) {
                            grown |= known.1 | set != known.1;
                            known.1 |= set;
                        }
                        if grown && !work.contains(&state) {
                            work.push_back(state);
                        }
                    }
                    None => {
                        alike.push(state);
                        states.push(State { kernel, after: BTreeMap::new() });
                        work.push_back(state);
                    }
                }
                after.insert(symbol, state);
            }
            states[at].after = after;
        }
        states
    }

    fn tables(&self, states: &[State]) -> Result<Automaton, String> {
        let end = self.grammar.terminals.len();
        let mut automaton = Automaton { actions: Vec::new(), gotos: Vec::new() };
        for state in states {
            let mut actions = vec![Action::Error; end + 1];
            let mut gotos = vec![None; self.grammar.nonterminals.len()];
            for (&symbol, &next) in &state.after {
                match symbol {
                    Symbol::Terminal(i) => actions[i] = Action::Shift(next),
                    Symbol::Nonterminal(i) => gotos[i] = Some(next),
                }
            }
            let mut complete: Vec<(ItemId, Set)> = state.kernel.clone();
            for (nonterminal, set) in self.closure(&state.kernel) {
                complete.extend(self.by_nonterminal[nonterminal].iter().map(|&p| (self.items[p], set)));
            }
            complete.retain(|&(item, _)| self.rest[item].is_empty());
            for (item, set) in complete {
                for (terminal, action) in actions.iter_mut().enumerate() {
                    if set & 1 << terminal == 0 {
                        continue;
                    }
                    if *action != Action::Error {
                        return Err(self.conflict(terminal, self.done[item], *action));
                    }
                    *action = self.done[item];
                }
            }
            automaton.actions.push(actions);
            automaton.gotos.push(gotos);
        }
        Ok(automaton)
    }

    fn conflict(&self, terminal: usize, action: Action, other: Action) -> String {
        let end = "the end of the text";
        let terminal = self.grammar.terminals.get(terminal).map_or(end, |terminal| &terminal.name);
        let show = |action| match action {
            Action::Reduce(production) => {
                format!("`{}` ends", self.productions[production].show(self.grammar))
            }
            Action::Shift(_) => "what goes on".to_owned(),
            Action::Accept => "the whole text ends".to_owned(),
            Action::Error => "nothing".to_owned(),
        };
        format!("ambiguous before `{terminal}`: either {} or {}", show(action), show(other))
    }
}

/// Whether two kernels with the same items can be merged without a conflict that neither has.
fn compatible(a: &[(ItemId, Set)], b: &[(ItemId, Set)]) -> bool {
    let pairs = (0..a.len()).flat_map(|i| (0..i).map(move |j| (i, j)));
    pairs.into_iter().all(|(i, j)| {
        let apart = a[i].1 & b[j].1 == 0 && a[j].1 & b[i].1 == 0;
        apart || a[i].1 & a[j].1 != 0 || b[i].1 & b[j].1 != 0
    })
}
