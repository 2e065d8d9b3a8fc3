//! Tables that passes reuse, and what of them is up to date.

use crate::names::Names;
use crate::repair::Repairs;
use crate::value_numbers::Table;
use juliette_ir::{Block, Cfg, Function, Value};

/// Tables that passes reuse.
#[derive(Default)]
pub struct Scratch {
    pub(crate) cfg: Cfg,
    pub(crate) numbers: Table,
    pub(crate) repairs: Repairs,
    /// By value or by block, as a pass needs it.
    pub(crate) marks: Vec<u8>,
    pub(crate) names: Names,
    pub(crate) values: Vec<Value>,
    pub(crate) known: Vec<(Value, u128)>,
    /// Blocks of loops, each with the position of the loop's header.
    pub(crate) members: Vec<(u32, Block)>,
    /// By block: the block that it is merged into.
    pub(crate) head_of: Vec<Block>,
    /// Whether order and predecessors in `cfg` are those of the function in hand as it is now. Only a
    /// [`PassRunner`](crate::PassRunner) keeps it from pass to pass.
    cfg_is_current: bool,
    /// Whether the function's blocks lie in the order of `cfg` besides.
    is_laid_out: bool,
    keeps_cfg: bool,
}

impl Scratch {
    /// From here on the shape of the function in hand is kept between passes.
    pub(crate) fn begin(&mut self) {
        self.keeps_cfg = true;
        self.flow_changed();
    }

    /// Brings the order and the predecessors of `cfg` up to date.
    pub(crate) fn compute_order(&mut self, func: &Function) {
        if !(self.keeps_cfg && self.cfg_is_current) {
            self.cfg.compute_order(func);
            self.cfg_is_current = true;
            self.is_laid_out = false;
        }
    }

    /// Brings `cfg` up to date and the function's blocks into its order, without those that control cannot reach.
    pub(crate) fn lay_out(&mut self, func: &mut Function) {
        self.compute_order(func);
        if !self.is_laid_out {
            func.set_block_order(self.cfg.order());
            self.is_laid_out = true;
        }
    }

    /// Says that edges or blocks were changed since `cfg` was brought up to date.
    pub(crate) fn flow_changed(&mut self) {
        self.cfg_is_current = false;
        self.is_laid_out = false;
    }
}
