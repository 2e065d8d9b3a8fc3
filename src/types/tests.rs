//! Tests of the store's own invariants; tables made by real Julia are in `tests/types`.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::*;
use juliette_support::{Interner, sym};

fn store() -> (Interner, Types) {
    let mut interner = Interner::new();
    let types = Types::new(&mut interner);
    (interner, types)
}

#[test]
fn known_types_have_their_ids() {
    let (interner, types) = store();
    for (ty, text) in [
        (known::ANY, "Any"),
        (known::INT64, "Int64"),
        (known::BOTTOM, "Union{}"),
        (known::TUPLE, "Tuple"),
        (known::TYPE, "Type"),
        (known::NAMED_TUPLE, "NamedTuple"),
        (known::PTR, "Ptr"),
        (known::MEMORY, "Memory"),
        (known::GLOBAL_REF, "GlobalRef"),
    ] {
        assert_eq!(types.show(ty, &interner), text);
    }
    for id in types.name_ids() {
        assert_eq!(types.name(id).wrapper, TypeId(id.0 + 1), "{}", types.show_name(id, &interner));
    }
}

#[test]
fn equal_types_have_equal_ids() {
    let (mut interner, mut types) = store();
    let (t, s) = (interner.intern("T"), interner.intern("S"));
    let make = |types: &mut Types, name| {
        let var = types.new_var(name, known::BOTTOM, known::REAL);
        let param = types.var_type(var);
        let body = types.apply(known::MEMORY, &[param]).unwrap();
        types.union_all(var, body)
    };
    assert_eq!(make(&mut types, t), make(&mut types, s));
    let a = types.union(&[known::INT64, known::NOTHING]);
    let b = types.union(&[known::NOTHING, known::INT64, known::BOTTOM]);
    assert_eq!(a, b);
    assert_eq!(types.show(a, &interner), "Union{Nothing, Int64}");
    assert_eq!(types.union(&[known::INT64, known::INTEGER]), known::INTEGER);
}

#[test]
fn fields_and_layout() {
    let (mut interner, mut types) = store();
    let t = interner.intern("T");
    let var = types.new_var(t, known::BOTTOM, known::ANY);
    let param = types.var_type(var);
    let name = interner.intern("Point");
    let decl =
        NameDecl { name, module: sym::MAIN, vars: &[var], supertype: known::ANY, kind: TypeKind::Struct };
    let id = types.declare_name(&interner, decl);
    let x = interner.intern("x");
    let y = interner.intern("y");
    let field = |name, ty| FieldDecl { name, ty, is_const: true };
    types.define_fields(id, &[field(x, known::INT8), field(y, param)], 2);
    let wrapper = types.name(id).wrapper;
    let point = types.apply(wrapper, &[known::FLOAT64]).unwrap();
    assert_eq!(types.show(point, &interner), "Point{Float64}");
    let layout = types.layout(point).unwrap();
    assert_eq!((layout.size, layout.align, layout.fields[1].offset), (16, 8, 8));
    assert!(types.is_bits(point));
    assert_eq!(types.field_index(point, y), Some(1));
    let boxed = types.apply(wrapper, &[known::STRING]).unwrap();
    assert_eq!(types.layout(boxed).unwrap().pointers, [8]);
    assert_eq!(types.storage(boxed), Storage::Inline);
    let abstract_point = types.apply(wrapper, &[known::REAL]).unwrap();
    assert!(types.is_concrete(abstract_point));
    assert!(types.subtype(point, wrapper));
    assert!(!types.subtype(point, abstract_point));
}

#[test]
fn signatures_give_static_parameters() {
    let (mut interner, mut types) = store();
    let t = interner.intern("T");
    let var = types.new_var(t, known::BOTTOM, known::ANY);
    let param = types.var_type(var);
    let pair = types.tuple(&[param, param]);
    let diagonal = types.union_all(var, pair);
    let ints = types.tuple(&[known::INT64, known::INT64]);
    let mixed = types.tuple(&[known::INT64, known::STRING]);
    assert_eq!(types.match_signature(ints, diagonal), Some(vec![known::INT64]));
    assert_eq!(types.match_signature(mixed, diagonal), None);
    let any_pair = types.tuple(&[known::ANY, known::ANY]);
    assert!(types.more_specific(diagonal, any_pair));
    let ty = types.type_of(param);
    let signature = types.tuple(&[ty]);
    let signature = types.union_all(var, signature);
    let int_type = types.type_of(known::INT64);
    let args = types.tuple(&[int_type]);
    assert_eq!(types.match_signature(args, signature), Some(vec![known::INT64]));
    let vararg = types.vararg(param, None);
    let signature = types.tuple(&[known::INT64, vararg]);
    let signature = types.union_all(var, signature);
    assert_eq!(types.match_signature(ints, signature), Some(vec![known::INT64]));
}

