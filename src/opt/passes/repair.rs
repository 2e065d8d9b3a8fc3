//! Restores SSA form after definitions were copied: a value with several definitions in different blocks gets block
//! parameters where they meet, and every use the definition that reaches it.
//!
//! The way is Braun et al., "Simple and Efficient Construction of Static Single Assignment Form" (2013), on a finished
//! graph, with a list of open parameters in place of recursion. One sweep over the function serves all values, and
//! finds out which ones are used outside of their blocks at all: most are not.
//! Parameters that turn out to be redundant are left to `drop_redundant_params`.

use juliette_ir::{Block, Cfg, Function, Value};
use juliette_support::Id;

/// Stands for the end of a list of copies.
const NONE: u32 = u32::MAX;

/// A value with several definitions.
struct Repair {
    value: Value,
    /// The block of the first definition. Uses there see that one; only its edges pass values on.
    home: Block,
    /// Its last copy.
    copies: u32,
    /// Whether the copies stand in the table of reaching values.
    is_open: bool,
}

/// Another definition of a value.
struct Copy {
    /// The block at whose end it holds.
    block: Block,
    value: Value,
    /// The same value's copy before this one.
    next: u32,
}

/// The values to repair, and their tables, which are reused.
#[derive(Default)]
pub(crate) struct Repairs {
    list: Vec<Repair>,
    copies: Vec<Copy>,
    /// By value: its place in the list plus 1. Values made later need no repair.
    place_of: Vec<u32>,
    reaching: Reaching,
    /// Blocks with a new parameter of this number, for this place in the list, whose arguments are not known yet; edges
    /// pass the parameter itself until then, so that arguments stand in the parameters' order whichever value is done
    /// first.
    open: Vec<(Block, usize, u32)>,
}

/// Where in a block a value is asked for.
#[derive(Clone, Copy)]
enum Point {
    Begin,
    End,
}

impl Repairs {
    /// Makes the list empty. The values of `func` as it is now can be added.
    pub(crate) fn begin(&mut self, func: &Function) {
        self.list.clear();
        self.copies.clear();
        self.open.clear();
        self.place_of.clear();
        self.place_of.resize(func.value_bound(), 0);
    }

    /// Says that `value`, defined in `home`, has another definition `copy` that holds at the end of `block`.
    pub(crate) fn add(&mut self, value: Value, home: Block, block: Block, copy: Value) {
        let Some(place) = self.place_of.get_mut(value.index()) else { return };
        if *place == 0 {
            self.list.push(Repair { value, home, copies: NONE, is_open: false });
            *place = self.list.len() as u32;
        }
        let repair = &mut self.list[*place as usize - 1];
        self.copies.push(Copy { block, value: copy, next: repair.copies });
        repair.copies = self.copies.len() as u32 - 1;
    }

    /// Gives every use outside a value's home block the definition that reaches it. `cfg` is the present graph's.
    pub(crate) fn apply(&mut self, func: &mut Function, cfg: &Cfg) {
        if self.list.is_empty() {
            return;
        }
        self.reaching.clear();
        for &block in cfg.order() {
            let mut inst = func.first_inst(block);
            let mut last = inst;
            while inst.is_some() {
                if self.may_change(func.args(inst)) {
                    for i in 0..func.args(inst).len() {
                        if let Some(place) = self.find(func.arg(inst, i), block) {
                            let new = self.value_at_begin(func, cfg, place, block);
                            func.set_arg(inst, i, new);
                        }
                    }
                }
                last = inst;
                inst = func.next_inst(inst);
            }
            for edge in func.edge_ids(last) {
                if !self.may_change(func.edge_of(edge).args) {
                    continue;
                }
                // Arguments that are added on the way need no repair.
                for i in 0..func.edge_of(edge).args.len() {
                    if let Some(place) = self.find(func.edge_arg(edge, i), block) {
                        let new = self.value_at_end(func, cfg, place, block);
                        func.set_edge_arg(edge, i, new);
                    }
                }
            }
        }
        while let Some((block, index, place)) = self.open.pop() {
            self.close(func, cfg, block, index, place);
        }
    }

    /// Whether some of the values have several definitions.
    #[inline]
    fn may_change(&self, values: &[Value]) -> bool {
        values.iter().any(|value| self.place_of.get(value.index()).is_some_and(|&place| place != 0))
    }

