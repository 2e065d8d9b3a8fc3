//! The program as the middle stages see it: names, types, methods, modules, bodies and what was inferred.
//!
//! Invariant: everything is addressed by ids; nothing here knows syntax, machine code or run-time memory.

use crate::inferred::Store;
use crate::intrinsic::Intrinsic;
use hashbrown::HashMap;
use juliette_ir::generic::{Body, BodyId, Literal};
use juliette_methods::{Binding, Methods, Modules};
use juliette_support::{Arena, Interner, ModuleId, Shared, Symbol, sym};
use juliette_types::{Const, NameDecl, TypeId, TypeKind, Types, known};
use rustc_hash::FxBuildHasher;

/// Room for so many further bodies is kept when a program is sealed.
const SPARE: usize = 512;

/// Everything known of a program between lowering and legalization.
pub struct Program {
    /// Names.
    pub interner: Interner,
    /// Types.
    pub types: Types,
    /// Method tables.
    pub methods: Methods,
    /// Modules and globals.
    pub modules: Modules,
    /// Lowered methods; a method's `body` is an id of this arena.
    pub bodies: Arena<BodyId, Shared<Body>>,
    /// The type of the marker of variables without a value.
    pub undefined: TypeId,
    /// The type of the boxes of captured variables.
    pub captured_box: TypeId,
    /// Core's functions, by their types.
    pub intrinsics: HashMap<TypeId, Intrinsic, FxBuildHasher>,
    /// Values that trees made by the program carry.
    pub values: Vec<Const>,
    /// What was inferred so far.
    pub inferred: Store,
}

impl Program {
    /// Makes what is known the base of the processes that will map it.
    pub fn seal(&mut self) {
        self.interner.seal();
        self.types.seal();
        self.methods.seal();
        self.bodies.reserve_exact(SPARE);
        self.inferred.seal(&self.types);
    }

    /// A program with the modules Core (filled), Base and Main (empty, seeing Core and Base).
    pub fn new() -> Self {
        let mut interner = Interner::new();
        let mut types = Types::new(&mut interner);
        let mut modules = Modules::default();
        let core = modules.add(sym::CORE, sym::CORE, None);
        let base = modules.add(sym::BASE, sym::BASE, None);
        let main = modules.add(sym::MAIN, sym::MAIN, None);
        debug_assert_eq!((core, base, main), (ModuleId::CORE, ModuleId::BASE, ModuleId::MAIN));
        modules.add_using(base, core);
        modules.add_using(main, core);
        modules.add_using(main, base);

        for id in types.name_ids() {
            let (name, wrapper) = (types.name(id).name, types.name(id).wrapper);
            let value = types.type_const(wrapper);
            modules.bind(core, name, Binding::Const(value));
            modules.export(core, &[name]);
        }
        for (name, module) in [(sym::CORE, core), (sym::BASE, base), (sym::MAIN, main)] {
            modules.bind(core, name, Binding::Const(Const::bits(known::MODULE, module.0.into())));
        }
        modules.export(core, &[sym::CORE, sym::BASE, sym::MAIN]);
        modules.bind(core, sym::NOTHING, Binding::Const(Const::NOTHING));
        modules.export(core, &[sym::NOTHING]);
        let mut intrinsics = HashMap::default();
        for &intrinsic in Intrinsic::ALL {
            let name = interner.intern(intrinsic.name());
            let ty = types.declare_builtin(&mut interner, sym::CORE, name);
            intrinsics.insert(ty, intrinsic);
            modules.bind(core, name, Binding::Const(Const::singleton(ty)));
        }
        let visible = [
            "===",
            "typeof",
            "isa",
            "tuple",
            "getfield",
            "setfield!",
            "throw",
            "nfields",
            "fieldtype",
            "ifelse",
            "typeassert",
        ];
        let visible: Vec<Symbol> = visible.iter().map(|name| interner.intern(name)).collect();
        modules.export(core, &visible);

        let internal = |name: &str, kind: TypeKind, interner: &mut Interner, types: &mut Types| {
            let name = interner.intern(name);
            let decl = NameDecl { name, module: sym::CORE, vars: &[], supertype: known::ANY, kind };
            let id = types.declare_name(interner, decl);
            types.define_fields(id, &[], 0);
            types.name(id).wrapper
        };
        let undefined = internal("#undef", TypeKind::Struct, &mut interner, &mut types);
        let captured_box = internal("Box", TypeKind::Mutable, &mut interner, &mut types);
        let id = types.name_of(captured_box).expect("it was declared just now");
        let contents =
            juliette_types::FieldDecl { name: interner.intern("contents"), ty: known::ANY, is_const: false };
        types.define_fields(id, &[contents], 0);

        Self {
            interner,
            types,
            methods: Methods::new(),
            modules,
            bodies: Arena::new(),
            undefined,
            captured_box,
            intrinsics,
            values: Vec::new(),
            inferred: Store::default(),
        }
    }

    /// The answer to a question about a type that has a truth value.
    pub fn type_query(&mut self, ty: TypeId, question: Symbol) -> Option<bool> {
        let types = &mut self.types;
        let body = types.under_binders(ty);
        let kind = types.name_of(body).map(|name| types.name(name).kind);
        let is_tuple = types.tuple_elements(body).is_some();
        Some(match self.interner.name(question) {
            "isabstract" => kind == Some(TypeKind::Abstract) && !is_tuple,
            "ismutable" => kind == Some(TypeKind::Mutable),
            "isstruct" => matches!(kind, Some(TypeKind::Struct | TypeKind::Mutable)) || is_tuple,
            "isprimitive" => matches!(kind, Some(TypeKind::Primitive(_))),
            "isbits" => types.is_concrete(ty) && types.is_bits(ty),
            "isleaf" => types.is_dispatch_leaf(ty),
            _ => return None,
        })
    }

    /// The value of a literal.
    pub fn literal(&self, literal: Literal) -> Const {
        match literal {
            Literal::Nothing => Const::NOTHING,
            Literal::Bool(value) => Const::bool(value),
            Literal::Int { bits, value } => {
                let ty = match bits {
                    8 => known::INT8,
                    16 => known::INT16,
                    32 => known::INT32,
                    64 => known::INT64,
                    _ => known::INT128,
                };
                let mask = if bits == 128 { u128::MAX } else { (1u128 << bits) - 1 };
                Const::bits(ty, value.get() & mask)
            }
            Literal::UInt { bits, value } => {
                let ty = match bits {
                    8 => known::UINT8,
                    16 => known::UINT16,
                    32 => known::UINT32,
                    64 => known::UINT64,
                    _ => known::UINT128,
                };
                Const::bits(ty, value.get())
            }
            Literal::Float64(bits) => Const::bits(known::FLOAT64, bits.into()),
            Literal::Float32(bits) => Const::bits(known::FLOAT32, bits.into()),
            Literal::Char(bits) => Const::bits(known::CHAR, bits.into()),
            Literal::String(text) => Const::text(text),
            Literal::Symbol(name) => Const::symbol(name),
            Literal::Value(number) => self.values[number as usize],
            Literal::Module(module) => Const::bits(known::MODULE, module.0.into()),
            Literal::Undefined => Const::singleton(self.undefined),
        }
    }
}

impl Default for Program {
    fn default() -> Self {
        Self::new()
    }
}
