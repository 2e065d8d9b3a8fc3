//! Types as Julia prints them.
//!
//! Invariant: the text of a type whose names are visible reads back as that type. Aliases are used as Julia 1.10
//! does: a type that is an instance of an alias such as `Vector{T} = Array{T, 1}` prints as the alias.

use crate::{Const, ConstValue, Term, TypeId, TypeNameId, TypeVarId, Types, known};
use core::fmt::Write;
use juliette_support::{Interner, Symbol};

impl Types {
    /// `ty` as `show` prints it.
    pub fn show(&self, ty: TypeId, interner: &Interner) -> String {
        let mut printer =
            Printer { types: self, interner, out: String::new(), scope: Vec::new(), is_short: false };
        printer.ty(ty);
        printer.out
    }

    /// The same at the end of a text.
    pub fn show_into(&self, ty: TypeId, interner: &Interner, out: &mut String) {
        let text = core::mem::take(out);
        let mut printer = Printer { types: self, interner, out: text, scope: Vec::new(), is_short: false };
        printer.ty(ty);
        *out = printer.out;
    }

    /// The same without the modules of names.
    pub fn show_short(&self, ty: TypeId, interner: &Interner) -> String {
        let mut printer =
            Printer { types: self, interner, out: String::new(), scope: Vec::new(), is_short: true };
        printer.ty(ty);
        printer.out
    }

    /// A type variable with its bounds, as in a `where`.
    pub fn show_var(&self, var: TypeVarId, interner: &Interner) -> String {
        let bounds = self.var(var);
        let name = interner.name(bounds.name);
        match (bounds.lower, bounds.upper) {
            (known::BOTTOM, known::ANY) => name.to_owned(),
            (known::BOTTOM, upper) => format!("{name}<:{}", self.show(upper, interner)),
            (lower, known::ANY) => format!("{name}>:{}", self.show(lower, interner)),
            (lower, upper) => {
                format!("{}<:{name}<:{}", self.show(lower, interner), self.show(upper, interner))
            }
        }
    }

    /// A declared name as `show` prints it, with its module if the bare name is not visible.
    pub fn show_name(&self, name: TypeNameId, interner: &Interner) -> String {
        let mut printer =
            Printer { types: self, interner, out: String::new(), scope: Vec::new(), is_short: false };
        printer.name(name);
        printer.out
    }
}

struct Printer<'a> {
    types: &'a Types,
    interner: &'a Interner,
    out: String,
    /// Variables in scope and how each prints: inner ones of an outer one's name get a number.
    scope: Vec<(TypeVarId, String)>,
    /// Whether names stand without their modules.
    is_short: bool,
}

