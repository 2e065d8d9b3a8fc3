//! Frames of functions that are carried out without code, on the stack among those of compiled functions.
//!
//! Each has a record on the stack, linked to the one before; the context knows the innermost. Who enters `try` notes
//! it, and who throws goes back to it, as with handlers, so the list has live frames only. The records' addresses
//! tell where the frames belong among those of compiled functions: a back trace has a marker there instead of a
//! return address, which says who it is and how far it has come.
//!
//! Invariant: no code has a marker's address, since it is no canonical one.

use crate::context::context;

/// The highest bits of markers.
const TAG: usize = 0xe7a1 << 48;
const TAG_BITS: usize = 0xffff << 48;
/// Bits of a marker that say how far its function has come.
const PLACE_BITS: u32 = 20;

/// A frame's record.
#[repr(C)]
#[derive(Debug)]
pub struct Record {
    previous: *mut Record,
    marker: usize,
    /// Between here and the record are frames of whoever carries the function out, and none of compiled code.
    low: usize,
}

impl Record {
    /// A record that a back trace leaves out as long as it has no marker.
    pub const fn new() -> Record {
        Record { previous: core::ptr::null_mut(), marker: 0, low: 0 }
    }

    /// Makes it the innermost; where its marker is kept.
    ///
    /// # Safety
    /// The record stays where it is, on the stack, until it is left or thrown past.
    pub unsafe fn enter(&mut self) -> *mut usize {
        // SAFETY: the context is this thread's own.
        unsafe {
            self.previous = (*context()).evaluated;
            (*context()).evaluated = self;
        }
        &raw mut self.marker
    }

    /// Notes an address in the lowest frame of whoever carries the function out.
    pub fn reach_to(&mut self, low: usize) {
        self.low = low;
    }

    /// Makes the one before it the innermost again.
    ///
    /// # Safety
    /// It is the innermost.
    pub unsafe fn leave(&self) {
        // SAFETY: the context is this thread's own.
        unsafe { (*context()).evaluated = self.previous };
    }
}

impl Default for Record {
    fn default() -> Self {
        Self::new()
    }
}

/// The records from the innermost outwards, for a walk along the stack.
pub(crate) struct Records(*mut Record);

impl Records {
    pub(crate) fn innermost() -> Records {
        // SAFETY: the context is this thread's own.
        Records(unsafe { (*context()).evaluated })
    }

    /// Appends the markers of the next records, as long as they lie below an address.
    pub(crate) fn below(&mut self, address: usize, out: &mut Vec<usize>) {
        while !self.0.is_null() && (self.0 as usize) < address {
            // SAFETY: records in the list are in live frames.
            let record = unsafe { &*self.0 };
            if record.marker != 0 {
                out.push(record.marker);
            }
            self.0 = record.previous;
        }
    }

    /// Where to go on if an address lies between the next record and the lowest frame that belongs to it.
    pub(crate) fn skip(&self, address: usize) -> usize {
        // SAFETY: as above.
        match unsafe { self.0.as_ref() } {
            Some(record) if record.low != 0 && (record.low..self.0 as usize).contains(&address) => {
                self.0 as usize + size_of::<Record>()
            }
            _ => address,
        }
    }
}

/// The marker of the function of that number at that place, both as far as there is room for them.
#[inline]
pub fn marker(function: usize, place: usize) -> usize {
    let place = place.min((1 << PLACE_BITS) - 1);
    TAG | (function << PLACE_BITS & !TAG_BITS) | place
}

/// The function and the place of a marker; none if the address is not one.
pub fn read_marker(address: usize) -> Option<(usize, usize)> {
    let content = address & !TAG_BITS;
    (address & TAG_BITS == TAG).then_some((content >> PLACE_BITS, content & ((1 << PLACE_BITS) - 1)))
}

/// Throws `StackOverflowError` if the stack is nearly used up.
#[inline]
pub fn check_stack() {
    let here = 0u8;
    // SAFETY: the context is this thread's own.
    if (&raw const here as usize) < unsafe { (*context()).stack_limit } {
        crate::exceptions::throw_error(crate::runtime::ErrorKind::StackOverflow, &[]);
    }
}

/// Does what a safepoint does.
#[inline]
pub fn poll() {
    // SAFETY: the context is this thread's own; a signal may write the flag.
    unsafe {
        if (&raw const (*context()).safepoint).read_volatile() != 0 {
            crate::signals::safepoint_slow();
        }
    }
}
