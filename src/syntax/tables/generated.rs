//! Reads the automaton out of the Rust text that LALRPOP generates for a grammar with one `pub` nonterminal.
//!
//! The text is that of one version of LALRPOP (the workspace's `Cargo.toml` says which). What is taken from it, in this
//! order:
//!
//! - `__ACTION` and `__EOF_ACTION`: rows by state, of a number for each terminal, and of one for the end of the text. 0 is an
//!   error, `n + 1` takes the token and goes to state `n`, `-(n + 1)` replaces the symbols of production `n`;
//! - `__goto`: for each nonterminal the states that follow it, by the state in which it began. Where LALRPOP's own
//!   driver never asks, it may say anything;
//! - `__TERMINAL` and `__token_to_integer`: the terminals in the order of their numbers, and which tokens they are;
//! - `__simulate_reduce`: how many symbols each production has, and the number of its nonterminal;
//! - `__reduce0`, `__reduce1` …: each production's text, in a comment.
//!
//! A line that is not as expected is refused with its number. Whether the numbers fit the grammar is not known here:
//! `automaton.rs` looks at that.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The tables, with LALRPOP's own numbers for all there is.
pub struct Tables {
    /// By state, then by terminal. The last column is the end of the text.
    pub actions: Vec<Vec<Code>>,
    pub gotos: HashMap<usize, Goto>,
    /// As the grammar writes them.
    pub terminals: Vec<String>,
    /// Each terminal's pattern.
    pub tokens: Vec<String>,
    /// The production whose end is the end of the parse has none.
    pub productions: Vec<Option<Production>>,
}

/// What a state does.
#[derive(Clone, Copy)]
pub enum Code {
    Error,
    Shift(usize),
    Reduce(usize),
}

/// The states after a nonterminal.
pub struct Goto {
    listed: Vec<(RangeInclusive<usize>, usize)>,
    otherwise: usize,
}

/// A production in numbers and words.
pub struct Production {
    /// Its nonterminal, ` = `, and its symbols with `, ` in between.
    pub text: String,
    pub length: usize,
    pub nonterminal: usize,
}

impl Goto {
    /// The state after the nonterminal, if `began` is one in which it can begin.
    pub fn after(&self, began: usize) -> usize {
        let listed = self.listed.iter().find(|(states, _)| states.contains(&began));
        listed.map_or(self.otherwise, |&(_, next)| next)
    }
}

/// The tables in `text`, or which line of it is not as expected.
pub fn read(text: &str) -> Result<Tables, String> {
    let mut lines = Lines { lines: text.lines().map(str::trim).collect(), at: 0 };
    let mut actions = lines.actions("__ACTION")?;
    let ends = lines.actions("__EOF_ACTION")?;
    if actions.len() != ends.len() || ends.iter().any(|row| row.len() != 1) {
        return Err("LALRPOP's table for the end of the text has not one number for each state".into());
    }
    if actions.is_empty() {
        return Err("LALRPOP's tables have no states".into());
    }
    for (row, end) in actions.iter_mut().zip(ends) {
        row.extend(end);
    }
    let gotos = lines.gotos()?;
    let terminals = lines.terminals()?;
    let tokens = lines.tokens()?;
    if tokens.len() != terminals.len() || actions.iter().any(|row| row.len() != terminals.len() + 1) {
        return Err("LALRPOP's tables have not one number for each terminal".into());
    }
    let mut productions = lines.lengths()?;
    for (number, production) in productions.iter_mut().enumerate() {
        if let Some(production) = production {
            production.text = lines.text(number, production)?;
        }
    }
    Ok(Tables { actions, gotos, terminals, tokens, productions })
}

struct Lines<'a> {
    /// Without the spaces at both ends.
    lines: Vec<&'a str>,
    /// The next line.
    at: usize,
}

impl<'a> Lines<'a> {
    fn wrong(&self, expected: &str) -> String {
        self.wrong_at(self.at, expected)
    }

    fn wrong_at(&self, line: usize, expected: &str) -> String {
        let found: String =
            self.lines.get(line).into_iter().flat_map(|found| found.chars()).take(60).collect();
        format!("line {} of what LALRPOP generated: {expected} is expected, not `{found}`", line + 1)
    }

