//! The code map: from a program counter to the function, the line and the frames inlined there.
//!
//! Each compiled function brings its name, its positions and a list (offset of the return address → position),
//! sorted by offset. Look-up is two binary searches; nothing is done at a call. A back trace walks the
//! frame pointers, which both backends always keep, and asks this map about each return address.
//!
//! Invariant: code objects do not overlap; `objects` is sorted by start.

use juliette_support::Shared;

/// A place in the source: a function, a file and a line, and the call it was inlined at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The function as a stack trace names it.
    pub function: Shared<str>,
    /// The file as a stack trace names it.
    pub file: Shared<str>,
    /// The line, from 1.
    pub line: u32,
    /// Index into the same list: where this function was inlined.
    pub inlined_at: Option<u32>,
}

/// One compiled function.
#[derive(Clone, Debug)]
pub struct CodeObject {
    /// Address of its first byte.
    pub start: usize,
    /// Length in bytes.
    pub len: usize,
    /// Its name, for listings; stack traces take theirs from `positions`.
    pub name: Box<str>,
    /// A number the owner chose (a code instance, a slot).
    pub tag: u32,
    /// The positions that `sites` speaks of.
    pub positions: Box<[Position]>,
    /// (offset just after a call, index into `positions`), sorted by offset.
    pub sites: Box<[(u32, u32)]>,
}

impl CodeObject {
    /// The function and the file of the code itself, not of what was inlined.
    pub fn outermost(&self) -> Option<&Position> {
        self.positions.iter().find(|position| position.inlined_at.is_none())
    }

    /// The line of the function itself that a position belongs to.
    pub fn own_line(&self, position: u32) -> u32 {
        let mut position = self.positions.get(position as usize);
        while let Some(outer) = position.and_then(|position| position.inlined_at) {
            position = self.positions.get(outer as usize);
        }
        position.map_or(0, |position| position.line)
    }

    /// The position of a return address in this object: the site exactly there, or else the last one before.
    pub fn site(&self, return_address: usize) -> Option<&Position> {
        let offset = return_address.checked_sub(self.start)? as u32;
        let after = self.sites.partition_point(|&(at, _)| at <= offset);
        let (_, position) = self.sites[..after].last().or(self.sites.first())?;
        self.positions.get(*position as usize)
    }
}

/// All compiled functions, by address.
#[derive(Debug, Default)]
pub struct CodeMap {
    objects: Vec<CodeObject>,
}

impl CodeMap {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many functions it knows.
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// Adds a function.
    pub fn add(&mut self, object: CodeObject) {
        let at = self.objects.partition_point(|other| other.start <= object.start);
        self.objects.insert(at, object);
    }

    /// Every function, by address.
    pub fn objects(&self) -> &[CodeObject] {
        &self.objects
    }

    /// Removes the function that starts at `start`.
    pub fn remove(&mut self, start: usize) -> Option<CodeObject> {
        let at = self.objects.binary_search_by_key(&start, |object| object.start).ok()?;
        Some(self.objects.remove(at))
    }

    /// The function that contains `pc`. A return address may lie just behind its function's last byte
    /// (a call that does not return), so that place counts as inside.
    pub fn find(&self, pc: usize) -> Option<&CodeObject> {
        let after = self.objects.partition_point(|object| object.start < pc);
        let object = self.objects[..after].last()?;
        (pc - object.start <= object.len).then_some(object)
    }

    /// Calls `each` for the frames at one return address: the innermost inlined function first.
    pub fn frames_at(&self, return_address: usize, mut each: impl FnMut(&CodeObject, &Position)) {
        let Some(object) = self.find(return_address) else { return };
        let mut position = object.site(return_address);
        let mut limit = 64;
        while let Some(found) = position.filter(|_| limit > 0) {
            each(object, found);
            position = found.inlined_at.and_then(|index| object.positions.get(index as usize));
            limit -= 1;
        }
    }
}

/// The return addresses of a stack, innermost first, found by walking frame pointers from `frame`.
///
/// Stops at the first frame that does not lie above the one before it or outside `stack_end`, and after `limit`.
///
/// # Safety
/// `frame` must be a frame pointer of this thread, and the stack readable up to `stack_end`.
pub unsafe fn walk_frames(frame: usize, stack_end: usize, limit: usize, out: &mut Vec<usize>) {
    let mut frame = frame;
    for _ in 0..limit {
        if frame == 0 || !frame.is_multiple_of(8) || frame + 16 > stack_end {
            return;
        }
        // SAFETY: aligned and inside the readable stack (checked above, and the caller's promise).
        let (next, return_address) = unsafe { (*(frame as *const usize), *((frame + 8) as *const usize)) };
        if return_address == 0 {
            return;
        }
        out.push(return_address);
        if next <= frame {
            return;
        }
        frame = next;
    }
}

/// The frame pointer of the caller's frame.
#[inline(always)]
pub fn current_frame() -> usize {
    let frame: usize;
    // SAFETY: reads a register.
    unsafe { core::arch::asm!("mov {}, rbp", out(reg) frame, options(nomem, nostack, preserves_flags)) };
    frame
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn object(start: usize, len: usize, name: &str) -> CodeObject {
        let position = |function: &str, line, inlined_at| Position {
            function: function.into(),
            file: "a.jl".into(),
            line,
            inlined_at,
        };
        CodeObject {
            start,
            len,
            name: name.into(),
            tag: 0,
            positions: Box::new([position(name, 3, None), position("inner", 9, Some(0))]),
            sites: Box::new([(10, 0), (20, 1)]),
        }
    }

    #[test]
    fn look_up_gives_the_inlined_frames_innermost_first() {
        let mut map = CodeMap::new();
        map.add(object(1000, 50, "g"));
        map.add(object(100, 50, "f"));
        assert_eq!(map.find(120).unwrap().name.as_ref(), "f");
        assert!(map.find(500).is_none());
        let mut frames = Vec::new();
        map.frames_at(1020, |_, position| frames.push((position.function.to_string(), position.line)));
        assert_eq!(frames, [("inner".to_string(), 9), ("g".to_string(), 3)]);
        assert!(map.remove(1000).is_some());
        assert!(map.find(1020).is_none());
    }
}
