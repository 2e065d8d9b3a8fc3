//! Makes of LALRPOP's tables those that the parser runs: with our numbers, without steps that only rename, and without states
//! that nothing leads to.
//!
//! That the tables are read rightly, and that LALRPOP's productions are ours, is not taken on trust. All states are gone
//! through with the sets of items that they stand for (LR(0): productions with a dot): each state has to take the symbols
//! that stand behind a dot and no others, to lead to the state of the items with the dot moved on, and to replace what is
//! complete and nothing else. Only before which tokens it does so is LALRPOP's word alone.

use crate::generated::{self, Code, Tables};
use crate::notation::{Grammar, Symbol};
use crate::productions::Production;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// A production with a dot before the symbol at this position. Without a production it is the phrase as a whole.
type Item = (Option<usize>, usize);

/// The automaton that LALRPOP made of the grammar, whose text generated for it is `text`; or what does not fit.
pub fn read(grammar: &Grammar, productions: &[Production], text: &str) -> Result<Automaton, String> {
    let tables = generated::read(text)?;
    let numbers = Numbers::find(grammar, productions, &tables)?;
    let mut automaton = Reader { grammar, productions, tables, numbers }.automaton()?;
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

/// Which of LALRPOP's numbers are which of ours.
struct Numbers {
    /// What becomes of the symbols of LALRPOP's productions. There is nothing for those of nonterminals that are put in
    /// their place.
    ends: Vec<Option<Action>>,
    /// LALRPOP's number for each nonterminal.
    nonterminals: Vec<Option<usize>>,
}

impl Numbers {
    fn find(grammar: &Grammar, productions: &[Production], tables: &Tables) -> Result<Numbers, String> {
        let ours = grammar.terminals.iter().map(|terminal| (&terminal.name, terminal.pattern()));
        for (number, (name, pattern)) in ours.enumerate() {
            let theirs = (tables.terminals.get(number), tables.tokens.get(number));
            if theirs != (Some(name), Some(&pattern)) {
                return Err(format!(
                    "terminal {number} is `{name}` ({pattern}) here, for LALRPOP {theirs:?}"
                ));
            }
        }
        if tables.terminals.len() != grammar.terminals.len() {
            return Err("LALRPOP knows of more terminals".into());
        }
        let mut by_text = HashMap::new();
        for (number, production) in productions.iter().enumerate() {
            if by_text.insert(production.show(grammar), number).is_some() {
                return Err(format!("there are two productions `{}`", production.show(grammar)));
            }
        }
        let mut nonterminals: Vec<Option<usize>> = vec![None; grammar.nonterminals.len()];
        let mut ends = Vec::new();
        for theirs in &tables.productions {
            let Some(theirs) = theirs else {
                ends.push(Some(Action::Accept));
                continue;
            };
            let Some(number) = by_text.remove(&theirs.text) else {
                ends.push(None);
                continue;
            };
            let ours = &productions[number];
            let known = nonterminals[ours.nonterminal].get_or_insert(theirs.nonterminal);
            if ours.symbols.len() != theirs.length || *known != theirs.nonterminal {
                return Err(format!("LALRPOP's numbers for `{}` do not fit", theirs.text));
            }
            ends.push(Some(Action::Reduce(number)));
        }
        if let Some(text) = by_text.keys().min() {
            return Err(format!("LALRPOP knows nothing of `{text}`"));
        }
        let mut distinct: Vec<usize> = nonterminals.iter().copied().flatten().collect();
        distinct.sort_unstable();
        if distinct.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err("LALRPOP has one number for two nonterminals".into());
        }
        Ok(Numbers { ends, nonterminals })
    }
}

struct Reader<'a> {
    grammar: &'a Grammar,
    productions: &'a [Production],
    tables: Tables,
    numbers: Numbers,
}

