//! Sets up the types of Core: bounds, fields and supertypes that the table of `known` does not say.
//!
//! Invariant: runs once, on a store that holds only reserved ids, and fills all of them.

use crate::declare::{FieldDecl, TypeKind, TypeName};
use crate::known::{self, Row, names};
use crate::{Stored, Term, TypeId, TypeNameId, Types};
use juliette_support::{Interner, sym};

/// A row of the table below.
type Fields = (TypeNameId, u32, &'static [(&'static str, TypeId)]);

/// Fields of Core's structs: struct, how many fields constructors always set, then name and type of each.
const FIELDS: &[Fields] = &[
    (names::TYPEOF_BOTTOM, 0, &[]),
    (names::TYPEOF_VARARG, 0, &[("T", known::ANY), ("N", known::ANY)]),
    (names::TYPE_VAR, 3, &[("name", known::SYMBOL), ("lb", known::ANY), ("ub", known::ANY)]),
    (names::NOTHING, 0, &[]),
    (names::ERROR_EXCEPTION, 1, &[("msg", known::ABSTRACT_STRING)]),
    (names::ARGUMENT_ERROR, 1, &[("msg", known::ABSTRACT_STRING)]),
    (names::ASSERTION_ERROR, 1, &[("msg", known::ABSTRACT_STRING)]),
    (names::BOUNDS_ERROR, 0, &[("a", known::ANY), ("i", known::ANY)]),
    (names::DIVIDE_ERROR, 0, &[]),
    (names::DOMAIN_ERROR, 2, &[("val", known::ANY), ("msg", known::ANY)]),
    (names::INEXACT_ERROR, 3, &[("func", known::SYMBOL), ("T", known::ANY), ("val", known::ANY)]),
    (names::INTERRUPT_EXCEPTION, 0, &[]),
    (names::METHOD_ERROR, 3, &[("f", known::ANY), ("args", known::ANY), ("world", known::UINT64)]),
    (names::OUT_OF_MEMORY_ERROR, 0, &[]),
    (names::OVERFLOW_ERROR, 1, &[("msg", known::ABSTRACT_STRING)]),
    (names::STACK_OVERFLOW_ERROR, 0, &[]),
    (
        names::TYPE_ERROR,
        4,
        &[("func", known::SYMBOL), ("context", known::ANY), ("expected", known::ANY), ("got", known::ANY)],
    ),
    (names::UNDEF_KEYWORD_ERROR, 1, &[("var", known::SYMBOL)]),
    (names::UNDEF_REF_ERROR, 0, &[]),
    (names::UNDEF_VAR_ERROR, 1, &[("var", known::SYMBOL)]),
    (names::FIELD_ERROR, 2, &[("type", known::DATATYPE), ("field", known::SYMBOL)]),
    (
        names::LOAD_ERROR,
        3,
        &[("file", known::ABSTRACT_STRING), ("line", known::INT64), ("error", known::ANY)],
    ),
    (names::LINE_NUMBER_NODE, 2, &[("line", known::INT64), ("file", known::ANY)]),
    (names::QUOTE_NODE, 1, &[("value", known::ANY)]),
    (names::GLOBAL_REF, 2, &[("mod", known::MODULE), ("name", known::SYMBOL)]),
];

/// Core's names that are not visible in Main without their module.
const HIDDEN: &[TypeNameId] = &[names::TYPEOF_BOTTOM, names::TYPEOF_VARARG, names::TYPE_NAME];

impl Types {
    pub(crate) fn declare_core(&mut self, interner: &mut Interner) {
        let rows = known::PLAIN.iter().chain(known::PARAMETRIC);
        for (number, &(text, row, supertype)) in rows.enumerate() {
            let kind = match row {
                Row::Abstract => TypeKind::Abstract,
                Row::Primitive(bits) => TypeKind::Primitive(bits),
                Row::Struct => TypeKind::Struct,
                Row::Mutable => TypeKind::Mutable,
            };
            let id = self.names.push(TypeName {
                name: interner.intern(text),
                module: sym::CORE,
                vars: Vec::new(),
                supertype,
                kind,
                fields: Vec::new(),
                initialized: 0,
                is_defined: true,
                wrapper: known::BOTTOM,
                function: None,
                is_visible: true,
                is_recursive: false,
                text: text.into(),
            });
            if number < known::PLAIN.len() {
                let wrapper = self.wrap_name(Some(TypeId(id.0 + 1)), id);
                self.names[id].wrapper = wrapper;
            }
        }
        for &id in HIDDEN {
            self.names[id].is_visible = false;
        }

        let param = interner.intern("T");
        for id in [names::TYPE, names::REF, names::PTR, names::MEMORY] {
            self.give_vars(id, &[(param, known::ANY)]);
        }
        let var = self.names[names::PTR].vars[0];
        let param = self.var_type(var);
        let supertype = self.data_type(names::REF, &[param]);
        self.names[names::PTR].supertype = supertype;

        let elements = self.vararg(known::ANY, None);
        let params = self.intern_list(&[elements]);
        self.intern_at(known::TUPLE, Stored::Plain(Term::Data { name: names::TUPLE, params }));
        self.names[names::TUPLE].wrapper = known::TUPLE;
        let (name, types) = (interner.intern("names"), interner.intern("T"));
        self.give_vars(names::NAMED_TUPLE, &[(name, known::ANY), (types, known::TUPLE)]);

        for &(id, initialized, fields) in FIELDS {
            let is_const = self.names[id].kind == TypeKind::Struct;
            let fields: Vec<_> = fields
                .iter()
                .map(|&(name, ty)| FieldDecl { name: interner.intern(name), ty, is_const })
                .collect();
            self.define_fields(id, &fields, initialized);
        }
    }

    /// Gives a parametric name its variables and wraps it at its constant id.
    fn give_vars(&mut self, id: TypeNameId, vars: &[(juliette_support::Symbol, TypeId)]) {
        let vars = vars.iter().map(|&(name, upper)| self.new_var(name, known::BOTTOM, upper)).collect();
        self.names[id].vars = vars;
        let wrapper = self.wrap_name(Some(TypeId(id.0 + 1)), id);
        self.names[id].wrapper = wrapper;
    }
}
