//! Lookup, specificity and invalidation on small tables.
#![allow(clippy::unwrap_used, reason = "tests")]

use crate::*;
use juliette_support::{Interner, Symbol, sym};
use juliette_types::{TypeId, Types, known};

struct Session {
    interner: Interner,
    types: Types,
    methods: Methods,
    f: TypeId,
}

impl Session {
    fn new() -> Self {
        let mut interner = Interner::new();
        let mut types = Types::new(&mut interner);
        let name = interner.intern("f");
        let f = types.declare_function(&mut interner, sym::MAIN, name);
        Self { interner, types, methods: Methods::new(), f }
    }

    fn args(&mut self, args: &[TypeId]) -> TypeId {
        let all: Vec<_> = core::iter::once(self.f).chain(args.iter().copied()).collect();
        self.types.tuple(&all)
    }

    fn define(&mut self, signature: TypeId) -> Defined {
        let new =
            NewMethod { signature, name: Symbol(0), module: sym::MAIN, file: sym::MAIN, line: 1, body: 0 };
        self.methods.define(&mut self.types, new)
    }

    fn lookup(&mut self, args: &[TypeId]) -> Lookup {
        let args = self.args(args);
        let world = self.methods.world();
        self.methods.lookup(&mut self.types, args, world)
    }
}

fn method(lookup: Lookup) -> MethodId {
    match lookup {
        Lookup::One(found) => found.method,
        other => panic!("expected one method, found {other:?}"),
    }
}

#[test]
fn the_most_specific_method_is_called() {
    let mut s = Session::new();
    let any = s.args(&[known::ANY]);
    let any = s.define(any).method;
    let integer = s.args(&[known::INTEGER]);
    let integer = s.define(integer).method;
    let int = s.args(&[known::INT64]);
    let int = s.define(int).method;
    assert_eq!(method(s.lookup(&[known::INT64])), int);
    assert_eq!(method(s.lookup(&[known::INT8])), integer);
    assert_eq!(method(s.lookup(&[known::STRING])), any);
    assert_eq!(s.lookup(&[]), Lookup::None);
    assert_eq!(s.types.show(s.f, &s.interner), "typeof(f)");
}

#[test]
fn ambiguity_is_reported_until_resolved() {
    let mut s = Session::new();
    let left = s.args(&[known::INT64, known::ANY]);
    s.define(left);
    let right = s.args(&[known::ANY, known::INT64]);
    s.define(right);
    assert!(matches!(s.lookup(&[known::INT64, known::INT64]), Lookup::Ambiguous(..)));
    let both = s.args(&[known::INT64, known::INT64]);
    let both = s.define(both).method;
    assert_eq!(method(s.lookup(&[known::INT64, known::INT64])), both);
}

#[test]
fn abstract_calls_reach_several_methods() {
    let mut s = Session::new();
    let any = s.args(&[known::ANY]);
    let any = s.define(any).method;
    let int = s.args(&[known::INT64]);
    let int = s.define(int).method;
    let real = s.args(&[known::REAL]);
    let found = s.methods.matches(&mut s.types, real, 4).unwrap();
    let ids: Vec<_> = found.iter().map(|m| (m.method, m.fully_covers)).collect();
    assert_eq!(ids, [(int, false), (any, true)]);
    assert_eq!(s.methods.matches(&mut s.types, real, 1), None);
    let ints = s.args(&[known::INT64]);
    assert_eq!(s.methods.matches(&mut s.types, ints, 4).unwrap().len(), 1);
}