impl Reader<'_> {
    /// Goes through the states from the first one on. Those that nothing leads to have empty rows.
    fn automaton(&self) -> Result<Automaton, String> {
        let states = self.tables.actions.len();
        let terminals = self.grammar.terminals.len();
        let mut automaton = Automaton {
            actions: vec![vec![Action::Error; terminals + 1]; states],
            gotos: vec![vec![None; self.grammar.nonterminals.len()]; states],
        };
        let mut kernels: Vec<Option<BTreeSet<Item>>> = vec![None; states];
        kernels[0] = Some(BTreeSet::from([(None, 0)]));
        let mut work = vec![0];
        while let Some(state) = work.pop() {
            let items = self.closure(kernels[state].iter().flatten().copied());
            let mut after: BTreeMap<Symbol, BTreeSet<Item>> = BTreeMap::new();
            for &(production, dot) in &items {
                if let Some(&symbol) = self.symbols(production).get(dot) {
                    after.entry(symbol).or_default().insert((production, dot + 1));
                }
            }
            automaton.actions[state] = self.row(state, &items)?;
            for (symbol, kernel) in after {
                let next = match symbol {
                    Symbol::Terminal(terminal) => match automaton.actions[state][terminal] {
                        Action::Shift(next) => Some(next),
                        Action::Error | Action::Reduce(_) | Action::Accept => None,
                    },
                    Symbol::Nonterminal(nonterminal) => {
                        automaton.gotos[state][nonterminal] = self.goto(state, nonterminal);
                        automaton.gotos[state][nonterminal]
                    }
                };
                let name = self.grammar.name(symbol);
                match next.and_then(|next| Some((next, kernels.get_mut(next)?))) {
                    None => return Err(format!("LALRPOP's state {state} does not go on with `{name}`")),
                    Some((next, entry @ None)) => {
                        *entry = Some(kernel);
                        work.push(next);
                    }
                    Some((_, Some(known))) if *known == kernel => {}
                    Some((next, Some(_))) => {
                        return Err(format!(
                            "LALRPOP's state {state} goes on with `{name}` to {next}, a wrong one"
                        ));
                    }
                }
            }
        }
        Ok(automaton)
    }

    /// What the state of these items does before each terminal, if they allow it.
    fn row(&self, state: usize, items: &BTreeSet<Item>) -> Result<Vec<Action>, String> {
        let mut begun = BTreeSet::new();
        let mut ends = Vec::new();
        for &(production, dot) in items {
            match self.symbols(production).get(dot) {
                Some(&symbol) => {
                    begun.insert(symbol);
                }
                None => ends.push(production.map_or(Action::Accept, Action::Reduce)),
            }
        }
        let mut row = Vec::new();
        for (terminal, &code) in self.tables.actions[state].iter().enumerate() {
            let action = match code {
                Code::Error => Action::Error,
                Code::Shift(next) => Action::Shift(next),
                Code::Reduce(number) => {
                    self.numbers.ends.get(number).copied().flatten().ok_or_else(|| {
                        format!(
                            "LALRPOP's state {state} ends its production {number}, which the grammar has not"
                        )
                    })?
                }
            };
            let fits = match action {
                Action::Error => true,
                Action::Shift(_) => begun.contains(&Symbol::Terminal(terminal)),
                Action::Reduce(_) | Action::Accept => ends.contains(&action),
            };
            if !fits {
                let before = self.grammar.terminals.get(terminal).map_or("the end", |known| &known.name);
                let action = self.show(action);
                return Err(format!("LALRPOP's state {state} {action} before `{before}`, where it may not"));
            }
            row.push(action);
        }
        match ends.iter().find(|end| !row.contains(end)) {
            Some(&end) => Err(format!("LALRPOP's state {state} never {}, where it should", self.show(end))),
            None => Ok(row),
        }
    }

    fn show(&self, action: Action) -> String {
        match action {
            Action::Reduce(production) => {
                format!("ends `{}`", self.productions[production].show(self.grammar))
            }
            Action::Shift(next) => format!("goes on to {next}"),
            Action::Accept => "ends the parse".into(),
            Action::Error => "refuses".into(),
        }
    }

    fn symbols(&self, production: Option<usize>) -> &[Symbol] {
        match production {
            Some(number) => &self.productions[number].symbols,
            None => std::slice::from_ref(&self.grammar.start),
        }
    }

    /// The items, and those of all phrases that can begin at their dots.
    fn closure(&self, kernel: impl Iterator<Item = Item>) -> BTreeSet<Item> {
        let mut items: BTreeSet<Item> = BTreeSet::new();
        let mut work: Vec<Item> = kernel.collect();
        while let Some((production, dot)) = work.pop() {
            if !items.insert((production, dot)) {
                continue;
            }
            if let Some(&Symbol::Nonterminal(next)) = self.symbols(production).get(dot) {
                let begun =
                    self.productions.iter().enumerate().filter(|(_, other)| other.nonterminal == next);
                work.extend(begun.map(|(number, _)| (Some(number), 0)));
            }
        }
        items
    }

    fn goto(&self, state: usize, nonterminal: usize) -> Option<usize> {
        let goto = self.tables.gotos.get(&self.numbers.nonterminals[nonterminal]?)?;
        Some(goto.after(state))
    }
}
