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
    // Each member of a union has its own.
    let string_type = types.type_of(known::STRING);
    let either = types.union(&[int_type, string_type]);
    let args = types.tuple(&[either]);
    let found = types.match_signature(args, signature).expect("both members match");
    assert!(matches!(types.term(found[0]), Term::Var(_)));
    let vararg = types.vararg(param, None);
    let signature = types.tuple(&[known::INT64, vararg]);
    let signature = types.union_all(var, signature);
    assert_eq!(types.match_signature(ints, signature), Some(vec![known::INT64]));
}