/// Random types and signatures of a few names, from a sequence of numbers.
struct Random {
    state: u64,
    /// Types of two parameters: an abstract one, one below it with the same parameters, and one with one parameter below
    /// the abstract one at `Int64`.
    names: [TypeId; 3],
}

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.state = self.state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.state >> 33) % bound
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    /// A type; with `vars` it may mention them.
    fn ty(&mut self, types: &mut Types, vars: &[TypeId], depth: u32, is_concrete: bool) -> TypeId {
        let plain = [known::INT64, known::FLOAT64, known::STRING, known::NOTHING];
        let wide = [known::REAL, known::ANY, known::INTEGER, known::NUMBER];
        match self.below(if depth == 0 { 5 } else { 11 }) {
            0..=2 if !vars.is_empty() => self.of(vars),
            3 if !is_concrete => self.of(&wide),
            0..=4 => self.of(&plain),
            5 | 6 => {
                let elements: Vec<TypeId> =
                    (0..self.below(3)).map(|_| self.ty(types, vars, depth - 1, is_concrete)).collect();
                types.tuple(&elements)
            }
            7 if !is_concrete => {
                let members =
                    [self.ty(types, vars, depth - 1, false), self.ty(types, vars, depth - 1, false)];
                types.union(&members)
            }
            8 => {
                let param = self.ty(types, vars, depth - 1, false);
                let last = self.names[2];
                types.apply(last, &[param]).unwrap()
            }
            9 => {
                let param = self.ty(types, vars, depth - 1, false);
                types.type_of(param)
            }
            _ => {
                let params = [self.ty(types, vars, depth - 1, false), self.ty(types, vars, depth - 1, false)];
                let name = if is_concrete { self.names[1] } else { self.names[self.below(2) as usize] };
                types.apply(name, &params).unwrap()
            }
        }
    }
}

#[test]
fn direct_matches_are_what_a_search_finds() {
    let (mut interner, mut types) = store();
    let mut declare = |types: &mut Types,
                       name: &str,
                       count: usize,
                       kind,
                       supertype: &dyn Fn(&mut Types, &[TypeId]) -> TypeId| {
        let vars: Vec<TypeVarId> = (0..count)
            .map(|i| {
                let name = interner.intern(["T", "S"][i]);
                types.new_var(name, known::BOTTOM, known::ANY)
            })
            .collect();
        let params: Vec<TypeId> = vars.iter().map(|&var| types.var_type(var)).collect();
        let supertype = supertype(types, &params);
        let decl = NameDecl { name: interner.intern(name), module: sym::MAIN, vars: &vars, supertype, kind };
        let id = types.declare_name(&interner, decl);
        types.define_fields(id, &[], 0);
        types.name(id).wrapper
    };
    let top = declare(&mut types, "Top", 2, TypeKind::Abstract, &|_, _| known::ANY);
    let pair =
        declare(&mut types, "Both", 2, TypeKind::Struct, &|types, params| types.apply(top, params).unwrap());
    let one = declare(&mut types, "One", 1, TypeKind::Struct, &|types, params| {
        types.apply(top, &[params[0], known::INT64]).unwrap()
    });
    let mut random = Random { state: 7, names: [top, pair, one] };
    let (mut direct, mut yes) = (0, 0);
    for round in 0..60_000 {
        let count = random.below(3) as usize;
        let mut vars = Vec::new();
        for i in 0..count {
            let upper = random.of(&[known::ANY, known::ANY, known::REAL, known::NUMBER]);
            vars.push(types.new_var(interner.intern(["A", "B"][i]), known::BOTTOM, upper));
        }
        let params: Vec<TypeId> = vars.iter().map(|&var| types.var_type(var)).collect();
        let len = 1 + random.below(3);
        let mut elements: Vec<TypeId> = (0..len).map(|_| random.ty(&mut types, &params, 2, false)).collect();
        if random.below(4) == 0 {
            let element = random.ty(&mut types, &params, 1, false);
            elements.push(types.vararg(element, None));
        }
        let signature = types.tuple(&elements);
        let signature = types.union_all_many(&vars, signature);
        for _ in 0..4 {
            let args: Vec<TypeId> = (0..len + random.below(4) / 3)
                .map(|_| {
                    let is_concrete = round % 4 != 0;
                    random.ty(&mut types, &[], 2, is_concrete)
                })
                .collect();
            let args = types.tuple(&args);
            let Some(found) = types.match_directly(args, signature) else { continue };
            direct += 1;
            yes += usize::from(found.is_some());
            let searched = types.search_signature(args, signature);
            assert_eq!(
                found,
                searched,
                "{} against {}",
                types.show(args, &interner),
                types.show(signature, &interner)
            );
        }
    }
    let mut below = 0;
    for _ in 0..100_000 {
        let (a, b) = (random.ty(&mut types, &[], 3, false), random.ty(&mut types, &[], 3, false));
        let answer = types.subtype(a, b);
        below += usize::from(answer);
        let searched = types.search_signature(a, b).is_some();
        assert_eq!(answer, searched, "{} <: {}", types.show(a, &interner), types.show(b, &interner));
    }
    assert!(below > 5_000, "{below} subtypes");
    assert!(direct > 100_000 && yes > 5_000, "{direct} direct answers, {yes} of them matches");
}
