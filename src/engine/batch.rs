//! Which functions a function's call leads to as a matter of course, so that LLVM compiles them together with it.
//!
//! One module of several functions costs LLVM less than several modules of one: setting up its passes takes a millisecond.
//! But a function that is compiled and then never called is time lost. So only those calls count that are made whenever
//! the function returns, where loops are taken to be entered. In
//!
//! ```text
//! function total(xs)
//!     isempty(xs) && throw_empty()      # leads to no return: does not count
//!     prepare(xs)                       # counts
//!     for x in xs
//!         x < 0 ? shrink(x) : add(x)    # neither counts
//!         note(x)                       # counts, since the loop is taken to be entered
//!     end
//! end
//! ```

use juliette_ir::{Block, Cfg, Function, Imm, Op, Target};

/// Functions of more blocks are compiled alone: to look at all ways around each block would take long.
const MOST_BLOCKS: usize = 400;

/// The entry slots of the functions that are called whenever the function returns.
pub(crate) fn surely_called(func: &Function) -> Vec<u32> {
    let flow = Flow::of(func);
    let mut called = Vec::new();
    if flow.returns.len() > MOST_BLOCKS || !flow.returns_without(None) {
        return called;
    }
    for &block in flow.cfg.order() {
        let slots = func.insts(block).filter_map(|inst| match func.imm(inst) {
            Imm::Func(callee) if func.op(inst) == Op::Call => match func.externals[callee].target {
                Target::Slot(slot) => Some(slot),
                Target::Runtime(_) | Target::Local | Target::Indirect => None,
            },
            _ => None,
        });
        let mut slots = slots.peekable();
        if slots.peek().is_some() && !flow.returns_without(Some(block)) {
            called.extend(slots);
        }
    }
    called
}

/// The ways through a function that count.
struct Flow<'f> {
    func: &'f Function,
    cfg: Cfg,
    /// By position: whether a return can be reached.
    returns: Vec<bool>,
}

impl<'f> Flow<'f> {
    fn of(func: &'f Function) -> Self {
        let cfg = Cfg::of(func);
        let mut returns = vec![false; cfg.order().len()];
        loop {
            let mut changed = false;
            for (position, &block) in cfg.order().iter().enumerate().rev() {
                let leads =
                    is_return(func, block) || func.successors(block).any(|next| returns[cfg.position(next)]);
                changed |= leads != returns[position];
                returns[position] = leads;
            }
            if !changed {
                return Flow { func, cfg, returns };
            }
        }
    }

    /// Whether a return can be reached from the beginning without coming through a block.
    fn returns_without(&self, avoided: Option<Block>) -> bool {
        let mut seen = vec![false; self.returns.len()];
        let mut waiting = vec![self.cfg.order()[0]];
        while let Some(block) = waiting.pop() {
            if Some(block) == avoided || core::mem::replace(&mut seen[self.cfg.position(block)], true) {
                continue;
            }
            if is_return(self.func, block) {
                return true;
            }
            let enters = self.func.successors(block).any(|next| self.enters_loop(block, next));
            waiting.extend(self.func.successors(block).filter(|&next| {
                self.returns[self.cfg.position(next)] && (!enters || self.enters_loop(block, next))
            }));
        }
        false
    }

    /// Whether an edge leads into a loop, at once or by a block that does nothing else.
    fn enters_loop(&self, block: Block, next: Block) -> bool {
        let is_entered = |next| self.cfg.is_loop_header(next) && !self.cfg.is_in_loop(block, next);
        let mut beyond = self.func.successors(next);
        is_entered(next)
            || matches!((beyond.next(), beyond.next()), (Some(header), None) if is_entered(header))
    }
}

fn is_return(func: &Function, block: Block) -> bool {
    func.terminator(block).is_some_and(|last| func.op(last) == Op::Return)
}
