//! Reads the grammar's text: LALRPOP's notation, as far as the grammar uses it. LALRPOP makes the automaton of the same text;
//! what is needed from here are the actions and the types of their values.
//!
//! What is understood: the `extern` block with the terminals, nonterminals with `#[inline]` and `pub`, alternatives of
//! symbols in quotes or by name, `<name:symbol>`, `<symbol>`, `@L` and `@R`, and an action behind `=>`.
//! Anything else is refused with its line.

use std::collections::HashMap;

/// A terminal, or a nonterminal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Symbol {
    Terminal(usize),
    Nonterminal(usize),
}

/// A kind of token.
pub struct Terminal {
    /// With its quotes, if it has them.
    pub name: String,
    /// The variant of `Tok`.
    pub variant: String,
    /// The type of what it carries, if it carries something.
    pub ty: Option<String>,
}

/// What a phrase is made of.
pub struct Nonterminal {
    pub name: String,
    pub ty: String,
    pub inline: bool,
    pub alternatives: Vec<Alternative>,
}

pub struct Alternative {
    pub items: Vec<Item>,
    /// The action's Rust code; without one the value of the selected item is taken.
    pub code: Option<String>,
}

pub struct Item {
    pub what: What,
    /// The name under which the action sees it.
    pub name: Option<String>,
    /// Whether it stands in `< >`.
    pub selected: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum What {
    Symbol(Symbol),
    /// Where the next symbol begins.
    Start,
    /// Where the last symbol ended.
    End,
}

pub struct Grammar {
    /// The `use` lines at its head.
    pub uses: String,
    pub terminals: Vec<Terminal>,
    pub nonterminals: Vec<Nonterminal>,
    /// The nonterminal marked `pub`.
    pub start: Symbol,
}

impl Terminal {
    /// What a token of this kind looks like in a `match`.
    pub fn pattern(&self) -> String {
        format!("Tok::{}{}", self.variant, if self.ty.is_some() { "(_)" } else { "" })
    }
}

impl Grammar {
    pub fn name(&self, symbol: Symbol) -> &str {
        match symbol {
            Symbol::Terminal(i) => &self.terminals[i].name,
            Symbol::Nonterminal(i) => &self.nonterminals[i].name,
        }
    }
}

/// The grammar of `text`, or what is wrong with it.
pub fn read(text: &str) -> Result<Grammar, String> {
    let mut reader = Reader { text, at: 0 };
    let (uses, terminals, nonterminals) = (String::new(), Vec::new(), Vec::new());
    let mut grammar = Grammar { uses, terminals, nonterminals, start: Symbol::Nonterminal(0) };
    reader.head(&mut grammar)?;
    let mut start = None;
    // Alternatives name nonterminals that follow, so the names are gathered first.
    let rules = reader.at;
    let mut names: HashMap<String, Symbol> = HashMap::new();
    for (i, terminal) in grammar.terminals.iter().enumerate() {
        names.insert(terminal.name.clone(), Symbol::Terminal(i));
    }
    for pass in 0..2 {
        reader.at = rules;
        let mut number = 0;
        while !reader.is_at_end() {
            let inline = reader.takes("#[inline]");
            let public = reader.takes("pub ");
            let name = reader.word()?.to_owned();
            reader.expect(":")?;
            let ty = reader.until('=')?.trim().to_owned();
            if pass == 0 {
                if names.insert(name.clone(), Symbol::Nonterminal(number)).is_some() {
                    return Err(reader.wrong(&format!("`{name}` is defined twice")));
                }
                grammar.nonterminals.push(Nonterminal { name, ty, inline, alternatives: Vec::new() });
                if public && start.replace(Symbol::Nonterminal(number)).is_some() {
                    return Err(reader.wrong("two nonterminals are `pub`"));
                }
            }
            reader.expect("{")?;
            while !reader.takes("}") {
                let alternative = reader.alternative(if pass == 0 { None } else { Some(&names) })?;
                grammar.nonterminals[number].alternatives.push(alternative);
            }
            if pass == 0 {
                grammar.nonterminals[number].alternatives.clear();
            }
            reader.expect(";")?;
            number += 1;
        }
    }
    grammar.start = start.ok_or("no nonterminal is `pub`")?;
    Ok(grammar)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn wrong(&self, message: &str) -> String {
        let line = self.text[..self.at].matches('\n').count() + 1;
        format!("line {line} of the grammar: {message}")
    }

    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn is_at_end(&mut self) -> bool {
        self.skip();
        self.at == self.text.len()
    }

    fn takes(&mut self, what: &str) -> bool {
        self.skip();
        let found = self.text[self.at..].starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    fn expect(&mut self, what: &str) -> Result<(), String> {
        if self.takes(what) { Ok(()) } else { Err(self.wrong(&format!("`{what}` expected"))) }
    }

    /// The text before the next `end`, which is taken too.
    fn until(&mut self, end: char) -> Result<&'a str, String> {
        let rest = &self.text[self.at..];
        let length = rest.find(end).ok_or_else(|| self.wrong(&format!("`{end}` expected")))?;
        self.at += length + end.len_utf8();
        Ok(&rest[..length])
    }

    fn word(&mut self) -> Result<&'a str, String> {
        self.skip();
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if length == 0 {
            return Err(self.wrong("a name is expected"));
        }
        self.at += length;
        Ok(&rest[..length])
    }

