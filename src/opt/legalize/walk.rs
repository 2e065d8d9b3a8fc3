//! Walking bodies: the order of blocks, their machine blocks and parameters, values by number, lines.
//!
//! A body that is inlined is walked where its call stands. What is known of the bodies on the way lies in tables that
//! they share, each body's part behind its caller's, so that entering a body allocates nothing.
//!
//! Invariant: a value that inference knows is not in the tables; [`Legalizer::value`] takes it from the inferred body.

use super::positions::Line;
use super::value::{JuliaValue, Parts, Pool, Scalars};
use super::{ENTRY, Legalizer, RESULT_STRIDE, passed};
use juliette_infer::{Inferred, Lattice, Reach};
use juliette_ir::generic::{Edge, GenericBlock, GenericValue, Op, Terminator};
use juliette_ir::{Block, Function, Loc, Signature, StackSlot, Value};
use juliette_support::Id;
use juliette_types::{TypeId, known};

/// Where a body's returns go.
#[derive(Clone, Copy)]
pub(crate) enum Returns {
    /// Out of the machine function.
    Function { result: TypeId, address: Option<Value> },
    /// To the code behind an inlined call, the result in the block's parameters.
    Block { block: Block, result: TypeId },
    /// Nowhere: the body is a single block, and its result is taken as it is.
    Straight,
}

/// A body being walked: the function itself, or one inlined into it. What it knows of its values, blocks and lines are
/// stretches of the legalizer's tables, behind those of the body that calls it.
pub(crate) struct Frame {
    /// Where its values, blocks, reached blocks and lines begin.
    values: usize,
    blocks: usize,
    order: usize,
    lines: usize,
    returns: Returns,
    /// Where it was inlined.
    inlined_at: Loc,
    pub(crate) bounds_checks: bool,
    /// The result of a body without blocks.
    straight: Option<JuliaValue>,
}

/// A block on the way to the order of blocks, and the edges still to be followed.
type Visit = (GenericBlock, [Option<Edge>; 2]);

/// What is known of the bodies being walked, the innermost one's last.
#[derive(Default)]
pub(crate) struct Tables {
    frames: Vec<Frame>,
    values: Vec<Option<JuliaValue>>,
    blocks: Vec<Option<Block>>,
    order: Vec<GenericBlock>,
    /// Lines and their numbers.
    locs: Vec<(u32, Loc)>,
    /// All lines so far, by number.
    pub(crate) lines: Vec<Line>,
    pub(crate) numbers: Vec<Loc>,
    /// The handler records of `try`s, by the depth of the body and the number in it.
    pub(crate) handlers: Vec<(usize, u32, StackSlot)>,
    seen: Vec<bool>,
    visits: Vec<Visit>,
    pub(crate) pool: Pool,
    /// A function that is no longer needed.
    pub(crate) spare: Option<Function>,
}

impl Tables {
    /// A function, in the memory of an earlier one if there is one.
    pub(crate) fn function(&mut self, name: &str, signature: Signature) -> Function {
        let mut func = self.spare.take().unwrap_or_default();
        func.reset(name, signature);
        func.reserve(FIRST_ROOM);
        func
    }
}

/// Room is made for a function of so many instructions at first.
const FIRST_ROOM: usize = 128;

impl Legalizer<'_, '_> {
    #[inline]
    pub(crate) fn frame(&mut self) -> &mut Frame {
        self.tables.frames.last_mut().expect("a body is being legalized")
    }

    /// How many bodies are being walked.
    #[inline]
    pub(crate) fn depth(&self) -> usize {
        self.tables.frames.len()
    }

    /// Makes the table of a body's values, behind those of the bodies being walked.
    pub(crate) fn make_values(&mut self, inferred: &Inferred) -> usize {
        let values = self.tables.values.len();
        self.tables.values.resize(values + inferred.body.insts.len(), None);
        values
    }

    #[inline]
    pub(crate) fn set_value(&mut self, values: usize, place: GenericValue, value: JuliaValue) {
        self.tables.values[values + place.index()] = Some(value);
    }

    /// Makes a body whose table of values begins at `values` the one being walked.
    pub(crate) fn enter(&mut self, values: usize, returns: Returns, inlined_at: Loc, bounds_checks: bool) {
        let Tables { frames, blocks, order, locs, .. } = &mut self.tables;
        frames.push(Frame {
            values,
            blocks: blocks.len(),
            order: order.len(),
            lines: locs.len(),
            returns,
            inlined_at,
            bounds_checks,
            straight: None,
        });
    }

