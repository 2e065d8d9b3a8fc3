//! Generic SSA: one lowered method, before anything is known of its arguments' types.
//!
//! Lowering produces it, inference interprets it for each tuple of argument types, and legalization walks
//! it together with the inferred types to build machine-level SSA. It is a container of its own (see
//! docs/decisions/generic-ssa.md): a dozen instructions, no machine types, and nothing but ids inside, so
//! that the bodies of the library can be mapped from the base image.
//!
//! Invariants: values are in SSA form with block parameters; every block ends in one terminator; the
//! argument lists of a jump and the parameters of its target have equal lengths; block 0 is the entry and
//! its parameters are the method's, the called function itself first.

use core::fmt::Write as _;
use juliette_support::{Arena, Bits128, FileId, Interner, ModuleId, Symbol, define_id};
use smallvec::SmallVec;

define_id! {
    /// A value of a generic body: a block parameter or an instruction's result.
    pub struct GenericValue; "%"
}
define_id! {
    /// A basic block of a generic body.
    pub struct GenericBlock; "b"
}
define_id! {
    /// A generic body in the program's table of bodies.
    pub struct BodyId; "body"
}
/// A literal of the source, as exact as its text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Literal {
    /// `nothing`.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A signed integer of 8 to 128 bits.
    Int {
        /// Width in bits.
        bits: u8,
        /// The value, sign-extended.
        value: Bits128,
    },
    /// An unsigned integer of 8 to 128 bits.
    UInt {
        /// Width in bits.
        bits: u8,
        /// The value.
        value: Bits128,
    },
    /// A `Float64`, by its bits.
    Float64(u64),
    /// A `Float32`, by its bits.
    Float32(u32),
    /// A `Char`, by Julia's representation (the UTF-8 bytes, left-aligned).
    Char(u32),
    /// A `String`, its text interned.
    String(Symbol),
    /// A `Symbol`.
    Symbol(Symbol),
    /// Any other value, by its number in the program's table of values.
    Value(u32),
    /// A module.
    Module(ModuleId),
    /// The marker of a variable that has no value yet; only [`Op::CheckDefined`] may see it.
    Undefined,
}

impl Literal {
    /// An `Int64`.
    pub const fn int64(value: i64) -> Literal {
        Literal::signed(64, value as i128)
    }

    /// A signed integer of so many bits.
    pub const fn signed(bits: u8, value: i128) -> Literal {
        Literal::Int { bits, value: Bits128::new(value as u128) }
    }

    /// An unsigned integer of so many bits.
    pub const fn unsigned(bits: u8, value: u128) -> Literal {
        Literal::UInt { bits, value: Bits128::new(value) }
    }
}

/// A range of a body's pool of operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Operands {
    start: u32,
    len: u32,
}

/// What an instruction computes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Op {
    /// A parameter of a block (of the entry block: of the method).
    Param,
    /// A literal.
    Literal(Literal),
    /// The value of a global name, seen from a module. Throws `UndefVarError` where it has none.
    Global(ModuleId, Symbol),
    /// A static parameter of the method (a name bound by `where`), by its position.
    StaticParam(u32),
    /// Calls the first operand with the others.
    Call(Operands),
    /// Like `Call`, with every operand whose bit is set in the mask (bit 0: the first argument) spliced in.
    CallSplat(Operands, u64),
    /// A new object of the type that is the first operand, its fields given by the others, unconverted.
    New(Operands),
    /// Assigns a global of the module.
    SetGlobal(ModuleId, Symbol, GenericValue),
    /// The value itself, in a place that is reached only when `condition` came out as `sense`: inference
    /// may narrow its type there.
    Narrow {
        /// The value.
        value: GenericValue,
        /// What was branched on.
        condition: GenericValue,
        /// Which way the branch went.
        sense: bool,
    },
    /// The value, or `UndefVarError` for the local variable of that name if it is `Undefined`.
    CheckDefined(GenericValue, Symbol),
    /// Installs the handler of that number: `false` now, and `true` when control comes back because something was
    /// thrown before the handler was removed.
    TryEnter(u32),
    /// Removes the handler of that number.
    TryLeave(u32),
    /// Whether bounds are to be checked here: `false` only where this body is inlined into a call that stands
    /// under `@inbounds`.
    BoundsCheck,
}

/// A jump's target and the arguments for its parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    /// The target.
    pub block: GenericBlock,
    /// A value for each of its parameters.
    pub arguments: Operands,
}

/// How a block ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Terminator {
    /// Goes on at one block.
    Jump(Edge),
    /// Goes on at the first edge if the condition is `true`, else at the second; `TypeError` if it is no `Bool`.
    Branch(GenericValue, Edge, Edge),
    /// Returns the value.
    Return(GenericValue),
    /// Is never reached: a call before it does not return.
    Unreachable,
}