    /// The place in the list of a value that is used in `block`, if it has several definitions and is not of that block.
    #[inline]
    fn find(&mut self, value: Value, block: Block) -> Option<u32> {
        let place = self.place_of.get(value.index()).copied().unwrap_or(0).checked_sub(1)?;
        let repair = &mut self.list[place as usize];
        if repair.home == block {
            return None;
        }
        if !core::mem::replace(&mut repair.is_open, true) {
            let mut copy = repair.copies;
            self.reaching.set(place, repair.home, Point::End, repair.value);
            while copy != NONE {
                let Copy { block, value, next } = self.copies[copy as usize];
                self.reaching.set(place, block, Point::End, value);
                copy = next;
            }
        }
        Some(place)
    }

    fn value_at_end(&mut self, func: &mut Function, cfg: &Cfg, place: u32, block: Block) -> Value {
        if let Some(value) = self.reaching.get(place, block, Point::End) {
            return value;
        }
        let value = self.value_at_begin(func, cfg, place, block);
        self.reaching.set(place, block, Point::End, value);
        value
    }

    /// Walks up single predecessors to a definition or to a block where ways meet, which gets a parameter.
    fn value_at_begin(&mut self, func: &mut Function, cfg: &Cfg, place: u32, block: Block) -> Value {
        let mut at = block;
        let value = loop {
            if let Some(value) = self.reaching.get(place, at, Point::Begin) {
                break value;
            }
            if let [pred] = *cfg.preds(at) {
                if let Some(value) = self.reaching.get(place, pred, Point::End) {
                    break value;
                }
                at = pred;
                continue;
            }
            let ty = func.ty(self.list[place as usize].value);
            let param = func.append_param(at, ty);
            self.reaching.set(place, at, Point::Begin, param);
            self.open.push((at, func.params(at).len() - 1, place));
            for &edge in cfg.in_edges(at) {
                func.append_edge_arg(edge, param);
            }
            break param;
        };
        if at != block {
            self.reaching.set(place, block, Point::Begin, value);
        }
        value
    }

    /// Gives a new parameter its arguments, which can need further parameters.
    fn close(&mut self, func: &mut Function, cfg: &Cfg, block: Block, index: usize, place: u32) {
        for (&pred, &edge) in cfg.preds(block).iter().zip(cfg.in_edges(block)) {
            let arg = self.value_at_end(func, cfg, place, pred);
            func.set_edge_arg(edge, index, arg);
        }
    }
}

/// Which definition of a value is seen at a point: an open hash table, at most half full.
#[derive(Default)]
struct Reaching {
    /// Number of the value's repair plus 1, or 0 for free; block and point; definition.
    slots: Vec<(u32, u32, Value)>,
    used: usize,
}

impl Reaching {
    fn clear(&mut self) {
        self.slots.clear();
        self.slots.resize(64, (0, 0, Value::NONE));
        self.used = 0;
    }

    fn get(&self, place: u32, block: Block, point: Point) -> Option<Value> {
        let (found, .., value) = self.slots[self.slot(place + 1, key(block, point))];
        (found != 0).then_some(value)
    }

    fn set(&mut self, place: u32, block: Block, point: Point, value: Value) {
        if self.used * 2 >= self.slots.len() {
            let more = self.slots.len() * 4;
            let old = core::mem::replace(&mut self.slots, vec![(0, 0, Value::NONE); more]);
            for (place, key, value) in old.into_iter().filter(|&(place, ..)| place != 0) {
                let slot = self.slot(place, key);
                self.slots[slot] = (place, key, value);
            }
        }
        let slot = self.slot(place + 1, key(block, point));
        self.used += usize::from(self.slots[slot].0 == 0);
        self.slots[slot] = (place + 1, key(block, point), value);
    }

    /// Where an entry is, or would be.
    fn slot(&self, place: u32, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let hash = (u64::from(place) << 32 | u64::from(key)).wrapping_mul(0xf135_7aea_2e62_a9c5);
        let mut slot = (hash >> 40) as usize & mask;
        while self.slots[slot].0 != 0 && (self.slots[slot].0, self.slots[slot].1) != (place, key) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

fn key(block: Block, point: Point) -> u32 {
    block.0 << 1 | point as u32
}