    /// Walks a body whose entry is the builder's current block, and whose tables are made. The result of a straight one.
    pub(crate) fn body(&mut self, inferred: &Inferred) -> Option<JuliaValue> {
        let depth = self.depth();
        if is_straight(inferred) {
            self.walk_block(inferred, ENTRY);
        } else {
            let (blocks, order) = (self.frame().blocks, self.frame().order);
            self.tables.blocks.resize(blocks + inferred.body.blocks.len(), None);
            // The entry can be a loop's head only through a block of its own.
            self.tables.blocks[blocks] = Some(self.builder.block());
            self.find_order(inferred);
            for position in order..self.tables.order.len() {
                let block = self.tables.order[position];
                if block != ENTRY {
                    let machine = self.block(inferred, block);
                    self.builder.switch_to(machine);
                }
                self.walk_block(inferred, block);
            }
            self.tables.blocks.truncate(blocks);
            self.tables.order.truncate(order);
        }
        let tables = &mut self.tables;
        let frame = tables.frames.pop().expect("it was pushed for this body");
        tables.values.truncate(frame.values);
        tables.locs.truncate(frame.lines);
        while tables.handlers.last().is_some_and(|&(of, ..)| of == depth) {
            tables.handlers.pop();
        }
        frame.straight
    }

    /// Puts the reached blocks in reverse post-order behind those of outer bodies.
    fn find_order(&mut self, inferred: &Inferred) {
        let bounds_checks = self.frame().bounds_checks;
        let Tables { order, seen, visits, .. } = &mut self.tables;
        let first = order.len();
        seen.clear();
        seen.resize(inferred.body.blocks.len(), false);
        visits.push((ENTRY, taken_edges(inferred, ENTRY, bounds_checks)));
        seen[0] = true;
        while let Some((block, edges)) = visits.last_mut() {
            let next = edges[0].take().or_else(|| edges[1].take());
            match next {
                Some(edge) => {
                    let target = edge.block;
                    if !core::mem::replace(&mut seen[target.index()], true) {
                        visits.push((target, taken_edges(inferred, target, bounds_checks)));
                    }
                }
                None => {
                    order.push(*block);
                    visits.pop();
                }
            }
        }
        order[first..].reverse();
    }

    /// The machine block of a generic block, made with the parameters that its values need.
    fn block(&mut self, inferred: &Inferred, block: GenericBlock) -> Block {
        let (blocks, values) = (self.frame().blocks, self.frame().values);
        if let Some(machine) = self.tables.blocks[blocks + block.index()] {
            return machine;
        }
        let machine = self.builder.create_block();
        self.tables.blocks[blocks + block.index()] = Some(machine);
        for &param in &inferred.body.blocks[block].params {
            let lattice = inferred.values.as_slice()[param.index()];
            let value = match lattice.constant(&mut self.program.types) {
                Some(constant) => JuliaValue::Const(constant),
                None => {
                    let ty = lattice.ty();
                    let parts = self.append_params(machine, ty);
                    JuliaValue::new(ty, parts)
                }
            };
            self.tables.values[values + param.index()] = Some(value);
        }
        machine
    }

    /// Parameters of a block for the scalars of a value of this type.
    pub(crate) fn append_params(&mut self, block: Block, ty: TypeId) -> Parts {
        let shape = self.shapes.of(&mut self.program.types, ty);
        match shape.scalars() {
            [] => Parts::NONE,
            &[scalar] => Parts::one(self.builder.append_param(block, scalar)),
            scalars => {
                let builder = &mut self.builder;
                let params: Scalars =
                    scalars.iter().map(|&scalar| builder.append_param(block, scalar)).collect();
                self.pool.keep(&params)
            }
        }
    }

    fn walk_block(&mut self, inferred: &Inferred, block: GenericBlock) {
        let body = &*inferred.body;
        let data = &body.blocks[block];
        let values = self.frame().values;
        let lattices = inferred.values.as_slice();
        for &value in &data.insts {
            let lattice = &lattices[value.index()];
            let inst = &body.insts[value];
            let is_known = matches!(lattice, Lattice::Const(_));
            // Most constants need no code and no position.
            if is_known && matches!(inst.op, Op::Literal(_) | Op::Global(..)) {
                continue;
            }
            self.set_line(inferred, inst.line);
            let result = self.instruction(inferred, value, inst, *lattice);
            if lattice.is_bottom() {
                if !self.builder.is_terminated() {
                    self.builder.unreachable();
                }
                return;
            }
            // A value that is known is never asked for here.
            if !is_known {
                self.tables.values[values + value.index()] = Some(result);
            }
        }
        match data.terminator {
            Terminator::Jump(edge) => {
                let (target, arguments) = self.edge(inferred, edge);
                self.builder.jump(target, &arguments);
            }
            Terminator::Branch(condition, on_true, on_false) => {
                self.branch(inferred, condition, on_true, on_false)
            }
            Terminator::Return(value) => self.return_value(inferred, value),
            Terminator::Unreachable => {
                self.builder.unreachable();
            }
        }
    }

