//! The list of stencils: for each form of each operation its shapes, and for each shape its holes.
//!
//! Invariant: the order of a shape's operands is: results, then operands in the operation's order, then constants
//! in the order value, scale, offset. A tied operand counts once, as the result's place.
//! Operands of type `i128` are always in the frame, whatever the shape.

use juliette_ir::{Class, Op, Ty, TypeRule};

/// What a hole is filled with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum HoleKind {
    /// An integer register.
    Int,
    /// A float register.
    Float,
    /// A displacement from the frame pointer.
    Frame,
    /// A constant operand.
    Const,
    /// A constant that is an offset or a scale: always a 32-bit number, whatever the operation's type.
    Offset,
}

/// How a stencil uses a register or frame hole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Read only.
    Use,
    /// Written only.
    Def,
    /// Read as the first operand and overwritten by the first result.
    Tied,
    /// A constant.
    Const,
}

/// One hole of a stencil.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operand {
    /// What fills it.
    pub kind: HoleKind,
    /// How it is used.
    pub role: Role,
    /// The type of the value.
    pub ty: Ty,
}

/// How a stencil branches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Branching {
    /// It falls through.
    Never,
    /// It goes to the branch target if the (last) truth result is true.
    IfTrue,
    /// It goes to the branch target if the (last) truth result is false.
    IfFalse,
}

macro_rules! define_shapes {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        /// The shape of a stencil: which operands are where. Constants are of 32 bits; with [`Shape::SMALL`] of 8.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Base { $($(#[$doc])* $name,)* }
        impl Base {
            /// Every one.
            pub const ALL: &'static [Base] = &[$(Base::$name,)*];
        }
    };
}

define_shapes! {
    /// Everything in registers; offsets are constants.
    Reg;
    /// As `Reg`, the first result in the first operand's register.
    Tied;
    /// The last operand is a constant.
    Imm;
    /// Both.
    TiedImm;
    /// The last operand is in the frame.
    Frame;
    /// The last operand is in the frame; the first result in the first operand's register.
    TiedFrame;
    /// Scaled address with scale 1; other scales follow.
    Scale1;
    /// Scale 2.
    Scale2;
    /// Scale 4.
    Scale4;
    /// Scale 8.
    Scale8;
    /// Any scale.
    ScaleAny;
}

/// A shape with its modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Where operands are.
    pub base: Base,
    /// Constants and displacements have 8 bits.
    pub small: bool,
    /// Whether the truth result becomes a branch.
    pub branch: Branching,
}

impl Shape {
    /// One more than the highest number of a shape.
    pub const COUNT: usize = 11 * 6;

    /// Everything in registers.
    pub const REG: Shape = Shape::of(Base::Reg);

    /// A shape without modifiers.
    #[inline]
    pub const fn of(base: Base) -> Shape {
        Shape { base, small: false, branch: Branching::Never }
    }

    /// The same with 8-bit constants.
    #[inline]
    pub const fn small(self, small: bool) -> Shape {
        Shape { small, ..self }
    }

    /// The same as a branch.
    #[inline]
    pub const fn branching(self, branch: Branching) -> Shape {
        Shape { branch, ..self }
    }

    /// A dense number, below [`Shape::COUNT`]: frequent ones first.
    #[inline]
    pub const fn number(self) -> usize {
        (self.branch as usize * 11 + self.base as usize) * 2 + self.small as usize
    }
}

/// What is compiled beside the op table: moves and constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum Extra {
    /// Copies an integer register.
    MoveInt,
    /// Copies a float register.
    MoveFloat,
    /// Loads an integer register from the frame (8 bytes).
    LoadInt,
    /// Loads a float register from the frame (8 bytes).
    LoadFloat,
    /// Stores an integer register to the frame (8 bytes).
    StoreInt,
    /// Stores a float register to the frame (8 bytes).
    StoreFloat,
    /// The integer 0.
    Zero,
    /// An integer constant of 32 bits, extended with zeros.
    Const32,
    /// An integer constant of 32 bits, extended with its sign.
    ConstSigned32,
    /// An integer constant of 64 bits.
    Const64,
    /// The float 0.
    ZeroFloat,
    /// A 32-bit constant stored to the frame (8 bytes, extended with its sign).
    StoreConst,
    /// The address of a place in the frame.
    FrameAddress,
    /// The address of the thread's context: the thread pointer plus a constant.
    Context,
    /// Branches if the 32-bit word at a constant offset from the thread pointer is not 0.
    BranchFlag,
    /// Copies an integer register's bits to a float register.
    IntToFloat,
    /// Copies a float register's bits to an integer register.
    FloatToInt,
}

