//! Compares subtyping, disjointness and specificity with the table that real Julia made: `tests/types`.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::*;
use juliette_support::{Interner, Symbol, sym};
use std::collections::HashMap;

/// Types chosen by hand.
const TABLE: &str = include_str!("../../tests/types/relations.txt");
/// Types made at random.
const RANDOM: &str = include_str!("../../tests/types/random.txt");

struct Reader<'a> {
    tokens: Vec<&'a str>,
    at: usize,
    interner: Interner,
    types: Types,
    names: HashMap<&'a str, TypeNameId>,
    scope: Vec<(&'a str, TypeVarId)>,
}

impl<'a> Reader<'a> {
    fn new() -> Self {
        let mut interner = Interner::new();
        let types = Types::new(&mut interner);
        Self { tokens: Vec::new(), at: 0, interner, types, names: HashMap::new(), scope: Vec::new() }
    }

    fn start(&mut self, line: &'a str) {
        self.tokens = tokens(line);
        self.at = 0;
    }

    fn next(&mut self) -> &'a str {
        self.at += 1;
        self.tokens[self.at - 1]
    }

    fn expect(&mut self, token: &str) {
        assert_eq!(self.next(), token);
    }

    fn is_next(&self, token: &str) -> bool {
        self.tokens.get(self.at) == Some(&token)
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        self.interner.intern(name)
    }

    fn declare(&mut self, line: &'a str) {
        self.start(line);
        let name = self.next().strip_prefix(':').unwrap();
        let kind = match self.next() {
            "abstract" => TypeKind::Abstract,
            "primitive" => TypeKind::Primitive(64),
            "mutable" => TypeKind::Mutable,
            _ => TypeKind::Struct,
        };
        self.expect("(");
        let mut vars = Vec::new();
        while !self.is_next(")") {
            self.expect("(");
            let var = self.next();
            let (lower, upper) = (self.ty(), self.ty());
            self.expect(")");
            let symbol = self.symbol(var);
            let id = self.types.new_var(symbol, lower, upper);
            self.scope.push((var, id));
            vars.push(id);
        }
        self.expect(")");
        let symbol = self.symbol(name);
        let known = self.types.name_ids().find(|&id| self.types.name(id).name == symbol);
        if let Some(known) = known {
            self.names.insert(name, known);
        } else {
            let supertype = self.ty();
            let decl = NameDecl { name: symbol, module: sym::MAIN, vars: &vars, supertype, kind };
            let id = self.types.declare_name(&self.interner, decl);
            self.types.define_fields(id, &[], 0);
            self.names.insert(name, id);
        }
        self.scope.clear();
    }

    fn ty(&mut self) -> TypeId {
        let token = self.next();
        if token != "(" {
            return self.leaf(token);
        }
        let head = self.next();
        let result = match head {
            "all" => {
                let name = self.next();
                let (lower, upper) = (self.ty(), self.ty());
                let symbol = self.symbol(name);
                let var = self.types.new_var(symbol, lower, upper);
                self.scope.push((name, var));
                let body = self.ty();
                self.scope.pop();
                self.types.union_all(var, body)
            }
            "union" => {
                let members = self.rest();
                self.types.union(&members)
            }
            "vararg" => {
                let parts = self.rest();
                self.types.vararg(parts[0], parts.get(1).copied())
            }
            "value" => {
                let items = self.rest();
                self.types.tuple_value(&items)
            }
            ":Tuple" => {
                let elements = self.rest();
                self.types.tuple(&elements)
            }
            name => {
                let params = self.rest();
                let id = self.names[name.strip_prefix(':').unwrap()];
                self.types.data_type(id, &params)
            }
        };
        self.expect(")");
        result
    }

    fn rest(&mut self) -> Vec<TypeId> {
        let mut found = Vec::new();
        while !self.is_next(")") {
            found.push(self.ty());
        }
        found
    }

    fn leaf(&mut self, token: &'a str) -> TypeId {
        if let Some(name) = token.strip_prefix(':') {
            return self.types.name(self.names[name]).wrapper;
        }
        if let Some(name) = token.strip_prefix('\'') {
            let symbol = self.symbol(name);
            return self.types.value(Const::symbol(symbol));
        }
        if let Ok(value) = token.parse() {
            return self.types.int_value(value);
        }
        if token == "bottom" {
            return known::BOTTOM;
        }
        let (_, var) = *self.scope.iter().rfind(|(name, _)| *name == token).unwrap();
        self.types.var_type(var)
    }
}

fn tokens(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let len = match rest.as_bytes()[0] {
            b'(' | b')' => 1,
            _ => rest.find([' ', '(', ')']).unwrap_or(rest.len()),
        };
        found.push(&rest[..len]);
        rest = rest[len..].trim_start();
    }
    found
}