    fn branch(&mut self, inferred: &Inferred, condition: GenericValue, on_true: Edge, on_false: Edge) {
        let condition = self.value(inferred, condition);
        let known = match &condition {
            JuliaValue::Const(constant) => constant.as_bool(),
            JuliaValue::Parts { .. } => None,
        };
        if let Some(known) = known {
            let (target, arguments) = self.edge(inferred, if known { on_true } else { on_false });
            self.builder.jump(target, &arguments);
            return;
        }
        let condition = match self.is_a(&condition, known::BOOL) {
            Err(true) => condition,
            Err(false) => {
                self.throw_not_bool(&condition);
                return;
            }
            Ok(is_bool) => {
                let not_bool = self.not(is_bool);
                self.throw_if(not_bool, |legalizer| legalizer.throw_not_bool(&condition));
                let parts = self.as_type(&condition, known::BOOL);
                JuliaValue::new(known::BOOL, parts)
            }
        };
        let condition = self.scalar_as(&condition, known::BOOL);
        let (yes, yes_arguments) = self.edge(inferred, on_true);
        let (no, no_arguments) = self.edge(inferred, on_false);
        self.builder.branch(condition, (yes, &yes_arguments), (no, &no_arguments));
    }
    /// The target of an edge and the scalars for its parameters.
    fn edge(&mut self, inferred: &Inferred, edge: Edge) -> (Block, Scalars) {
        let target = self.block(inferred, edge.block);
        let body = &inferred.body;
        let mut arguments = Scalars::new();
        for (&param, &argument) in body.blocks[edge.block].params.iter().zip(body.list(edge.arguments)) {
            let lattice = inferred.values.as_slice()[param.index()];
            if lattice.constant(&mut self.program.types).is_none() {
                let value = self.value(inferred, argument);
                let parts = self.as_type(&value, lattice.ty());
                arguments.extend_from_slice(self.pool.of(&parts));
            }
        }
        (target, arguments)
    }

    fn return_value(&mut self, inferred: &Inferred, value: GenericValue) {
        let value = self.value(inferred, value);
        match self.frame().returns {
            Returns::Straight => self.frame().straight = Some(value),
            Returns::Block { block, result } => {
                let parts = self.as_type(&value, result);
                self.builder.jump(block, self.pool.of(&parts));
            }
            Returns::Function { result, address } => {
                let parts = self.as_type(&value, result);
                let mut parts = Scalars::from_slice(self.pool.of(&parts));
                match address {
                    Some(address) => {
                        for (i, &part) in parts.iter().enumerate() {
                            self.builder.store(part, address, (i as u32 * RESULT_STRIDE) as i32);
                        }
                        self.builder.ret(&[]);
                    }
                    None => {
                        for part in &mut parts {
                            *part = passed(&mut self.builder, *part);
                        }
                        self.builder.ret(&parts);
                    }
                }
            }
        }
    }

    /// A value of the body being walked.
    #[inline]
    pub(crate) fn value(&mut self, inferred: &Inferred, value: GenericValue) -> JuliaValue {
        if let Lattice::Const(constant) = inferred.values.as_slice()[value.index()] {
            return JuliaValue::Const(constant);
        }
        let values = self.frame().values;
        self.tables.values[values + value.index()].expect("a value is defined before its uses")
    }

    /// Gives the instructions made from now on the position of a line of the current body.
    pub(crate) fn set_line(&mut self, inferred: &Inferred, line: u32) {
        let Tables { frames, locs, lines, .. } = &mut self.tables;
        let frame = frames.last().expect("a body is being legalized");
        let loc = match locs[frame.lines..].iter().rfind(|&&(known, _)| known == line) {
            Some(&(_, loc)) => loc,
            None => {
                let loc = Loc::from_index(lines.len());
                let body = &inferred.body;
                lines.push(Line { name: body.name, file: body.file, line, inlined_at: frame.inlined_at });
                locs.push((line, loc));
                loc
            }
        };
        self.builder.set_loc(loc);
    }
}

/// The edges that a block can take, given what is known of its condition.
fn taken_edges(inferred: &Inferred, block: GenericBlock, bounds_checks: bool) -> [Option<Edge>; 2] {
    let body = &inferred.body;
    if inferred.reach[block] != Reach::End {
        return [None; 2];
    }
    match body.blocks[block].terminator {
        Terminator::Jump(edge) => [Some(edge), None],
        Terminator::Branch(condition, on_true, on_false) => {
            let known = match (inferred.values[condition], body.insts[condition].op) {
                (Lattice::Const(constant), _) => constant.as_bool(),
                (_, Op::BoundsCheck) => Some(bounds_checks),
                _ => None,
            };
            match known {
                Some(true) => [Some(on_true), None],
                Some(false) => [Some(on_false), None],
                None => [Some(on_true), Some(on_false)],
            }
        }
        Terminator::Return(_) | Terminator::Unreachable => [None; 2],
    }
}

/// Whether a body is one block that returns: such a one is inlined without new blocks.
pub(crate) fn is_straight(inferred: &Inferred) -> bool {
    matches!(inferred.body.blocks[ENTRY].terminator, Terminator::Return(_))
        && inferred.reach[ENTRY] == Reach::End
}
