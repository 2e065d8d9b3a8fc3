//! Types written down by their names, so that another process finds the same ones.
//!
//! A type is a list of words: a letter for its form, then what belongs to it. Names stand with the module that declares
//! them; a closure's type has the number that it gets when the program is lowered, which is the same in every run.
//!
//! Invariant: what is read is a type of that name and these parameters, or nothing.

use crate::session::Session;
use juliette_support::Symbol;
use juliette_types::{Const, ConstValue, Term, TypeId, TypeNameId, known};
use rustc_hash::FxHashMap;

/// Stands between words; no name has it.
const BETWEEN: char = '\x1f';

/// Writes a type. False if it cannot be written.
pub(crate) fn write(session: &Session, ty: TypeId, text: &mut String) -> bool {
    let (types, interner) = (&session.program.types, &session.program.interner);
    let word = |text: &mut String, word: &str| {
        text.push_str(word);
        text.push(BETWEEN);
        !word.contains([BETWEEN, '\n', '\r'])
    };
    let name_of = |text: &mut String, name: TypeNameId| {
        let name = types.name(name);
        word(text, interner.name(name.module)) && word(text, interner.name(name.name))
    };
    match types.term(ty) {
        Term::Bottom => word(text, "B"),
        Term::Data { name, params } => {
            let params = types.list(params);
            word(text, "D")
                && name_of(text, name)
                && word(text, &params.len().to_string())
                && params.iter().all(|&param| write(session, param, text))
        }
        Term::Union(members) => {
            let members = types.list(members);
            word(text, "U")
                && word(text, &members.len().to_string())
                && members.iter().all(|&member| write(session, member, text))
        }
        Term::UnionAll { .. } => {
            let (_, body) = types.unwrap_union_all(ty);
            match types.name_of(body) {
                Some(name) if types.name(name).wrapper == ty => word(text, "W") && name_of(text, name),
                Some(_) | None => false,
            }
        }
        Term::Value(value) => write_value(session, value, text),
        Term::Var(_) | Term::Vararg { .. } => false,
    }
}

fn write_value(session: &Session, value: Const, text: &mut String) -> bool {
    let (types, interner) = (&session.program.types, &session.program.interner);
    let mut head = |letter: &str, word: &str| {
        text.push_str(letter);
        text.push(BETWEEN);
        text.push_str(word);
        text.push(BETWEEN);
        !word.contains([BETWEEN, '\n', '\r'])
    };
    match value.value {
        ConstValue::Bits(bits) => head("I", &bits.get().to_string()) && write(session, value.ty, text),
        ConstValue::Symbol(name) => head("S", interner.name(name)),
        ConstValue::Aggregate(items) => {
            let items = types.list(items);
            head("A", &items.len().to_string())
                && write(session, value.ty, text)
                && items.iter().all(|&item| write(session, item, text))
        }
        ConstValue::Type(_) | ConstValue::Text(_) | ConstValue::Singleton | ConstValue::Object(_) => false,
    }
}

/// Reads types that [`write`] wrote.
pub(crate) struct Reader {
    names: FxHashMap<(Symbol, Symbol), TypeNameId>,
}

impl Reader {
    /// A reader of types that are declared by now.
    pub(crate) fn new(session: &Session) -> Reader {
        let types = &session.program.types;
        let names = types.name_ids().map(|id| ((types.name(id).module, types.name(id).name), id));
        Reader { names: names.collect() }
    }

    /// The types of a line, one after the other; none if one of them is not there.
    pub(crate) fn line(&self, session: &mut Session, line: &str) -> Option<Vec<TypeId>> {
        let mut words = line.split_terminator(BETWEEN).peekable();
        let mut types = Vec::new();
        while words.peek().is_some() {
            types.push(self.one(session, &mut words)?);
        }
        Some(types)
    }

    fn name<'t>(
        &self,
        session: &mut Session,
        words: &mut impl Iterator<Item = &'t str>,
    ) -> Option<TypeNameId> {
        let (module, name) = (words.next()?, words.next()?);
        let interner = &mut session.program.interner;
        let key = (interner.intern(module), interner.intern(name));
        self.names.get(&key).copied()
    }

    fn list<'t>(
        &self,
        session: &mut Session,
        words: &mut impl Iterator<Item = &'t str>,
        count: &str,
    ) -> Option<Vec<TypeId>> {
        let count: usize = count.parse().ok()?;
        (0..count).map(|_| self.one(session, words)).collect()
    }

    fn one<'t>(&self, session: &mut Session, words: &mut impl Iterator<Item = &'t str>) -> Option<TypeId> {
        Some(match words.next()? {
            "B" => known::BOTTOM,
            "D" => {
                let name = self.name(session, words)?;
                let count = words.next()?;
                let params = self.list(session, words, count)?;
                session.program.types.data_type(name, &params)
            }
            "U" => {
                let count = words.next()?;
                let members = self.list(session, words, count)?;
                session.program.types.union(&members)
            }
            "W" => {
                let name = self.name(session, words)?;
                session.program.types.name(name).wrapper
            }
            "I" => {
                let bits: u128 = words.next()?.parse().ok()?;
                let ty = self.one(session, words)?;
                session.program.types.value(Const::bits(ty, bits))
            }
            "S" => {
                let name = session.program.interner.intern(words.next()?);
                session.program.types.value(Const::symbol(name))
            }
            "A" => {
                let count = words.next()?;
                let ty = self.one(session, words)?;
                let items = self.list(session, words, count)?;
                let value = session.program.types.aggregate(ty, &items);
                session.program.types.value(value)
            }
            _ => return None,
        })
    }
}
