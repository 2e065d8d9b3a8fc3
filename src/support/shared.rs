//! Shared values whose counts of references leave an image alone.
//!
//! A counted reference writes to what it refers to whenever it is copied. If that lies in a mapped image, the first copy
//! costs a page; and memory of an image is never freed, so the count would be of no use. So values in the range that
//! [`set_immortal`] names are not counted.
//!
//! Invariant: a value outside of that range is freed with its last reference; the range is set before any value in
//! it can be reached, and never changes.

use core::cell::Cell;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::ops::Deref;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};

static IMMORTAL_START: AtomicUsize = AtomicUsize::new(0);
static IMMORTAL_LEN: AtomicUsize = AtomicUsize::new(0);

/// Says that the values in a stretch of memory last as long as the process, as those of a mapped image do.
pub fn set_immortal(start: usize, len: usize) {
    IMMORTAL_START.store(start, Ordering::Relaxed);
    IMMORTAL_LEN.store(len, Ordering::Relaxed);
}

#[inline(always)]
fn is_immortal(address: usize) -> bool {
    address.wrapping_sub(IMMORTAL_START.load(Ordering::Relaxed)) < IMMORTAL_LEN.load(Ordering::Relaxed)
}

#[repr(C)]
struct Counted<T: ?Sized> {
    count: Cell<usize>,
    value: T,
}

/// A reference to a value that others refer to as well; within one thread.
pub struct Shared<T: ?Sized> {
    to: NonNull<Counted<T>>,
    owns: PhantomData<Counted<T>>,
}

impl<T> Shared<T> {
    /// A value, with this as its only reference.
    pub fn new(value: T) -> Self {
        let boxed = Box::new(Counted { count: Cell::new(1), value });
        Self { to: NonNull::from(Box::leak(boxed)), owns: PhantomData }
    }
}

impl<T: ?Sized> Shared<T> {
    /// Whether both refer to the same value.
    pub fn is_same(a: &Self, b: &Self) -> bool {
        core::ptr::addr_eq(a.to.as_ptr(), b.to.as_ptr())
    }

    fn counted(&self) -> &Counted<T> {
        // SAFETY: the value lives as long as it is referred to.
        unsafe { self.to.as_ref() }
    }
}

impl From<&str> for Shared<str> {
    fn from(text: &str) -> Self {
        let layout =
            Layout::new::<usize>().extend(Layout::for_value(text)).map(|(layout, _)| layout.pad_to_align());
        let layout = layout.expect("a text that exists has a size");
        // SAFETY: the block has room for a count and the text behind it, as `Counted<str>` lies, which has no padding
        // between the two. A pointer to it has the text's length, as one to the text has.
        unsafe {
            let block = alloc(layout);
            if block.is_null() {
                handle_alloc_error(layout);
            }
            block.cast::<usize>().write(1);
            core::ptr::copy_nonoverlapping(text.as_ptr(), block.add(size_of::<usize>()), text.len());
            let counted = core::ptr::slice_from_raw_parts_mut(block, text.len()) as *mut Counted<str>;
            debug_assert_eq!(Layout::for_value(&*counted), layout);
            Self { to: NonNull::new_unchecked(counted), owns: PhantomData }
        }
    }
}

impl From<String> for Shared<str> {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    #[inline]
    fn clone(&self) -> Self {
        if !is_immortal(self.to.as_ptr().cast::<u8>() as usize) {
            let count = &self.counted().count;
            count.set(count.get() + 1);
        }
        Self { to: self.to, owns: PhantomData }
    }
}

impl<T: ?Sized> Drop for Shared<T> {
    #[inline]
    fn drop(&mut self) {
        if is_immortal(self.to.as_ptr().cast::<u8>() as usize) {
            return;
        }
        let count = &self.counted().count;
        count.set(count.get() - 1);
        if count.get() == 0 {
            // SAFETY: this was the last reference; the block was allocated with its value's layout.
            unsafe {
                let layout = Layout::for_value(self.to.as_ref());
                core::ptr::drop_in_place(self.to.as_ptr());
                dealloc(self.to.as_ptr().cast(), layout);
            }
        }
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.counted().value
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Self::is_same(self, other) || **self == **other
    }
}

impl<T: ?Sized + Eq> Eq for Shared<T> {}

impl<T: ?Sized + Hash> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    #[test]
    fn the_last_reference_frees() {
        let witness = Rc::new(());
        let shared = Shared::new((Rc::clone(&witness), 7));
        let other = shared.clone();
        drop(shared);
        assert_eq!((Rc::strong_count(&witness), other.1), (2, 7));
        drop(other);
        assert_eq!(Rc::strong_count(&witness), 1);
    }

    #[test]
    fn texts_are_kept_as_they_are() {
        for text in ["", "a", "twelve bytes", "größer als acht Bytes"] {
            let shared = Shared::<str>::from(text);
            let other = shared.clone();
            drop(shared);
            assert_eq!(&*other, text);
        }
    }
}