impl Extra {
    /// Every one.
    pub const ALL: [Extra; 17] = [
        Extra::MoveInt,
        Extra::MoveFloat,
        Extra::LoadInt,
        Extra::LoadFloat,
        Extra::StoreInt,
        Extra::StoreFloat,
        Extra::Zero,
        Extra::Const32,
        Extra::ConstSigned32,
        Extra::Const64,
        Extra::ZeroFloat,
        Extra::StoreConst,
        Extra::FrameAddress,
        Extra::Context,
        Extra::BranchFlag,
        Extra::IntToFloat,
        Extra::FloatToInt,
    ];

    /// The holes. Small ones have the same.
    pub fn operands(self) -> &'static [Operand] {
        const fn hole(kind: HoleKind, role: Role, ty: Ty) -> Operand {
            Operand { kind, role, ty }
        }
        const INT: Operand = hole(HoleKind::Int, Role::Use, Ty::I64);
        const INT_DEF: Operand = hole(HoleKind::Int, Role::Def, Ty::I64);
        const FLOAT: Operand = hole(HoleKind::Float, Role::Use, Ty::F64);
        const FLOAT_DEF: Operand = hole(HoleKind::Float, Role::Def, Ty::F64);
        const FRAME: Operand = hole(HoleKind::Frame, Role::Use, Ty::I64);
        const FRAME_DEF: Operand = hole(HoleKind::Frame, Role::Def, Ty::I64);
        const NUMBER: Operand = hole(HoleKind::Offset, Role::Const, Ty::I64);
        const WORD: Operand = hole(HoleKind::Const, Role::Const, Ty::I64);
        match self {
            Extra::MoveInt => &[INT_DEF, INT],
            Extra::MoveFloat => &[FLOAT_DEF, FLOAT],
            Extra::LoadInt => &[INT_DEF, FRAME],
            Extra::LoadFloat => &[FLOAT_DEF, FRAME],
            Extra::StoreInt => &[FRAME_DEF, INT],
            Extra::StoreFloat => &[FRAME_DEF, FLOAT],
            Extra::Zero => &[INT_DEF],
            Extra::Const32 | Extra::ConstSigned32 => &[INT_DEF, NUMBER],
            Extra::Const64 => &[INT_DEF, WORD],
            Extra::ZeroFloat => &[FLOAT_DEF],
            Extra::StoreConst => &[FRAME_DEF, NUMBER],
            Extra::FrameAddress => &[INT_DEF, FRAME],
            Extra::Context => &[INT_DEF, NUMBER],
            Extra::BranchFlag => &[NUMBER],
            Extra::IntToFloat => &[FLOAT_DEF, INT],
            Extra::FloatToInt => &[INT_DEF, FLOAT],
        }
    }

    /// Whether there is a variant with 8-bit displacements.
    pub const fn has_small(self) -> bool {
        match self {
            Extra::LoadInt | Extra::LoadFloat | Extra::StoreInt | Extra::StoreFloat | Extra::FrameAddress => {
                true
            }
            Extra::MoveInt
            | Extra::MoveFloat
            | Extra::Zero
            | Extra::Const32
            | Extra::ConstSigned32
            | Extra::Const64
            | Extra::ZeroFloat
            | Extra::StoreConst
            | Extra::Context
            | Extra::BranchFlag
            | Extra::IntToFloat
            | Extra::FloatToInt => false,
        }
    }
}

/// The name of an operation's stencil in reports.
pub fn stencil_name(op: Op, ty: Ty, from: Ty, shape: Shape) -> String {
    let types = if ty == from { ty.to_string() } else { format!("{ty}.{from}") };
    let small = if shape.small { " small" } else { "" };
    let branch = match shape.branch {
        Branching::Never => "",
        Branching::IfTrue => " branch",
        Branching::IfFalse => " branch-not",
    };
    format!("{op}.{types} {:?}{small}{branch}", shape.base)
}

/// A form of an operation, as a dense number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form(pub u32);

const OPS: usize = Op::ALL.len();

const BASES: [u32; OPS + 1] = {
    let mut bases = [0; OPS + 1];
    let mut op = 0;
    while op < OPS {
        let count = match Op::ALL[op].row().rule {
            TypeRule::Mono => 1,
            TypeRule::One(_) => 10,
            TypeRule::Two(_) => 100,
        };
        bases[op + 1] = bases[op] + count;
        op += 1;
    }
    bases
};

impl Form {
    /// One more than the highest form's number (extras not counted).
    pub const COUNT: u32 = BASES[OPS];

    /// The form's number.
    #[inline]
    pub const fn of(op: Op, ty: Ty, from: Ty) -> Form {
        let base = BASES[op as usize];
        Form(match BASES[op as usize + 1] - base {
            1 => base,
            10 => base + ty as u32,
            _ => base + ty as u32 * 10 + from as u32,
        })
    }
}