/// An instruction with its place in the source.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Inst {
    /// What it computes.
    pub op: Op,
    /// The line of the body's file, from 1.
    pub line: u32,
    /// Whether it stands under `@inbounds`.
    pub in_bounds: bool,
}

/// A block: its parameters and instructions by value, in order.
#[derive(Clone, Debug)]
pub struct BlockData {
    /// Its parameters.
    pub params: SmallVec<[GenericValue; 4]>,
    /// Its instructions, in the order of execution. Most blocks have few, which need no memory of their own.
    pub insts: SmallVec<[GenericValue; 8]>,
    /// How it ends.
    pub terminator: Terminator,
}

impl Default for BlockData {
    fn default() -> Self {
        Self { params: SmallVec::new(), insts: SmallVec::new(), terminator: Terminator::Unreachable }
    }
}

/// One lowered method, or one top-level statement (a method without arguments).
#[derive(Clone, Debug)]
pub struct Body {
    /// The function's name, `top-level scope` for a statement.
    pub name: Symbol,
    /// The module whose globals it sees.
    pub module: ModuleId,
    /// The file it stands in.
    pub file: FileId,
    /// The line of its first statement.
    pub line: u32,
    /// Names of the method's parameters, the function itself first.
    pub param_names: Vec<Symbol>,
    /// Names of the keyword arguments that the method also takes, for messages; `kw...` with its dots.
    pub keyword_names: Vec<Symbol>,
    /// Names of the static parameters, in the order of their positions.
    pub static_params: Vec<Symbol>,
    /// Whether the last parameter takes all further arguments as a tuple.
    pub is_vararg: bool,
    /// `@inline` (true), `@noinline` (false) or neither.
    pub inline: Option<bool>,
    /// The blocks, the entry first.
    pub blocks: Arena<GenericBlock, BlockData>,
    /// The instructions, one per value.
    pub insts: Arena<GenericValue, Inst>,
    pool: Vec<GenericValue>,
}

/// Memory in which bodies are built, one after the other, so that it need not grow for each.
#[derive(Debug, Default)]
pub struct Storage {
    insts: Arena<GenericValue, Inst>,
    pool: Vec<GenericValue>,
    blocks: Arena<GenericBlock, BlockData>,
}

impl Body {
    /// A body without blocks.
    pub fn new(name: Symbol, module: ModuleId, file: FileId, line: u32) -> Self {
        Self {
            name,
            module,
            file,
            line,
            param_names: Vec::new(),
            keyword_names: Vec::new(),
            static_params: Vec::new(),
            is_vararg: false,
            inline: None,
            blocks: Arena::new(),
            insts: Arena::new(),
            pool: Vec::new(),
        }
    }

    /// The empty body, to be built in this memory.
    pub fn with_storage(self, storage: Storage) -> Self {
        Self { insts: storage.insts, pool: storage.pool, blocks: storage.blocks, ..self }
    }

    /// Takes the memory in which the body was built; the body goes on with a copy that has no room to spare.
    pub fn take_storage(&mut self) -> Storage {
        let (mut insts, mut pool) = (self.insts.clone(), self.pool.clone());
        core::mem::swap(&mut self.insts, &mut insts);
        core::mem::swap(&mut self.pool, &mut pool);
        insts.clear();
        pool.clear();
        let blocks = self.blocks.take_exact();
        Storage { insts, pool, blocks: core::mem::replace(&mut self.blocks, blocks) }
    }

    /// Adds an empty block, which ends in `Unreachable` until it is given another terminator.
    #[inline]
    pub fn add_block(&mut self) -> GenericBlock {
        self.blocks.push(BlockData::default())
    }

    /// Adds a parameter to a block.
    #[inline]
    pub fn add_param(&mut self, block: GenericBlock, line: u32) -> GenericValue {
        let value = self.insts.push(Inst { op: Op::Param, line, in_bounds: false });
        self.blocks[block].params.push(value);
        value
    }

    /// Appends an instruction to a block.
    #[inline]
    pub fn add_inst(&mut self, block: GenericBlock, inst: Inst) -> GenericValue {
        let value = self.insts.push(inst);
        self.blocks[block].insts.push(value);
        value
    }

    /// Stores a list of operands.
    #[inline]
    pub fn operands(&mut self, values: &[GenericValue]) -> Operands {
        let start = self.pool.len() as u32;
        self.pool.extend_from_slice(values);
        Operands { start, len: values.len() as u32 }
    }

    /// The same of a callee and its arguments.
    #[inline]
    pub fn operands_of_call(&mut self, callee: GenericValue, arguments: &[GenericValue]) -> Operands {
        let start = self.pool.len() as u32;
        self.pool.push(callee);
        self.pool.extend_from_slice(arguments);
        Operands { start, len: arguments.len() as u32 + 1 }
    }