    /// The name of a symbol, with its quotes if it has them.
    fn symbol(&mut self) -> Result<&'a str, String> {
        self.skip();
        let from = self.at;
        if self.takes("\"") {
            self.until('"')?;
            Ok(&self.text[from..self.at])
        } else {
            self.word()
        }
    }

    /// Everything before the nonterminals.
    fn head(&mut self, grammar: &mut Grammar) -> Result<(), String> {
        while self.takes("use ") {
            let path = self.until(';')?;
            grammar.uses += &format!("use {path};\n");
        }
        self.expect("grammar")?;
        self.until(';')?;
        self.expect("extern")?;
        self.until('{')?;
        while self.takes("type") {
            self.until(';')?;
        }
        self.expect("enum")?;
        self.until('{')?;
        while !self.takes("}") {
            let name = self.symbol()?.to_owned();
            self.expect("=>")?;
            self.expect("Tok::")?;
            let variant = self.word()?.to_owned();
            let ty = if self.takes("(<") { Some(self.until('>')?.to_owned()) } else { None };
            if ty.is_some() {
                self.expect(")")?;
            }
            self.expect(",")?;
            grammar.terminals.push(Terminal { name, variant, ty });
        }
        self.expect("}")
    }

    /// An alternative with the comma behind it. Without `names`, its symbols are not looked at.
    fn alternative(&mut self, names: Option<&HashMap<String, Symbol>>) -> Result<Alternative, String> {
        let mut items = Vec::new();
        let mut code = None;
        loop {
            if self.takes(",") {
                break;
            }
            if self.takes("=>") {
                code = Some(self.code()?);
                break;
            }
            if self.takes("()") {
                continue;
            }
            let selected = self.takes("<");
            let place = if self.takes("@L") {
                Some(What::Start)
            } else if self.takes("@R") {
                Some(What::End)
            } else {
                None
            };
            let mut item = Item { what: place.unwrap_or(What::End), name: None, selected };
            if place.is_none() {
                let mut name = self.symbol()?;
                if selected && self.takes(":") {
                    item.name = Some(name.to_owned());
                    let start = self.takes("@L");
                    if start || self.takes("@R") {
                        item.what = if start { What::Start } else { What::End };
                        self.expect(">")?;
                        items.push(item);
                        continue;
                    }
                    name = self.symbol()?;
                }
                if let Some(names) = names {
                    let symbol = names.get(name);
                    let symbol = symbol.ok_or_else(|| self.wrong(&format!("nothing is called `{name}`")))?;
                    item.what = What::Symbol(*symbol);
                }
            }
            if selected {
                self.expect(">")?;
            }
            items.push(item);
        }
        Ok(Alternative { items, code })
    }

    /// An action, up to the comma behind it.
    fn code(&mut self) -> Result<String, String> {
        self.skip();
        let start = self.at;
        let mut depth = 0;
        let mut quoted = false;
        for (i, c) in self.text[start..].char_indices() {
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    self.at = start + i + 1;
                    return Ok(self.text[start..start + i].trim().to_owned());
                }
                _ => {}
            }
        }
        Err(self.wrong("this action has no end"))
    }
}