fn kind_of(ty: Ty) -> HoleKind {
    match ty {
        Ty::I128 => HoleKind::Frame,
        Ty::F16 | Ty::F32 | Ty::F64 => HoleKind::Float,
        Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::Ptr => HoleKind::Int,
    }
}

/// Whether the operation is carried out by other means than a stencil of its own.
fn is_emitted_otherwise(op: Op, ty: Ty) -> bool {
    match op {
        Op::Const
        | Op::StackAddr
        | Op::Context
        | Op::SlotAddr
        | Op::Call
        | Op::CallRuntime
        | Op::CallIndirect
        | Op::Safepoint
        | Op::Prefetch
        | Op::TryEnter
        | Op::TryLeave
        | Op::Jump
        | Op::Switch
        | Op::Return
        | Op::Trap
        | Op::Unreachable => true,
        // These are calls of routines of the backend.
        Op::Sdiv
        | Op::Udiv
        | Op::Srem
        | Op::Urem
        | Op::SmulOverflow
        | Op::UmulOverflow
        | Op::Rotl
        | Op::Rotr => ty == Ty::I128,
        Op::Add
        | Op::Sub
        | Op::Mul
        | Op::Neg
        | Op::And
        | Op::Or
        | Op::Xor
        | Op::Not
        | Op::Shl
        | Op::Lshr
        | Op::Ashr
        | Op::Popcount
        | Op::Clz
        | Op::Ctz
        | Op::Bswap
        | Op::SaddOverflow
        | Op::UaddOverflow
        | Op::SsubOverflow
        | Op::UsubOverflow
        | Op::Eq
        | Op::Ne
        | Op::Slt
        | Op::Sle
        | Op::Ult
        | Op::Ule
        | Op::Feq
        | Op::Fne
        | Op::Flt
        | Op::Fle
        | Op::Fadd
        | Op::Fsub
        | Op::Fmul
        | Op::Fdiv
        | Op::Fneg
        | Op::Fabs
        | Op::Fsqrt
        | Op::Ffma
        | Op::Fcopysign
        | Op::Ffloor
        | Op::Fceil
        | Op::Ftrunc
        | Op::Frint
        | Op::Fmin
        | Op::Fmax
        | Op::Trunc
        | Op::Zext
        | Op::Sext
        | Op::Sitofp
        | Op::Uitofp
        | Op::Fptosi
        | Op::Fptoui
        | Op::Fpext
        | Op::Fptrunc
        | Op::Bitcast
        | Op::Select
        | Op::Load
        | Op::Store
        | Op::LoadIndexed
        | Op::StoreIndexed
        | Op::PtrAdd
        | Op::PtrOffset
        | Op::PtrIndex
        | Op::TypeId
        | Op::Branch => false,
    }
}

/// Whether the operation is a comparison.
#[inline]
pub const fn is_compare(op: Op) -> bool {
    matches!(
        op,
        Op::Eq | Op::Ne | Op::Slt | Op::Sle | Op::Ult | Op::Ule | Op::Feq | Op::Fne | Op::Flt | Op::Fle
    )
}

/// Whether the operation gives a value and whether it overflowed.
#[inline]
pub const fn is_overflow(op: Op) -> bool {
    matches!(
        op,
        Op::SaddOverflow
            | Op::UaddOverflow
            | Op::SsubOverflow
            | Op::UsubOverflow
            | Op::SmulOverflow
            | Op::UmulOverflow
    )
}

