//! What the calls of a body do, by the value that each gives.
//!
//! Four of five values of a body are no calls, and there are thousands of bodies in a base image: so this is a list in order
//! of the values, not a table of all.

use crate::inferred::{CallInfo, CallTarget};
use juliette_ir::generic::{Body, GenericValue, Op};

/// The calls of a body; one that was not looked at is [`CallTarget::Unreached`].
#[derive(Clone, Debug, Default)]
pub struct Calls {
    list: Vec<(GenericValue, CallInfo)>,
}

impl Calls {
    /// Room for the calls of a body.
    pub(crate) fn of(body: &Body) -> Calls {
        let is_call = |value: &GenericValue| matches!(body.insts[*value].op, Op::Call(_) | Op::CallSplat(..));
        Calls { list: Vec::with_capacity(body.insts.ids().filter(is_call).count()) }
    }

    /// Makes what is known of a call this.
    pub(crate) fn set(&mut self, value: GenericValue, info: CallInfo) {
        match self.place(value) {
            Ok(place) => self.list[place].1 = info,
            Err(place) => self.list.insert(place, (value, info)),
        }
    }

    fn place(&self, value: GenericValue) -> Result<usize, usize> {
        // A body is walked in order, as a rule.
        match self.list.last() {
            Some(&(last, _)) if value <= last => self.list.binary_search_by_key(&value, |&(value, _)| value),
            _ => Err(self.list.len()),
        }
    }
}

impl core::ops::Index<GenericValue> for Calls {
    type Output = CallInfo;

    fn index(&self, value: GenericValue) -> &CallInfo {
        match self.place(value) {
            Ok(place) => &self.list[place].1,
            Err(_) => &CallInfo { target: CallTarget::Unreached, spliced: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::InferredId;
    use juliette_support::Id;

    #[test]
    fn calls_are_found_in_whatever_order_they_were_set() {
        let mut calls = Calls::default();
        let value = GenericValue::from_index;
        let target = |id: usize| CallTarget::Static(InferredId::from_index(id));
        for at in [7, 3, 9, 3, 5] {
            calls.set(value(at), CallInfo { target: target(at * 10), spliced: None });
        }
        calls.set(value(5), CallInfo { target: target(1), spliced: None });
        let found = |at: usize| match calls[value(at)].target {
            CallTarget::Static(id) => Some(id.index()),
            _ => None,
        };
        assert_eq!([3, 5, 7, 9].map(found), [30, 1, 70, 90].map(Some));
        assert_eq!([0, 4, 10].map(found), [None; 3]);
    }
}