    /// The next line; nothing at the end.
    fn line(&self) -> &'a str {
        self.lines.get(self.at).copied().unwrap_or_default()
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.lines.len()
    }

    /// Goes on behind the next line that begins with `start`.
    fn find(&mut self, start: &str) -> Result<(), String> {
        let found = self.lines[self.at..].iter().position(|line| line.starts_with(start));
        let found = found.ok_or_else(|| {
            format!("no line of what LALRPOP generated, from {} on, begins with `{start}`", self.at + 1)
        })?;
        self.at += found + 1;
        Ok(())
    }

    fn takes(&mut self, line: &str) -> bool {
        let found = !self.is_at_end() && self.line() == line;
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, line: &str) -> Result<(), String> {
        if self.takes(line) { Ok(()) } else { Err(self.wrong(&format!("`{line}`"))) }
    }

    /// What stands between `start` and `end` on the next line.
    fn between(&mut self, start: &str, end: &str) -> Result<&'a str, String> {
        let inner = self.line().strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
        let inner = inner.ok_or_else(|| self.wrong(&format!("`{start}`, something, and `{end}`")))?;
        self.at += 1;
        Ok(inner)
    }

    /// A number on the line before the next one.
    fn number<T: FromStr>(&self, digits: &str) -> Result<T, String> {
        let before = self.at.saturating_sub(1);
        digits.parse().map_err(|_| self.wrong_at(before, &format!("a number in place of `{digits}`")))
    }

    /// A table of numbers by state.
    fn actions(&mut self, name: &str) -> Result<Vec<Vec<Code>>, String> {
        self.find(&format!("const {name}: &["))?;
        let mut rows = Vec::new();
        while !self.takes("];") {
            self.expect(&format!("// State {}", rows.len()))?;
            let cells = self.between("", ",")?.split(", ");
            let codes = cells.map(|cell| {
                let number: i64 = self.number(cell)?;
                Ok(match number {
                    0 => Code::Error,
                    1.. => Code::Shift((number - 1) as usize),
                    ..0 => Code::Reduce((-1 - number) as usize),
                })
            });
            rows.push(codes.collect::<Result<_, String>>()?);
        }
        Ok(rows)
    }

    fn gotos(&mut self) -> Result<HashMap<usize, Goto>, String> {
        self.find("fn __goto(")?;
        self.expect("match nt {")?;
        let mut gotos = HashMap::new();
        while !self.takes("_ => 0,") {
            let (nonterminal, then) = self.arm()?;
            let mut goto = Goto { listed: Vec::new(), otherwise: 0 };
            if then == "match state {" {
                loop {
                    let (states, next) = self.arm()?;
                    let next = self.state(next)?;
                    if states == "_" {
                        goto.otherwise = next;
                        break;
                    }
                    for range in states.split(" | ") {
                        let (first, last) = range.split_once("..=").unwrap_or((range, range));
                        goto.listed.push((self.number(first)?..=self.number(last)?, next));
                    }
                }
                self.expect("},")?;
            } else {
                goto.otherwise = self.state(then)?;
            }
            if gotos.insert(self.number(nonterminal)?, goto).is_some() {
                return Err(self.wrong(&format!("no second list for nonterminal {nonterminal}")));
            }
        }
        Ok(gotos)
    }

    /// The two sides of the next line's `=>`.
    fn arm(&mut self) -> Result<(&'a str, &'a str), String> {
        let sides = self.line().split_once(" => ").ok_or_else(|| self.wrong("an arm of a `match`"))?;
        self.at += 1;
        Ok(sides)
    }

    /// The state at the end of an arm.
    fn state(&self, side: &str) -> Result<usize, String> {
        self.number(side.strip_suffix(',').unwrap_or(side))
    }

    fn terminals(&mut self) -> Result<Vec<String>, String> {
        self.find("const __TERMINAL: &[&str] = &[")?;
        let mut terminals = Vec::new();
        while !self.takes("];") {
            terminals.push(self.between("r###\"", "\"###,")?.to_owned());
        }
        Ok(terminals)
    }

    fn tokens(&mut self) -> Result<Vec<String>, String> {
        self.find("fn __token_to_integer<")?;
        self.find("match __token {")?;
        let mut tokens = Vec::new();
        while !self.takes("_ => None,") {
            let end = format!(" if true => Some({}),", tokens.len());
            tokens.push(self.between("", &end)?.to_owned());
        }
        Ok(tokens)
    }

    /// The productions, without their texts.
    fn lengths(&mut self) -> Result<Vec<Option<Production>>, String> {
        self.find("fn __simulate_reduce<")?;
        self.find("match __reduce_index {")?;
        let mut productions = Vec::new();
        while !self.takes("_ => panic!(\"invalid reduction index {__reduce_index}\")") {
            let number = productions.len();
            if self.takes(&format!("{number} => __state_machine::SimulatedReduce::Accept,")) {
                productions.push(None);
                continue;
            }
            self.expect(&format!("{number} => {{"))?;
            self.expect("__state_machine::SimulatedReduce::Reduce {")?;
            let length = self.between("states_to_pop: ", ",")?;
            let length = self.number(length)?;
            let nonterminal = self.between("nonterminal_produced: ", ",")?;
            let nonterminal = self.number(nonterminal)?;
            self.expect("}")?;
            self.expect("}")?;
            productions.push(Some(Production { text: String::new(), length, nonterminal }));
        }
        Ok(productions)
    }

    /// The text of a production: that of its function's comment. The function says the production's numbers again.
    fn text(&mut self, number: usize, production: &Production) -> Result<String, String> {
        self.find(&format!("fn __reduce{number}<"))?;
        while !self.line().starts_with("//") && self.line() != "}" && !self.is_at_end() {
            self.at += 1;
        }
        let text = self.between("// ", ");")?.rsplit_once(" => ActionFn(");
        let (text, _) = text.ok_or_else(|| self.wrong("a comment with a production before this line"))?;
        while !self.line().starts_with('(') && self.line() != "}" && !self.is_at_end() {
            self.at += 1;
        }
        self.expect(&format!("({}, {})", production.length, production.nonterminal))?;
        self.expect("}")?;
        Ok(text.to_owned())
    }
}