    /// The values of a list of operands.
    #[inline]
    pub fn list(&self, operands: Operands) -> &[GenericValue] {
        &self.pool[operands.start as usize..][..operands.len as usize]
    }

    /// The edges that leave a block.
    #[inline]
    pub fn edges(&self, block: GenericBlock) -> impl Iterator<Item = Edge> + use<> {
        let (first, second) = match self.blocks[block].terminator {
            Terminator::Jump(edge) => (Some(edge), None),
            Terminator::Branch(_, on_true, on_false) => (Some(on_true), Some(on_false)),
            Terminator::Return(_) | Terminator::Unreachable => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// Calls `edit` on every operand of every instruction, terminator and edge.
    pub fn edit_operands(&mut self, mut edit: impl FnMut(&mut GenericValue)) {
        self.pool.iter_mut().for_each(&mut edit);
        for value in self.insts.ids() {
            match &mut self.insts[value].op {
                Op::Param
                | Op::Literal(_)
                | Op::Global(..)
                | Op::StaticParam(_)
                | Op::Call(_)
                | Op::CallSplat(..)
                | Op::New(_)
                | Op::TryEnter(_)
                | Op::TryLeave(_)
                | Op::BoundsCheck => {}
                Op::SetGlobal(_, _, value) | Op::CheckDefined(value, _) => edit(value),
                Op::Narrow { value, condition, .. } => {
                    edit(value);
                    edit(condition);
                }
            }
        }
        for block in self.blocks.ids() {
            match &mut self.blocks[block].terminator {
                Terminator::Branch(value, ..) | Terminator::Return(value) => edit(value),
                Terminator::Jump(_) | Terminator::Unreachable => {}
            }
        }
    }

    /// The body as text, for `emit --stage=lowered` and tests.
    pub fn print(&self, interner: &Interner) -> String {
        let mut out = String::new();
        let params: Vec<_> = self.param_names.iter().map(|&name| interner.name(name)).collect();
        let _ = writeln!(out, "method {}({})", interner.name(self.name), params.join(", "));
        for (block, data) in self.blocks.iter() {
            let _ = writeln!(out, "{block}({}):", join(&data.params));
            for &value in &data.insts {
                let _ = write!(out, "  {value} = ");
                self.print_op(&mut out, self.insts[value].op, interner);
                let _ = writeln!(out, "  ; line {}", self.insts[value].line);
            }
            let _ = match data.terminator {
                Terminator::Jump(edge) => writeln!(out, "  jump {}", self.edge_text(edge)),
                Terminator::Branch(condition, on_true, on_false) => {
                    writeln!(
                        out,
                        "  branch {condition}, {}, {}",
                        self.edge_text(on_true),
                        self.edge_text(on_false)
                    )
                }
                Terminator::Return(value) => writeln!(out, "  return {value}"),
                Terminator::Unreachable => writeln!(out, "  unreachable"),
            };
        }
        out
    }

    fn edge_text(&self, edge: Edge) -> String {
        format!("{}({})", edge.block, join(self.list(edge.arguments)))
    }

    fn print_op(&self, out: &mut String, op: Op, interner: &Interner) {
        let _ = match op {
            Op::Param => write!(out, "param"),
            Op::Literal(Literal::String(text)) => write!(out, "literal {:?}", interner.name(text)),
            Op::Literal(Literal::Symbol(name)) => write!(out, "literal :{}", interner.name(name)),
            Op::Literal(literal) => write!(out, "literal {literal:?}"),
            Op::Global(module, name) => write!(out, "global {module}.{}", interner.name(name)),
            Op::StaticParam(index) => {
                write!(out, "static_param {}", interner.name(self.static_params[index as usize]))
            }
            Op::Call(operands) => write!(out, "call {}", join(self.list(operands))),
            Op::CallSplat(operands, mask) => {
                write!(out, "call_splat {mask:#b} {}", join(self.list(operands)))
            }
            Op::New(operands) => write!(out, "new {}", join(self.list(operands))),
            Op::SetGlobal(module, name, value) => {
                write!(out, "set_global {module}.{}, {value}", interner.name(name))
            }
            Op::Narrow { value, condition, sense } => write!(out, "narrow {value}, {condition}, {sense}"),
            Op::CheckDefined(value, name) => write!(out, "check_defined {value}, {}", interner.name(name)),
            Op::TryEnter(number) => write!(out, "try_enter {number}"),
            Op::TryLeave(number) => write!(out, "try_leave {number}"),
            Op::BoundsCheck => write!(out, "bounds_check"),
        };
    }
}

fn join(values: &[GenericValue]) -> String {
    let texts: Vec<_> = values.iter().map(ToString::to_string).collect();
    texts.join(", ")
}
