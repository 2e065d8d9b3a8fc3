//! Text IR: functions as text that `parse.rs` reads back, ids included.

use crate::function::{Edge, Function, Imm, Inst, Position, Region, Signature, SlotData, Target, Value};
use crate::ops::{Op, TypeRule};
use crate::ty::Ty;
use core::fmt::{self, Display, Formatter, Write};

impl Display for Function {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "function %{}{} {{", Name(&self.name), self.signature)?;
        for (slot, SlotData { size, align }) in self.slots.iter() {
            writeln!(f, "    slot {slot} = {size} align {align}")?;
        }
        for (func, external) in self.externals.iter() {
            write!(f, "    extern {func} = ")?;
            match external.target {
                Target::Slot(number) => write!(f, "slot {number}")?,
                Target::Runtime(number) => write!(f, "runtime {number}")?,
                Target::Local => write!(f, "local")?,
                Target::Indirect => write!(f, "indirect")?,
            }
            write!(f, " %{}{}", Name(&external.name), external.signature)?;
            if external.noreturn {
                write!(f, " noreturn")?;
            }
            if external.may_throw {
                write!(f, " throws")?;
            }
            writeln!(f)?;
        }
        for (loc, Position { function, file, line, inlined_at }) in self.positions.iter() {
            write!(f, "    loc {loc} = {function:?} {file:?} {line}")?;
            match inlined_at {
                Some(outer) => writeln!(f, " in {outer}")?,
                None => writeln!(f)?,
            }
        }
        for &block in self.blocks() {
            write!(f, "{block}")?;
            if !self.params(block).is_empty() {
                f.write_char('(')?;
                for (i, &param) in self.params(block).iter().enumerate() {
                    let comma = if i == 0 { "" } else { ", " };
                    write!(f, "{comma}{param}: {}", self.ty(param))?;
                }
                f.write_char(')')?;
            }
            writeln!(f, ":")?;
            for inst in self.insts(block) {
                writeln!(f, "    {}", self.show_inst(inst))?;
            }
        }
        writeln!(f, "}}")
    }
}

impl Function {
    /// An instruction's line of text IR.
    pub fn show_inst(&self, inst: Inst) -> impl Display {
        ShowInst { func: self, inst }
    }
}

struct ShowInst<'f> {
    func: &'f Function,
    inst: Inst,
}

impl Display for ShowInst<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ShowInst { func, inst } = *self;
        let data = func.inst(inst);
        if !func.results(inst).is_empty() {
            write!(f, "{} = ", Values(func.results(inst)))?;
        }
        f.write_str(data.op.name())?;
        match data.op.row().rule {
            TypeRule::Mono => {}
            TypeRule::One(_) => write!(f, ".{}", data.ty)?,
            TypeRule::Two(_) => write!(f, ".{}.{}", data.ty, data.from)?,
        }
        let args = func.args(inst);
        match func.imm(inst) {
            Imm::None if args.is_empty() => {}
            Imm::None => write!(f, " {}", Values(args))?,
            Imm::Const(bits) => write!(f, " {}", Constant(data.ty, bits))?,
            Imm::Offset(offset) => write!(f, " {}{}", Values(args), Offset(offset))?,
            Imm::Scaled { scale, offset } => write!(f, " {} * {scale}{}", Values(args), Offset(offset))?,
            Imm::Slot { slot, offset } => write!(f, " {slot}{}", Offset(offset))?,
            Imm::Func(callee) if data.op == Op::CallIndirect => {
                let (&address, rest) = args.split_first().ok_or(fmt::Error)?;
                write!(f, " {address}, {callee}({})", Values(rest))?;
            }
            Imm::Func(callee) if data.op == Op::SlotAddr => write!(f, " {callee}")?,
            Imm::Func(callee) => write!(f, " {callee}({})", Values(args))?,
            Imm::Trap(reason) => write!(f, " {:?}", reason.name())?,
            Imm::Edges => {
                for arg in args {
                    write!(f, " {arg},")?;
                }
                for (i, edge) in func.edges(inst).enumerate() {
                    let comma = if i == 0 { " " } else { ", " };
                    f.write_str(comma)?;
                    if data.op == Op::Switch && i > 0 {
                        write!(f, "{} => ", edge.case)?;
                    }
                    write!(f, "{edge}")?;
                }
            }
        }
        if data.region() != Region::Any {
            write!(f, " @{}", data.region().name())?;
        }
        let loc = func.loc(inst);
        if loc.is_some() {
            write!(f, " !{}", loc.0)?;
        }
        Ok(())
    }
}

impl Display for Edge<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.block)?;
        if !self.args.is_empty() {
            write!(f, "({})", Values(self.args))?;
        }
        Ok(())
    }
}

struct Values<'f>(&'f [Value]);

impl Display for Values<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, value) in self.0.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            write!(f, "{comma}{value}")?;
        }
        Ok(())
    }
}

struct Offset(i32);

impl Display for Offset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => Ok(()),
            offset if offset > 0 => write!(f, " + {offset}"),
            offset => write!(f, " - {}", offset.unsigned_abs()),
        }
    }
}

/// A constant in the form that the parser reads: integers signed, addresses in hexadecimal, floats in decimal if
/// that gives the bits back, else their bits.
pub(crate) struct Constant(pub(crate) Ty, pub(crate) u128);

impl Display for Constant {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Constant(ty, bits) = *self;
        match ty {
            Ty::I1 => write!(f, "{}", bits & 1),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 => write!(f, "{}", ty.signed(bits)),
            Ty::Ptr => write!(f, "{bits:#x}"),
            Ty::F16 => write!(f, "bits {bits:#x}"),
            Ty::F32 if f32::from_bits(bits as u32).is_nan() => write!(f, "bits {bits:#x}"),
            Ty::F32 => write!(f, "{:?}", f32::from_bits(bits as u32)),
            Ty::F64 if f64::from_bits(bits as u64).is_nan() => write!(f, "bits {bits:#x}"),
            Ty::F64 => write!(f, "{:?}", f64::from_bits(bits as u64)),
        }
    }
}

/// A name, quoted unless it is plain.
struct Name<'n>(&'n str);

impl Display for Name<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        if !self.0.is_empty() && self.0.chars().all(plain) {
            f.write_str(self.0)
        } else {
            write!(f, "{:?}", self.0)
        }
    }
}

impl Display for Signature {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let list = |f: &mut Formatter<'_>, types: &[Ty]| {
            for (i, ty) in types.iter().enumerate() {
                let comma = if i == 0 { "" } else { ", " };
                write!(f, "{comma}{ty}")?;
            }
            Ok(())
        };
        f.write_char('(')?;
        list(f, &self.params)?;
        f.write_char(')')?;
        if !self.results.is_empty() {
            f.write_str(" -> ")?;
            list(f, &self.results)?;
        }
        Ok(())
    }
}