/// The table's types with their texts, and its three matrices as rows of digits.
type Table = (Vec<(TypeId, &'static str)>, HashMap<&'static str, Vec<&'static [u8]>>);

fn read(table: &'static str) -> (Reader<'static>, Table) {
    let mut reader = Reader::new();
    let mut all = Vec::new();
    let mut matrices: HashMap<&str, Vec<&[u8]>> = HashMap::new();
    let mut current = "";
    for line in table.lines() {
        if let Some(rest) = line.strip_prefix("declare ") {
            reader.declare(rest);
        } else if let Some(rest) = line.strip_prefix("type ") {
            let (form, text) = rest.split_once(" # ").unwrap();
            reader.start(form);
            let ty = reader.ty();
            all.push((ty, text));
        } else if line.starts_with(['0', '1']) {
            matrices.get_mut(current).unwrap().push(line.as_bytes());
        } else {
            current = line;
            matrices.insert(current, Vec::new());
        }
    }
    (reader, (all, matrices))
}

/// Pairs on which Julia 1.5 is wrong: the first holds `(1, "")`, the second does not.
const MISTAKEN: &[(&str, &str)] =
    &[("Tuple{Union{Int64,String},Union{Int64,String}}", "Union{Tuple{Int64,Int64},Tuple{String,String}}")];

/// Compares one matrix, where `matters` says so; returns the pairs on which we differ from Julia.
fn differences(
    table: &'static str,
    name: &str,
    ask: impl Fn(&mut Types, TypeId, TypeId) -> bool,
    matters: impl Fn(bool, bool) -> bool,
) -> (usize, Vec<String>) {
    let (mut reader, (all, matrices)) = read(table);
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (i, &(a, a_text)) in all.iter().enumerate() {
        for (j, &(b, b_text)) in all.iter().enumerate() {
            let expected = matrices[name][i][j] == b'1';
            let is_disjoint = matrices["disjoint"][i][j] == b'1';
            if !matters(expected, is_disjoint) || MISTAKEN.contains(&(a_text, b_text)) {
                continue;
            }
            asked += 1;
            if ask(&mut reader.types, a, b) != expected {
                wrong.push(format!("{a_text}  |  {b_text}: Julia says {expected}"));
            }
        }
    }
    (asked, wrong)
}

#[test]
fn subtyping_agrees_with_julia() {
    let (total, wrong) = differences(TABLE, "subtype", Types::subtype, |_, _| true);
    assert!(wrong.is_empty(), "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_meets_in_julia_is_not_disjoint() {
    let (total, wrong) = differences(TABLE, "disjoint", Types::is_disjoint, |disjoint, _| !disjoint);
    assert!(wrong.is_empty(), "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn most_of_what_is_disjoint_in_julia_is_found_so() {
    let (total, wrong) = differences(TABLE, "disjoint", Types::is_disjoint, |disjoint, _| disjoint);
    assert!(wrong.len() * 50 < total, "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn specificity_agrees_with_julia_but_for_odd_corners() {
    let (total, wrong) = differences(TABLE, "specific", Types::more_specific, |_, disjoint| !disjoint);
    assert!(wrong.len() * 100 < total, "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn joins_agree_with_julia_but_for_shared_variables() {
    let (mut reader, (all, _)) = read(TABLE);
    let mut wrong = Vec::new();
    let rows = include_str!("../../tests/types/joins.txt").lines();
    let mut total = 0;
    for line in rows {
        let (row, text) = line.strip_prefix("join ").unwrap().split_once(" # ").unwrap();
        let mut fields = row.splitn(3, ' ');
        let mut index = || fields.next().unwrap().parse::<usize>().unwrap() - 1;
        let (i, j) = (index(), index());
        reader.start(fields.next().unwrap());
        let expected = reader.ty();
        let (a, b) = (all[i].0, all[j].0);
        let ours = reader.types.typejoin(a, b);
        total += 1;
        assert!(reader.types.subtype(a, ours) && reader.types.subtype(b, ours), "{text}");
        if !reader.types.type_equal(ours, expected) {
            let show = |ty| reader.types.show(ty, &reader.interner);
            wrong.push(format!("{text}: Julia {}, ours {}", show(expected), show(ours)));
        }
    }
    assert!(wrong.len() * 50 < total, "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Julia 1.10's output, by its documentation and source; the table's own texts are 1.5's.
const SHOWN: &[(&str, &str)] = &[
    ("(:Array :Int64 1)", "Vector{Int64}"),
    ("(:Array :Float64 2)", "Matrix{Float64}"),
    ("(:Array :Int64 3)", "Array{Int64, 3}"),
    ("(all T bottom :Any (:Array T 1))", "Vector"),
    ("(all N bottom :Any (:Array :Int64 N))", "Array{Int64}"),
    (":Array", "Array"),
    ("(:Array (:Array :Int64 1) 1)", "Vector{Vector{Int64}}"),
    ("(all #s1 bottom :Integer (:Array #s1 1))", "Vector{<:Integer}"),
    ("(all T bottom :Real (:Array T 2))", "Matrix{T} where T<:Real"),
    ("(all #s2 bottom (all #s3 bottom :Real (:Array #s3 1)) (:Array #s2 1))", "Vector{<:Vector{<:Real}}"),
    ("(all #s4 :Int64 :Any (:Array #s4 1))", "Vector{>:Int64}"),
    ("(all T bottom :Any (:AbstractArray T 1))", "AbstractVector"),
    ("(:Dict :String :Int64)", "Dict{String, Int64}"),
    ("(all V bottom :Any (:Dict :String V))", "Dict{String}"),
    ("(all K bottom :Any (:Dict K K))", "Dict{K, K} where K"),
    ("(union :Int64 :Nothing)", "Union{Nothing, Int64}"),
    ("(union :String :Int64 :Nothing)", "Union{Nothing, Int64, String}"),
    ("(:Type :Int64)", "Type{Int64}"),
    (":Type", "Type"),
    ("(all #s5 bottom :Integer (:Type #s5))", "Type{<:Integer}"),
    ("(:Tuple :Int64 (vararg :Float64))", "Tuple{Int64, Vararg{Float64}}"),
    ("(:Tuple)", "Tuple{}"),
    ("(:Tuple (vararg :Any))", "Tuple"),
    ("(:Tuple :Int64 :Int64 :Int64)", "Tuple{Int64, Int64, Int64}"),
    ("(:Tuple :Int64 :Int64 :Int64 :Int64)", "NTuple{4, Int64}"),
    ("(all A bottom :Any (all B bottom A (:Pair A B)))", "Pair{A, B} where {A, B<:A}"),
    ("(all T bottom :Any (:Tuple T (:Array T 1)))", "Tuple{T, Vector{T}} where T"),
    ("(:NamedTuple (value 'a 'b) (:Tuple :Int64 :String))", "@NamedTuple{a::Int64, b::String}"),
    ("(:Box :Int64 'name)", "Box{Int64, :name}"),
    ("bottom", "Union{}"),
];

#[test]
fn types_print_as_julia_1_10_prints_them() {
    let (mut reader, _) = read(TABLE);
    for (name, form) in [
        ("Vector", "(all T bottom :Any (:Array T 1))"),
        ("Matrix", "(all T bottom :Any (:Array T 2))"),
        ("AbstractVector", "(all T bottom :Any (:AbstractArray T 1))"),
    ] {
        reader.start(form);
        let ty = reader.ty();
        let name = reader.symbol(name);
        reader.types.add_alias(name, ty);
    }
    let shown: Vec<_> = SHOWN
        .iter()
        .map(|(form, _)| {
            reader.start(form);
            let ty = reader.ty();
            reader.types.show(ty, &reader.interner)
        })
        .collect();
    assert_eq!(shown, SHOWN.iter().map(|&(_, text)| text).collect::<Vec<_>>());
}

#[test]
fn static_parameters_agree_with_julia() {
    let (mut reader, (all, _)) = read(TABLE);
    let mut types: Vec<TypeId> = all.iter().map(|&(ty, _)| ty).collect();
    let mut wrong = Vec::new();
    let mut total = 0;
    for line in include_str!("../../tests/types/parameters.txt").lines() {
        if let Some(rest) = line.strip_prefix("type ") {
            reader.start(rest.split_once(" # ").unwrap().0);
            let ty = reader.ty();
            types.push(ty);
            continue;
        }
        let (row, text) = line.strip_prefix("env ").unwrap().split_once(" # ").unwrap();
        let mut fields = row.splitn(3, ' ');
        let mut index = || fields.next().unwrap().parse::<usize>().unwrap() - 1;
        let (i, j) = (index(), index());
        reader.start(fields.next().unwrap());
        reader.expect("(");
        reader.expect("list");
        let found = reader.types.match_signature(types[i], types[j]);
        let mut ours = Vec::new();
        let mut julias = Vec::new();
        for value in found.clone().unwrap_or_default() {
            let julia = if reader.is_next("?") {
                reader.next().to_owned()
            } else {
                let ty = reader.ty();
                reader.types.show(ty, &reader.interner)
            };
            julias.push(julia);
            ours.push(match reader.types.term(value) {
                Term::Var(_) => "?".to_owned(),
                _ => reader.types.show(value, &reader.interner),
            });
        }
        total += 1;
        // Of a union among the arguments, Julia names what goes with the last member.
        let is_open = ours.contains(&"?".to_owned()) && text.starts_with("Tuple{Union{");
        if found.is_none() || (julias != ours && !is_open) || !reader.is_next(")") {
            wrong.push(format!("{text}: Julia {julias:?}, ours {ours:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn subtyping_of_random_types_agrees_with_julia() {
    let (total, wrong) = differences(RANDOM, "subtype", Types::subtype, |_, _| true);
    assert!(wrong.is_empty(), "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn random_types_that_meet_in_julia_are_not_disjoint() {
    let (total, wrong) = differences(RANDOM, "disjoint", Types::is_disjoint, |disjoint, _| !disjoint);
    assert!(wrong.is_empty(), "{} of {total} differ:\n{}", wrong.len(), wrong.join("\n"));
}