impl Printer<'_> {
    fn ty(&mut self, ty: TypeId) {
        match self.types.term(ty) {
            Term::Bottom => self.out.push_str("Union{}"),
            Term::Data { name, params } => self.data(ty, name, self.types.list(params)),
            Term::Union(members) => self.list("Union", self.types.list(members)),
            Term::Var(var) => self.var(var),
            Term::UnionAll { .. } => self.union_all(ty),
            Term::Vararg { elem, len } => {
                self.out.push_str("Vararg{");
                self.ty(elem);
                if let Some(len) = len {
                    self.out.push_str(", ");
                    self.ty(len);
                }
                self.out.push('}');
            }
            Term::Value(value) => self.value(value),
        }
    }

    fn var(&mut self, var: TypeVarId) {
        if self.is_unnamed(var) {
            return self.unnamed(var);
        }
        let text = match self.scope.iter().rfind(|(known, _)| *known == var) {
            Some((_, text)) => text.clone(),
            None => self.interner.name(self.types.var(var).name).to_owned(),
        };
        self.out.push_str(&text);
    }

    /// Whether the variable was written as `<:T` or `>:T`, without a name.
    fn is_unnamed(&self, var: TypeVarId) -> bool {
        self.interner.name(self.types.var(var).name).starts_with('#')
    }

    fn unnamed(&mut self, var: TypeVarId) {
        let bounds = self.types.var(var);
        let (sign, bound) =
            if bounds.lower == known::BOTTOM { ("<:", bounds.upper) } else { (">:", bounds.lower) };
        self.out.push_str(sign);
        self.ty(bound);
    }

    fn list(&mut self, head: &str, items: &[TypeId]) {
        self.out.push_str(head);
        self.out.push('{');
        self.items(items);
        self.out.push('}');
    }

    fn items(&mut self, items: &[TypeId]) {
        for (i, &item) in items.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.ty(item);
        }
    }

    fn name(&mut self, name: TypeNameId) {
        let decl = self.types.name(name);
        if let Some(function) = decl.function {
            let text = self.interner.name(function);
            // The type of `:` has a name of its own.
            if text == ":" {
                self.out.push_str("Colon");
                return;
            }
            self.out.push_str("typeof(");
            if !decl.is_visible && !self.is_short {
                self.out.push_str(self.interner.name(decl.module));
                self.out.push('.');
                if !is_identifier(text) {
                    let _ = write!(self.out, ":({text})");
                    self.out.push(')');
                    return;
                }
            }
            self.symbol_name(text);
            self.out.push(')');
            return;
        }
        if !decl.is_visible && !self.is_short {
            self.out.push_str(self.interner.name(decl.module));
            self.out.push('.');
        }
        self.symbol_name(self.interner.name(decl.name));
    }

    fn symbol_name(&mut self, text: &str) {
        if is_identifier(text) || is_operator(text) {
            self.out.push_str(text);
        } else {
            let _ = write!(self.out, "var\"{text}\"");
        }
    }

    fn data(&mut self, ty: TypeId, name: TypeNameId, params: &[TypeId]) {
        if let Some((alias, args)) = self.alias_of(ty, &[]) {
            self.out.push_str(self.interner.name(alias));
            if !args.is_empty() {
                self.list("", &args);
            }
            return;
        }
        if name == known::names::TUPLE {
            return self.tuple(params);
        }
        if name == known::names::NAMED_TUPLE && self.named_tuple(params) {
            return;
        }
        self.name(name);
        if !params.is_empty() {
            self.list("", params);
        }
    }

    fn tuple(&mut self, params: &[TypeId]) {
        // Four or more equal elements print as NTuple.
        if params.len() > 3
            && params.iter().all(|&param| param == params[0])
            && !matches!(self.types.term(params[0]), Term::Vararg { .. })
        {
            let _ = write!(self.out, "NTuple{{{}, ", params.len());
            self.ty(params[0]);
            self.out.push('}');
            return;
        }
        match params {
            [] => self.out.push_str("Tuple{}"),
            [only] if *only == self.any_vararg() => self.out.push_str("Tuple"),
            _ => self.list("Tuple", params),
        }
    }

    fn any_vararg(&self) -> TypeId {
        self.types.params(known::TUPLE)[0]
    }

    /// `@NamedTuple{a::Int64}`, if names and types are known.
    fn named_tuple(&mut self, params: &[TypeId]) -> bool {
        let Some(names) = self.types.named_tuple_names(params[0]) else { return false };
        let Some(elements) = self.types.tuple_elements(params[1]).map(<[_]>::to_vec) else { return false };
        if names.len() != elements.len()
            || elements.iter().any(|&e| matches!(self.types.term(e), Term::Vararg { .. }))
        {
            return false;
        }
        self.out.push_str("@NamedTuple{");
        for (i, (name, element)) in names.into_iter().zip(elements).enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.symbol_name(self.interner.name(name));
            if element != known::ANY {
                self.out.push_str("::");
                self.ty(element);
            }
        }
        self.out.push('}');
        true
    }

    fn union_all(&mut self, ty: TypeId) {
        if let Some(id) = self.types.name_of(ty)
            && self.types.name(id).wrapper == ty
        {
            return self.name(id);
        }
        if let Some(&(alias, ..)) = self.types.aliases.iter().find(|&&(_, alias, _)| alias == ty) {
            let text = self.interner.name(alias).to_owned();
            self.out.push_str(&text);
            return;
        }
        let (vars, body) = self.types.unwrap_union_all(ty);
        let outer = self.scope.len();
        for &var in &vars {
            let text = self.fresh_name(self.types.var(var).name);
            self.scope.push((var, text));
        }
        // An alias or name whose last parameters are just these variables leaves them out: `Dict{Int64}`.
        let mut shown = vars.clone();
        let written = match self.alias_of(body, &vars) {
            Some((alias, args)) => Some((self.interner.name(alias).to_owned(), args)),
            None => match self.types.term(body) {
                Term::Data { name, params }
                    if name != known::names::TUPLE && name != known::names::NAMED_TUPLE =>
                {
                    let mut text = String::new();
                    core::mem::swap(&mut text, &mut self.out);
                    self.name(name);
                    core::mem::swap(&mut text, &mut self.out);
                    Some((text, self.types.list(params).to_vec()))
                }
                _ => None,
            },
        };
        match written {
            Some((text, mut args)) => {
                while let (Some(&last), Some(&var)) = (args.last(), shown.last()) {
                    let is_plain = self.types.term(last) == Term::Var(var)
                        && self.is_unbounded(var)
                        && args.iter().filter(|&&arg| self.types.mentions_var(arg, var)).count() == 1
                        && !self.bounds_mention(&shown, var);
                    if !is_plain {
                        break;
                    }
                    args.pop();
                    shown.pop();
                }
                self.out.push_str(&text);
                if !args.is_empty() {
                    self.list("", &args);
                }
            }
            None => self.ty(body),
        }
        shown.retain(|&var| !self.is_unnamed(var));
        match shown[..] {
            [] => {}
            [var] => {
                self.out.push_str(" where ");
                self.bounds(var);
            }
            _ => {
                self.out.push_str(" where {");
                for (i, &var) in shown.iter().enumerate() {
                    if i > 0 {
                        self.out.push_str(", ");
                    }
                    self.bounds(var);
                }
                self.out.push('}');
            }
        }
        self.scope.truncate(outer);
    }

    fn is_unbounded(&self, var: TypeVarId) -> bool {
        let bounds = self.types.var(var);
        bounds.lower == known::BOTTOM && bounds.upper == known::ANY
    }

    fn bounds_mention(&self, vars: &[TypeVarId], var: TypeVarId) -> bool {
        vars.iter().any(|&other| {
            let bounds = self.types.var(other);
            self.types.mentions_var(bounds.lower, var) || self.types.mentions_var(bounds.upper, var)
        })
    }

    fn fresh_name(&self, name: Symbol) -> String {
        let text = self.interner.name(name);
        let mut candidate = text.to_owned();
        let mut number = 0;
        while self.scope.iter().any(|(_, used)| *used == candidate) {
            number += 1;
            candidate = format!("{text}{number}");
        }
        candidate
    }

    fn bounds(&mut self, var: TypeVarId) {
        let bounds = self.types.var(var);
        let has_upper = bounds.upper != known::ANY;
        if bounds.lower != known::BOTTOM {
            if !has_upper {
                self.var(var);
                self.out.push_str(">:");
                self.bound(bounds.lower);
                return;
            }
            self.bound(bounds.lower);
            self.out.push_str("<:");
        }
        self.var(var);
        if has_upper {
            self.out.push_str("<:");
            self.bound(bounds.upper);
        }
    }

    /// A bound, in parentheses if it has a `where` of its own.
    fn bound(&mut self, ty: TypeId) {
        let start = self.out.len();
        self.ty(ty);
        if self.out[start..].contains(" where ") && matches!(self.types.term(ty), Term::UnionAll { .. }) {
            self.out.insert(start, '(');
            self.out.push(')');
        }
    }

    /// The last declared alias that `ty` is an instance of, with its arguments; aliases that are just a declared
    /// type are no shorter and are left out.
    fn alias_of(&self, ty: TypeId, _vars: &[TypeVarId]) -> Option<(Symbol, Vec<TypeId>)> {
        let named = self.types.data(ty).map(|(name, _)| name);
        self.types.aliases.iter().find_map(|&(name, alias, root)| {
            if root.is_some() && root != named {
                return None;
            }
            let (vars, body) = self.types.unwrap_union_all(alias);
            let mut values = vec![None; vars.len()];
            if !self.matches(body, ty, &vars, &mut values) {
                return None;
            }
            let values: Option<Vec<TypeId>> = values.into_iter().collect();
            Some((name, values?))
        })
    }

    /// Whether `pattern` with some values for `vars` is `ty`.
    fn matches(
        &self,
        pattern: TypeId,
        ty: TypeId,
        vars: &[TypeVarId],
        values: &mut [Option<TypeId>],
    ) -> bool {
        if let Term::Var(var) = self.types.term(pattern)
            && let Some(index) = vars.iter().position(|&known| known == var)
        {
            return match values[index] {
                Some(value) => value == ty,
                None => {
                    values[index] = Some(ty);
                    true
                }
            };
        }
        if pattern == ty {
            return true;
        }
        match (self.types.data(pattern), self.types.data(ty)) {
            (Some((name, params)), Some((other, args))) => {
                name == other
                    && params.len() == args.len()
                    && params.iter().zip(args).all(|(&param, &arg)| self.matches(param, arg, vars, values))
            }
            _ => false,
        }
    }

    fn value(&mut self, value: Const) {
        match value.value {
            ConstValue::Bits(bits) => self.bits(value.ty, bits.get()),
            ConstValue::Symbol(symbol) => self.symbol(symbol),
            ConstValue::Type(ty) => self.ty(ty),
            ConstValue::Text(text) => {
                let _ = write!(self.out, "{:?}", self.interner.name(text));
            }
            ConstValue::Singleton if value.ty == known::NOTHING => self.out.push_str("nothing"),
            ConstValue::Singleton => match self.types.data(value.ty).map(|(name, _)| self.types.name(name)) {
                Some(decl) if decl.function.is_some() => {
                    let function = decl.function.expect("checked by the guard");
                    self.symbol_name(self.interner.name(function));
                }
                _ if self.types.tuple_elements(value.ty).is_some_and(<[_]>::is_empty) => {
                    self.out.push_str("()")
                }
                _ => {
                    self.ty(value.ty);
                    self.out.push_str("()");
                }
            },
            ConstValue::Aggregate(items) => {
                let items = self.types.list(items).to_vec();
                if self.types.tuple_elements(value.ty).is_none() {
                    self.ty(value.ty);
                }
                self.out.push('(');
                self.items(&items);
                if items.len() == 1 && self.types.tuple_elements(value.ty).is_some() {
                    self.out.push(',');
                }
                self.out.push(')');
            }
            ConstValue::Object(number) => {
                let _ = write!(self.out, "#<object {number}>");
            }
        }
    }

    fn symbol(&mut self, symbol: Symbol) {
        let text = self.interner.name(symbol);
        if is_identifier(text) || is_operator(text) {
            let _ = write!(self.out, ":{text}");
        } else {
            let _ = write!(self.out, "Symbol({text:?})");
        }
    }

    fn bits(&mut self, ty: TypeId, bits: u128) {
        let _ = match ty {
            known::BOOL => write!(self.out, "{}", bits != 0),
            known::INT8 | known::INT16 | known::INT32 | known::INT64 | known::INT128 => {
                let width = self.primitive_bits(ty);
                write!(self.out, "{}", (bits << (128 - width)) as i128 >> (128 - width))
            }
            known::UINT8 | known::UINT16 | known::UINT32 | known::UINT64 | known::UINT128 => {
                let digits = self.primitive_bits(ty) as usize / 4;
                write!(self.out, "0x{bits:0digits$x}")
            }
            known::FLOAT64 => write!(self.out, "{:?}", f64::from_bits(bits as u64)),
            known::FLOAT32 => write!(self.out, "{:?}f0", f32::from_bits(bits as u32)),
            known::CHAR => {
                let bytes = (bits as u32).to_be_bytes();
                let len = bytes.iter().rposition(|&byte| byte != 0).map_or(1, |last| last + 1);
                write!(self.out, "'{}'", String::from_utf8_lossy(&bytes[..len]))
            }
            _ => {
                self.ty(ty);
                write!(self.out, "(0x{bits:x})")
            }
        };
    }

    fn primitive_bits(&self, ty: TypeId) -> u32 {
        match self.types.name_of(ty).map(|name| self.types.name(name).kind) {
            Some(crate::TypeKind::Primitive(bits)) => bits.into(),
            _ => 128,
        }
    }
}

/// Whether `text` is written bare as a name.
fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_' || (!c.is_ascii() && !c.is_whitespace()))
        && chars.all(|c| c.is_alphanumeric() || c == '_' || c == '!' || !c.is_ascii())
}

fn is_operator(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "+-*/\\^%<>=!&|~:?÷⊻√∘∈∉⊆≤≥≠$'.".contains(c))
}