/// The shapes in which a form is compiled.
pub fn shapes(op: Op, ty: Ty, from: Ty) -> Vec<Shape> {
    if is_emitted_otherwise(op, ty) || !op.allows(ty, from) {
        return Vec::new();
    }
    let row = op.row();
    let types: Vec<Ty> = row.operands.iter().filter_map(|class| class.ty(ty, from)).collect();
    let results: Vec<Ty> = row.results.iter().filter_map(|class| class.ty(ty, from)).collect();
    let wide = types.contains(&Ty::I128) || results.contains(&Ty::I128);
    let last_is_int = types.last().is_some_and(|&ty| kind_of(ty) == HoleKind::Int && ty != Ty::I1);
    // A division takes its operands to rax and its result from there or rdx: tying saves nothing.
    let divides = matches!(op, Op::Sdiv | Op::Udiv | Op::Srem | Op::Urem | Op::UmulOverflow);
    let constant_fits = types.len() == 2 && last_is_int && !divides;
    let tied_fits = !wide
        && !divides
        && types.first().is_some_and(|&first| {
            kind_of(first) == HoleKind::Int
                && results.first().is_some_and(|&result| kind_of(result) == HoleKind::Int)
        });
    let mut bases = Vec::new();
    let address = matches!(op, Op::Load | Op::Store | Op::LoadIndexed | Op::StoreIndexed | Op::PtrIndex);
    if matches!(op, Op::LoadIndexed | Op::StoreIndexed | Op::PtrIndex) {
        bases.extend([Base::Scale1, Base::Scale2, Base::Scale4, Base::Scale8, Base::ScaleAny]);
    } else if op == Op::Store {
        bases.extend([Base::Reg, Base::Imm]);
    } else if matches!(op, Op::Load | Op::TypeId | Op::PtrOffset) {
        bases.push(Base::Reg);
    } else {
        bases.push(Base::Reg);
        let compare = is_compare(op);
        if tied_fits && !compare {
            bases.push(Base::Tied);
        }
        if constant_fits && !wide {
            bases.push(Base::Imm);
            if tied_fits && !compare {
                bases.push(Base::TiedImm);
            }
        }
        if types.len() >= 2 && !wide && types.last() != Some(&Ty::I1) {
            bases.push(Base::Frame);
            if tied_fits && !compare {
                bases.push(Base::TiedFrame);
            }
        }
    }
    if op == Op::Store && (wide || ty == Ty::I1 || kind_of(ty) == HoleKind::Float) {
        bases.retain(|base| *base != Base::Imm);
    }
    let mut found = Vec::new();
    for base in bases {
        let branches: &[Branching] = if op == Op::Branch {
            &[Branching::IfTrue, Branching::IfFalse]
        } else if is_compare(op) || is_overflow(op) {
            &[Branching::Never, Branching::IfTrue, Branching::IfFalse]
        } else {
            &[Branching::Never]
        };
        for &branch in branches {
            let shape = Shape::of(base).branching(branch);
            found.push(shape);
            let displaced = matches!(base, Base::Imm | Base::TiedImm | Base::Frame | Base::TiedFrame);
            if (displaced || address || op == Op::PtrOffset) && base != Base::ScaleAny {
                found.push(shape.small(true));
            }
            // An 8-bit operation has no longer constants, and a shift no longer amounts.
            let shift = matches!(op, Op::Shl | Op::Lshr | Op::Ashr | Op::Rotl | Op::Rotr);
            // LLVM compares 16 bits after extending them, one way or the other.
            let half = ty == Ty::I16 && is_compare(op);
            if matches!(base, Base::Imm | Base::TiedImm) && (ty == Ty::I8 || shift || half) && op != Op::Store
            {
                found.retain(|other| *other != shape);
            }
        }
    }
    found
}

/// The holes of a shape.
pub fn operands(op: Op, ty: Ty, from: Ty, shape: Shape) -> Vec<Operand> {
    let row = op.row();
    let types: Vec<Ty> = row.operands.iter().filter_map(|class| class.ty(ty, from)).collect();
    let mut results: Vec<Ty> = row.results.iter().filter_map(|class| class.ty(ty, from)).collect();
    if shape.branch != Branching::Never {
        results.pop();
    }
    let tied = matches!(shape.base, Base::Tied | Base::TiedImm | Base::TiedFrame);
    let mut holes = Vec::new();
    for (index, &ty) in results.iter().enumerate() {
        let role = if tied && index == 0 { Role::Tied } else { Role::Def };
        holes.push(Operand { kind: kind_of(ty), role, ty });
    }
    // The constant operand: a store's value is its first operand, elsewhere it is the last one.
    let last = if op == Op::Store { 0 } else { types.len().wrapping_sub(1) };
    let mut constant = None;
    for (index, &ty) in types.iter().enumerate() {
        let kind = match shape.base {
            Base::Imm | Base::TiedImm if index == last => {
                constant = Some(Operand { kind: HoleKind::Const, role: Role::Const, ty });
                continue;
            }
            Base::Frame | Base::TiedFrame if index == last => HoleKind::Frame,
            _ => kind_of(ty),
        };
        if tied && index == 0 {
            continue;
        }
        holes.push(Operand { kind, role: Role::Use, ty });
    }
    holes.extend(constant);
    let number = Operand { kind: HoleKind::Offset, role: Role::Const, ty: Ty::I64 };
    if shape.base == Base::ScaleAny {
        holes.push(number);
    }
    if row.imm == juliette_ir::ImmKind::Offset || row.imm == juliette_ir::ImmKind::Scaled {
        holes.push(number);
    }
    holes
}

/// The types of the operands of a form, for those who build code for it.
pub fn operand_types(op: Op, ty: Ty, from: Ty) -> Vec<Ty> {
    op.row().operands.iter().filter_map(|class: &Class| class.ty(ty, from)).collect()
}
