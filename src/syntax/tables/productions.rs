//! The grammar's productions, with what is marked `#[inline]` put in its place.

use crate::notation::{Alternative, Grammar, Symbol, What};

/// One way to make a nonterminal of symbols.
pub struct Production {
    pub nonterminal: usize,
    pub symbols: Vec<Symbol>,
    pub value: Value,
}

/// How the value of a production, or of an alternative within it, is computed.
#[derive(Clone)]
pub struct Value {
    /// What the action sees, in order.
    pub parts: Vec<(Option<String>, Part)>,
    pub code: Option<String>,
}

#[derive(Clone)]
pub enum Part {
    /// The value of the symbol at this position.
    Symbol(usize),
    /// What stands in place of an inline nonterminal.
    Inline(Value),
    /// Where the symbol at this position begins.
    Start(usize),
    /// Where the symbol before this position ends.
    End(usize),
}

impl Production {
    /// Whether the value is that of the one symbol.
    pub fn is_unit(&self, grammar: &Grammar) -> bool {
        let [symbol] = self.symbols[..] else { return false };
        let ty = match symbol {
            Symbol::Terminal(i) => grammar.terminals[i].ty.as_ref(),
            Symbol::Nonterminal(i) => Some(&grammar.nonterminals[i].ty),
        };
        ty == Some(&grammar.nonterminals[self.nonterminal].ty) && self.value.is_passed_on()
    }

    /// As LALRPOP writes it.
    pub fn show(&self, grammar: &Grammar) -> String {
        let symbols: Vec<&str> = self.symbols.iter().map(|&symbol| grammar.name(symbol)).collect();
        format!("{} = {}", grammar.nonterminals[self.nonterminal].name, symbols.join(", "))
    }
}

impl Value {
    fn is_passed_on(&self) -> bool {
        match (&self.code, &self.parts[..]) {
            (None, [(_, Part::Symbol(0))]) => true,
            (None, [(_, Part::Inline(inner))]) => inner.is_passed_on(),
            _ => false,
        }
    }
}

/// All productions of nonterminals that are not inline. The start's come first.
pub fn expand(grammar: &Grammar) -> Result<Vec<Production>, String> {
    let mut productions = Vec::new();
    for (nonterminal, rule) in grammar.nonterminals.iter().enumerate().filter(|(_, rule)| !rule.inline) {
        for alternative in &rule.alternatives {
            for (symbols, value) in ways(grammar, alternative, 0)? {
                productions.push(Production { nonterminal, symbols, value });
            }
        }
    }
    Ok(productions)
}

/// The ways to write an alternative whose symbols begin at position `from` of a production.
fn ways(
    grammar: &Grammar,
    alternative: &Alternative,
    from: usize,
) -> Result<Vec<(Vec<Symbol>, Value)>, String> {
    let picks = alternative.items.iter().any(|item| item.selected);
    let start = Value { parts: Vec::new(), code: alternative.code.clone() };
    let mut ways = vec![(Vec::new(), start)];
    for item in &alternative.items {
        // Without a selection, the value is that of all there is.
        let kept = item.selected || !picks && alternative.code.is_none();
        let mut longer = Vec::new();
        for (symbols, value) in ways {
            let at = from + symbols.len();
            let mut add = |more: Vec<Symbol>, part: Part| {
                let (mut symbols, mut value) = (symbols.clone(), value.clone());
                symbols.extend(more);
                if kept {
                    value.parts.push((item.name.clone(), part));
                }
                longer.push((symbols, value));
            };
            match item.what {
                What::Start => add(Vec::new(), Part::Start(at)),
                What::End => add(Vec::new(), Part::End(at)),
                What::Symbol(Symbol::Nonterminal(inner)) if grammar.nonterminals[inner].inline => {
                    for alternative in &grammar.nonterminals[inner].alternatives {
                        for (symbols, value) in self::ways(grammar, alternative, at)? {
                            add(symbols, Part::Inline(value));
                        }
                    }
                }
                What::Symbol(symbol) => add(vec![symbol], Part::Symbol(at)),
            }
        }
        ways = longer;
    }
    if alternative.code.is_none() && ways.iter().any(|(_, value)| value.parts.len() != 1) {
        return Err(format!(
            "an alternative without an action has not one value: {:?}",
            names(grammar, alternative)
        ));
    }
    Ok(ways)
}

fn names<'a>(grammar: &'a Grammar, alternative: &Alternative) -> Vec<&'a str> {
    let name = |what| match what {
        What::Symbol(symbol) => grammar.name(symbol),
        What::Start => "@L",
        What::End => "@R",
    };
    alternative.items.iter().map(|item| name(item.what)).collect()
}