#[test]
fn methods_compared_ahead_answer_as_before() {
    let mut s = Session::new();
    let types = [known::ANY, known::NUMBER, known::REAL, known::INTEGER, known::INT64, known::STRING];
    let mut methods = Vec::new();
    // All pairs of these types, in an order that says nothing: many are ambiguous, many apart.
    for i in 0..types.len() * types.len() {
        let at = i * 17 % (types.len() * types.len());
        let signature = s.args(&[types[at / types.len()], types[at % types.len()]]);
        methods.push((s.define(signature).method, signature));
    }
    let ranking = s.methods.compare_all(&mut s.types);
    s.methods.adopt(&ranking);
    let mut compared = 0;
    for &(a, signature) in &methods {
        for &(b, other) in &methods {
            if a != b && !s.types.is_disjoint(signature, other) {
                let expected = s.types.more_specific(signature, other);
                assert_eq!(s.methods.is_more_specific(&mut s.types, a, b), expected, "{a:?} {b:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "{compared}");
    assert!(matches!(s.lookup(&[known::INT64, known::STRING]), Lookup::One(_)));
    // A method that comes later is compared when it is met.
    let later = s.args(&[known::INT8, known::INT8]);
    let later = s.define(later).method;
    assert_eq!(method(s.lookup(&[known::INT8, known::INT8])), later);
}

#[test]
fn redefinition_invalidates_what_relied_on_it() {
    let mut s = Session::new();
    let any = s.args(&[known::ANY]);
    let first = s.define(any).method;
    let world = s.methods.world();
    let mut specializations = Specializations::new();
    let int_args = s.args(&[known::INT64]);
    let float_args = s.args(&[known::FLOAT64]);
    let by_int = specializations.add(first, int_args, vec![], 0);
    let by_float = specializations.add(first, float_args, vec![], 1);
    let caller = specializations.add(first, any, vec![], 2);
    specializations.rely_on_lookup(by_int, int_args, world);
    specializations.rely_on_lookup(by_float, float_args, world);
    specializations.rely_on_instance(caller, by_int);
    let integer = s.args(&[known::INTEGER]);
    let second = s.define(integer).method;
    let invalid = specializations.invalidate(&mut s.types, &mut s.methods, second);
    assert_eq!(invalid, [by_int, caller]);
    assert_eq!(specializations.find(first, float_args), Some(by_float));
    assert_eq!(specializations.find(first, int_args), None);
    // The old world still sees the old method only.
    let Lookup::One(old) = s.methods.lookup(&mut s.types, int_args, world) else { panic!("one method") };
    assert_eq!(old.method, first);
    let again = s.define(any);
    assert_eq!(again.replaces, Some(first));
}

#[test]
fn constructors_are_found_by_the_type_constructed() {
    let mut s = Session::new();
    let int_type = s.types.type_of(known::INT64);
    let signature = s.types.tuple(&[int_type, known::FLOAT64]);
    let exact = s.define(signature).method;
    let t = s.interner.intern("T");
    let var = s.types.new_var(t, known::BOTTOM, known::NUMBER);
    let param = s.types.var_type(var);
    let ty = s.types.type_of(param);
    let body = s.types.tuple(&[ty, known::NUMBER]);
    let signature = s.types.union_all(var, body);
    let general = s.define(signature).method;
    let world = s.methods.world();
    let call = s.types.tuple(&[int_type, known::FLOAT64]);
    assert_eq!(method(s.methods.lookup(&mut s.types, call, world)), exact);
    let call = s.types.tuple(&[int_type, known::INT8]);
    let Lookup::One(found) = s.methods.lookup(&mut s.types, call, world) else { panic!("one method") };
    assert_eq!((found.method, found.static_params), (general, vec![known::INT64]));
}

#[test]
fn dynamic_calls_are_cached_by_types() {
    let mut cache = DispatchCache::new();
    cache.insert(&[known::INT64, known::ANY], 7);
    cache.insert(&[known::INT64], 8);
    assert_eq!(cache.find(&[known::INT64, known::ANY]), Some(7));
    assert_eq!(cache.find(&[known::INT64]), Some(8));
    assert_eq!(cache.find(&[]), None);
}

/// A name for a variable.
const T: Symbol = sym::MAIN;

#[test]
fn a_type_that_is_given_bounds_the_arguments_behind_it() {
    let mut s = Session::new();
    // f(::Type{T}, x::T) where T<:Number
    let var = s.types.new_var(T, known::BOTTOM, known::NUMBER);
    let t = s.types.var_type(var);
    let type_of_t = s.types.type_of(t);
    let body = s.args(&[type_of_t, t]);
    let signature = s.types.union_all(var, body);
    let numbers = s.define(signature).method;
    let (int, string, number) =
        (s.types.type_of(known::INT64), s.types.type_of(known::STRING), s.types.type_of(known::NUMBER));
    assert_eq!(method(s.lookup(&[int, known::INT64])), numbers);
    assert_eq!(method(s.lookup(&[number, known::INT64])), numbers);
    assert_eq!(s.lookup(&[int, known::FLOAT64]), Lookup::None);
    assert_eq!(s.lookup(&[string, known::STRING]), Lookup::None);
    // What is no type is no `Type{T}`.
    assert_eq!(s.lookup(&[known::INT64, known::INT64]), Lookup::None);
    // A number that is not known further may be what the type demands.
    let open = s.args(&[int, known::REAL]);
    assert_eq!(s.methods.matches(&mut s.types, open, 4).unwrap().len(), 1);
    let apart = s.args(&[int, known::STRING]);
    assert_eq!(s.methods.matches(&mut s.types, apart, 4).unwrap().len(), 0);
}

#[test]
fn constructors_of_any_type_are_for_types_alone() {
    let mut s = Session::new();
    // (::Type{T})(x) where T
    let var = s.types.new_var(T, known::BOTTOM, known::ANY);
    let t = s.types.var_type(var);
    let called = s.types.type_of(t);
    let body = s.types.tuple(&[called, known::ANY]);
    let signature = s.types.union_all(var, body);
    let make = s.define(signature).method;
    assert_eq!(s.lookup(&[known::INT64]), Lookup::None);
    let int = s.types.type_of(known::INT64);
    let args = s.types.tuple(&[int, known::INT64]);
    let world = s.methods.world();
    assert_eq!(method(s.methods.lookup(&mut s.types, args, world)), make);
    // A value of a type of types may be any of them.
    let args = s.types.tuple(&[known::DATATYPE, known::INT64]);
    assert_eq!(s.methods.matches(&mut s.types, args, 4).unwrap().len(), 1);
}
