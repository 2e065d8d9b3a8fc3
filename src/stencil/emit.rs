//! Emission: stencils copied and patched into two streams of code, hot and cold, and the branches between them.
//!
//! A stencil is copied in whole 32-byte steps, more than it needs; the next one overwrites the rest. So both
//! streams always have room for a step beyond their end. Register numbers are patched by exclusive-or into
//! eight bytes at once, mostly the first ones while they are in a register, constants by a store, which at the end of a
//! stencil may be of eight bytes too. A branch is filled in as soon as its label has a place in the same stream: until then the
//! branches to a label form a list through their displacements. Those to the other stream are filled in when all is emitted.

use crate::library::{self, Id, Library};
use crate::state::Reg;
use crate::table::Table;
use juliette_stencil_format::library::{ConstantPatch, FIRST, QUICK, RegisterPatch, Stencil};

/// Room that every stream keeps beyond its end.
const ROOM: usize = 512;

/// Most operands that a stencil has.
pub(crate) const OPERANDS: usize = 8;

/// Marks an emission of bytes that are no stencil's.
pub(crate) const BY_HAND: Id = 0;
/// Marks an emission that repeats a piece of the stream.
pub(crate) const REPEATED: Id = Id::MAX;

/// The longest piece of code that is repeated.
pub(crate) const PIECE: usize = 64;

/// Flags of stencils whose constant is not just stored at their end.
const IS_ODD: u8 = Stencil::WORD | Stencil::ADJUSTED;

/// What is known of a stencil's constant when it is appended: there is none.
pub(crate) const NONE: u8 = 0;
/// It is likely to be just stored at the end, if there is one.
pub(crate) const LAST: u8 = 1;
/// Nothing.
pub(crate) const ODD: u8 = 2;

/// What [`Stream::align`] makes the end a multiple of.
const ALIGN: usize = 64;

/// For each number of bytes below [`ALIGN`] instructions that do nothing: the recommended long forms, from the
/// processors' manuals.
static PADDINGS: [[u8; ALIGN]; ALIGN] = {
    const NOPS: [&[u8]; 9] = [
        &[0x90],
        &[0x66, 0x90],
        &[0x0f, 0x1f, 0x00],
        &[0x0f, 0x1f, 0x40, 0x00],
        &[0x0f, 0x1f, 0x44, 0x00, 0x00],
        &[0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00],
        &[0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00],
        &[0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
        &[0x66, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
    ];
    let mut paddings = [[0; ALIGN]; ALIGN];
    let mut len = 1;
    while len < ALIGN {
        let mut at = 0;
        while at < len {
            let nop = NOPS[if len - at < 9 { len - at } else { 9 } - 1];
            let mut byte = 0;
            while byte < nop.len() {
                paddings[len][at] = nop[byte];
                (at, byte) = (at + 1, byte + 1);
            }
        }
        len += 1;
    }
    paddings
};

/// One step of emission, noted for people who want to look inside.
#[derive(Clone, Copy)]
pub(crate) struct Emission {
    /// Where in the stream it begins; it ends where the next one begins.
    pub(crate) at: u32,
    /// The stencil, or [`BY_HAND`] or [`REPEATED`].
    pub(crate) id: Id,
    pub(crate) values: [u64; OPERANDS],
}

/// A stream of code.
#[derive(Default)]
pub(crate) struct Stream {
    bytes: Vec<u8>,
    len: usize,
    /// The length from which on something is to be done before more is appended: room made or, if there is a log, the
    /// log kept (then it is 0). So a log that is not kept costs nothing.
    limit: usize,
    log: Option<Vec<Emission>>,
}

impl Stream {
    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Begins to note each emission.
    pub(crate) fn begin_log(&mut self) {
        (self.log, self.limit) = (Some(Vec::new()), 0);
    }

    /// The emissions noted so far.
    pub(crate) fn log(&self) -> &[Emission] {
        self.log.as_deref().unwrap_or_default()
    }

    /// Ends it, and gives what was noted.
    pub(crate) fn end_log(&mut self) -> Vec<Emission> {
        self.log.take().unwrap_or_default()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes[..self.len]
    }

    /// Makes room for one stencil or a few instructions, and notes them if that is wanted.
    #[inline(always)]
    fn reserve(&mut self, id: Id, values: impl FnOnce() -> [u64; OPERANDS]) {
        if self.len >= self.limit {
            self.attend(id, values());
        }
    }

    #[cold]
    fn attend(&mut self, id: Id, values: [u64; OPERANDS]) {
        if self.bytes.len() < self.len + ROOM {
            let len = (self.bytes.len() * 2).max(16 << 10);
            self.bytes.resize(len, 0);
        }
        match &mut self.log {
            Some(log) => log.push(Emission { at: self.len as u32, id, values }),
            None => self.limit = self.bytes.len() - ROOM + 1,
        }
    }

    /// Begins the empty stream with `LEN` bytes, of which the last ones are `bytes` and the others are left as they were.
    #[inline(always)]
    pub(crate) fn begin<const LEN: usize>(&mut self, bytes: [u8; 4]) {
        const { assert!(LEN >= 4 && LEN <= ROOM) };
        self.reserve(BY_HAND, || [0; OPERANDS]);
        self.len = LEN;
        self.set_field(LEN - 4, u32::from_le_bytes(bytes));
    }

    /// Appends bytes as they are (at most a few instructions).
    #[inline(always)]
    pub(crate) fn raw<const N: usize>(&mut self, bytes: &[u8; N]) {
        const { assert!(N < ROOM) };
        self.reserve(BY_HAND, || [0; OPERANDS]);
        debug_assert!(self.len + N <= self.bytes.len());
        // SAFETY: the stream has ROOM bytes beyond its end, more than these.
        unsafe { self.bytes.as_mut_ptr().add(self.len).cast::<[u8; N]>().write_unaligned(*bytes) };
        self.len += N;
    }

    /// Appends instructions that do nothing until the end is a multiple of [`ALIGN`].
    pub(crate) fn align(&mut self) {
        let missing = self.len.wrapping_neg() % ALIGN;
        if missing != 0 {
            self.reserve(BY_HAND, || [0; OPERANDS]);
            self.bytes[self.len..self.len + ALIGN].copy_from_slice(&PADDINGS[missing]);
            self.len += missing;
        }
    }

    /// Appends a piece of this stream itself, of at most [`PIECE`] bytes.
    fn repeat(&mut self, start: usize, len: usize) {
        self.reserve(REPEATED, || [0; OPERANDS]);
        debug_assert!(start + len <= self.len && len <= PIECE);
        // SAFETY: a whole piece may be read and written: the stream has ROOM bytes beyond its end, more than that.
        unsafe {
            let piece = self.bytes.as_ptr().add(start).cast::<[u8; PIECE]>().read_unaligned();
            self.bytes.as_mut_ptr().add(self.len).cast::<[u8; PIECE]>().write_unaligned(piece);
        }
        self.len += len;
    }

    /// Whether the last six bytes are a conditional branch.
    pub(crate) fn ends_in_branch(&self) -> bool {
        matches!(self.bytes(), [.., 0x0f, 0x80..=0x8f, _, _, _, _])
    }

    /// Turns the branch at the end the other way.
    fn invert_branch(&mut self) {
        debug_assert!(self.ends_in_branch());
        let at = self.len - 5;
        self.bytes[at] ^= 1;
    }

    /// Puts a short branch in place of the one at the end.
    fn shorten_branch(&mut self, displacement: i8) {
        debug_assert!(self.ends_in_branch());
        let at = self.len - 6;
        let condition = self.bytes[at + 1] & 0xf;
        self.bytes[at..at + 2].copy_from_slice(&[0x70 | condition, displacement as u8]);
        self.len -= 4;
    }

    /// Appends a piece of another stream.
    fn repeat_of(&mut self, bytes: &[u8]) {
        self.reserve(REPEATED, || [0; OPERANDS]);
        self.bytes[self.len..self.len + bytes.len()].copy_from_slice(bytes);
        self.len += bytes.len();
    }

    /// The four bytes from `at`.
    #[inline(always)]
    fn field(&self, at: usize) -> u32 {
        debug_assert!(at + 4 <= self.len);
        // SAFETY: a field's place is inside the stream: it was noted when its bytes had been appended.
        unsafe { self.bytes.as_ptr().add(at).cast::<u32>().read_unaligned() }
    }

    #[inline(always)]
    fn set_field(&mut self, at: usize, field: u32) {
        debug_assert!(at + 4 <= self.len);
        // SAFETY: as above.
        unsafe { self.bytes.as_mut_ptr().add(at).cast::<u32>().write_unaligned(field) }
    }

    /// Appends a stencil with its holes filled: each operand's register number or constant.
    pub(crate) fn stencil(&mut self, id: Id, values: &[u64; OPERANDS]) {
        let stencil = library::stencil(id);
        self.reserve(id, || *values);
        // SAFETY: room was made.
        unsafe {
            if stencil.flags & Stencil::SLOW == 0 {
                // What is no register is combined with a row that does nothing.
                let regs = [0, 1, 2].map(|operand| values[operand] as u32 & 31);
                self.copy::<QUICK, ODD>(
                    Library::default(),
                    stencil,
                    regs,
                    values[stencil.constant as usize % OPERANDS],
                );
            } else {
                self.fill(stencil, values);
            }
        }
    }

    /// The same for a stencil whose operands are at most three registers, which come first, by their numbers (0 stands for
    /// other operands), and one constant.
    #[inline(always)]
    pub(crate) fn quick<const N: usize>(&mut self, id: Id, regs: [Reg; N], constant: u64) {
        self.append::<N, LAST>(Library::default(), id, regs.map(u32::from), constant);
    }

    /// The same for a stencil that is likely to have a constant which is not just stored at its end.
    #[inline(always)]
    pub(crate) fn quick_odd<const N: usize>(&mut self, id: Id, regs: [Reg; N], constant: u64) {
        self.append::<N, ODD>(Library::default(), id, regs.map(u32::from), constant);
    }

    /// The same where so much is known of the constant.
    #[inline(always)]
    pub(crate) fn append<const N: usize, const CONSTANT: u8>(
        &mut self,
        library: Library,
        id: Id,
        regs: [u32; N],
        constant: u64,
    ) {
        const { assert!(N <= QUICK) };
        let is_long = if CONSTANT == ODD { library::is_slow(id) } else { library::is_odd(id) };
        if is_long {
            self.stencil_with(id, regs, constant);
        } else {
            self.append_short::<N, CONSTANT>(library, id, regs, constant);
        }
    }

    /// The same for a stencil that is known not to be [`library::is_slow`], and not to be [`library::is_odd`] if not [`ODD`].
    #[inline(always)]
    pub(crate) fn append_short<const N: usize, const CONSTANT: u8>(
        &mut self,
        library: Library,
        id: Id,
        regs: [u32; N],
        constant: u64,
    ) {
        if self.len < self.limit {
            // SAFETY: there is room.
            unsafe { self.copy::<N, CONSTANT>(library, library.stencil(id), regs, constant) };
        } else {
            self.stencil_with(id, regs, constant);
        }
    }

    /// The same for any.
    #[inline(always)]
    fn stencil_with<const N: usize>(&mut self, id: Id, regs: [u32; N], constant: u64) {
        let reg = |operand| regs.get(operand).copied().unwrap_or_default() as Reg;
        self.stencil_of(id, reg(0), reg(1), reg(2), constant);
    }

    /// The same for the stencil beside the op table that [`library::known`] tells of.
    #[inline(always)]
    pub(crate) fn extra<const EXTRA: usize, const SMALL: bool>(&mut self, regs: [Reg; QUICK], constant: u64) {
        const { assert!(16 <= ROOM) };
        let known = const { library::known::<EXTRA, SMALL>() };
        if self.len >= self.limit {
            let [first, second, third] = regs;
            return self.stencil_of(known.id, first, second, third, constant);
        }
        // SAFETY: there is room.
        unsafe {
            let to = self.bytes.as_mut_ptr().add(self.len);
            let mut code = known.code;
            for (row, reg) in known.quick.into_iter().zip(regs) {
                if row != 0 {
                    code ^= Library::default().row(row, u32::from(reg));
                }
            }
            to.cast::<u64>().write_unaligned(code);
            if let Some(at) = known.constant {
                to.add(at).cast::<u64>().write_unaligned(constant);
            }
        }
        self.len += known.len;
    }

    /// The same for any stencil with such operands. They are passed one by one, since an array would be packed into a word
    /// by those who do not come here, too.
    #[cold]
    #[inline(never)]
    fn stencil_of(&mut self, id: Id, first: Reg, second: Reg, third: Reg, constant: u64) {
        let mut values = [0; OPERANDS];
        for (value, reg) in values.iter_mut().zip([first, second, third]) {
            *value = u64::from(reg);
        }
        values[library::stencil(id).constant as usize % OPERANDS] = constant;
        self.stencil(id, &values);
    }

    /// Copies the code of a stencil of which the record says all, and fills its holes. If not [`ODD`], it has none of the flags
    /// [`IS_ODD`].
    ///
    /// # Safety
    ///
    /// There are [`ROOM`] bytes beyond the end.
    #[inline(always)]
    unsafe fn copy<const N: usize, const CONSTANT: u8>(
        &mut self,
        library: Library,
        stencil: &Stencil,
        regs: [u32; N],
        constant: u64,
    ) {
        const { assert!(2 * FIRST <= ROOM) };
        debug_assert!(stencil.tail as usize <= FIRST);
        debug_assert!(stencil.len != 0 && stencil.flags & Stencil::SLOW == 0);
        debug_assert!(stencil.quick[N..].iter().all(|&row| row == 0));
        debug_assert!(CONSTANT != NONE || u16::from(stencil.tail) == stencil.len);
        // SAFETY: by this function's contract; what the record says all of has no more than its first bytes.
        unsafe {
            let to = self.bytes.as_mut_ptr().add(self.len);
            to.cast::<[u8; FIRST]>().write_unaligned(stencil.code);
            // All registers are in the first word, which need not be read back.
            let mut code = stencil.code.as_ptr().cast::<u64>().read_unaligned();
            for (row, reg) in stencil.quick.into_iter().zip(regs) {
                code ^= library.row(row, reg);
            }
            let mut constant = constant;
            if CONSTANT == ODD && stencil.flags & IS_ODD != 0 {
                if stencil.flags & Stencil::NEGATED != 0 {
                    constant = constant.wrapping_neg();
                }
                constant = constant.wrapping_add(stencil.addend as i64 as u64);
                if stencil.flags & Stencil::WORD != 0 {
                    let [left, right] = stencil.word;
                    code ^= constant << (left & 63) >> (right & 63);
                }
            }
            to.cast::<u64>().write_unaligned(code);
            if CONSTANT != NONE {
                to.add(stencil.tail as usize).cast::<u64>().write_unaligned(constant);
            }
        }
        self.len += stencil.len as usize;
    }

    /// Copies the code of any stencil and fills its holes.
    ///
    /// # Safety
    ///
    /// There are [`ROOM`] bytes beyond the end.
    #[inline(never)]
    unsafe fn fill(&mut self, stencil: &Stencil, values: &[u64; OPERANDS]) {
        let len = stencil.len as usize;
        debug_assert!(len != 0 && len + FIRST <= ROOM);
        // SAFETY: by this function's contract; the library's code is padded by a copy step.
        let to = unsafe {
            let to = self.bytes.as_mut_ptr().add(self.len);
            to.cast::<[u8; FIRST]>().write_unaligned(stencil.code);
            to
        };
        let mut copied = FIRST;
        while copied < len {
            // SAFETY: as above.
            unsafe {
                let from = library::code().as_ptr().add(stencil.rest as usize + copied - FIRST);
                core::ptr::copy_nonoverlapping(from, to.add(copied), FIRST);
            }
            copied += FIRST;
        }
        let patches = stencil.patches as usize;
        let registers = patches + stencil.registers as usize;
        let constants = registers + stencil.constants as usize;
        let value = |operand: u32| values[operand as usize % OPERANDS];
        for &word in &library::patches()[patches..registers] {
            let patch = RegisterPatch::decode(word);
            // SAFETY: patch words point inside their stencil, with eight bytes behind.
            unsafe {
                let window = to.add(patch.byte as usize).cast::<u64>();
                window.write_unaligned(window.read_unaligned() ^ patch.bits(value(patch.operand) & 15));
            }
        }
        for &word in &library::patches()[registers..constants] {
            let patch = ConstantPatch::decode(word);
            let value = patch.value(value(patch.operand));
            // SAFETY: as above.
            unsafe {
                let place = to.add(patch.byte as usize);
                match patch.size {
                    1 => place.write(value as u8),
                    2 => place.cast::<u16>().write_unaligned(value as u16),
                    4 => place.cast::<u32>().write_unaligned(value as u32),
                    _ => place.cast::<u64>().write_unaligned(value),
                }
            }
        }
        self.len += len;
    }
}

/// A place that branches go to: a block, or a piece of code out of line.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Label(pub(crate) u32);

/// Places in the cold stream have this bit.
const COLD: u32 = 1 << 31;
/// A label that has no place yet has this bit, and the place of the last branch to it: the branches form a list, each with the
/// one before in its displacement.
const WAITING: u32 = 1 << 30;
/// The end of such a list. Its bytes are not all the same, so that setting a few labels to it takes no call.
const UNBOUND: u32 = WAITING | (WAITING - 1);
/// How many labels are set at once.
const GROUP: usize = 4;

/// A 32-bit displacement from one stream to the other.
#[derive(Clone, Copy)]
struct Fixup {
    place: u32,
    label: Label,
}

/// A displacement to an address outside the code.
#[derive(Clone, Copy)]
pub(crate) struct External {
    /// The place of the 32-bit displacement; it is relative to its own end.
    pub(crate) place: u32,
    /// The address.
    pub(crate) address: u64,
}

/// Both streams, their labels and their sites.
#[derive(Default)]
pub(crate) struct Code {
    pub(crate) library: Library,
    /// The stream in use: the cold one if `in_cold`.
    pub(crate) out: Stream,
    /// The other one.
    parked: Stream,
    pub(crate) in_cold: bool,
    /// The place of each label; those from `label_count` on are not in use.
    labels: Table<u32>,
    label_count: usize,
    fixups: Vec<Fixup>,
    /// How many branches to labels there are.
    branches: usize,
    pub(crate) externals: Vec<External>,
    /// (place just after a call, position).
    pub(crate) sites: Vec<(u32, u32)>,
}

impl Code {
    pub(crate) fn clear(&mut self) {
        self.set_cold(false);
        self.out.clear();
        self.parked.clear();
        self.fixups.clear();
        self.externals.clear();
        self.sites.clear();
        self.branches = 0;
    }

    /// Goes on with the cold stream, or with the hot one.
    #[inline(always)]
    pub(crate) fn set_cold(&mut self, cold: bool) {
        if self.in_cold != cold {
            core::mem::swap(&mut self.out, &mut self.parked);
            self.in_cold = cold;
        }
    }

    /// The hot stream.
    #[inline(always)]
    pub(crate) fn hot(&self) -> &Stream {
        if self.in_cold { &self.parked } else { &self.out }
    }

    /// The cold stream.
    #[inline(always)]
    pub(crate) fn cold(&self) -> &Stream {
        if self.in_cold { &self.out } else { &self.parked }
    }

    /// Begins to note each emission, when nothing has been emitted.
    pub(crate) fn begin_logs(&mut self) {
        self.out.begin_log();
        self.parked.begin_log();
    }

    /// Ends that, with the hot stream in use, and gives what was noted in either stream.
    pub(crate) fn end_logs(&mut self) -> [Vec<Emission>; 2] {
        debug_assert!(!self.in_cold);
        [self.out.end_log(), self.parked.end_log()]
    }

    /// The place where the next byte goes.
    #[inline]
    pub(crate) fn here(&self) -> u32 {
        self.out.len() as u32 | u32::from(self.in_cold) << 31
    }

    pub(crate) fn label(&mut self) -> Label {
        let number = self.label_count;
        self.label_count += 1;
        self.labels.grow(self.label_count, UNBOUND);
        self.labels[number] = UNBOUND;
        Label(number as u32)
    }

    /// Makes room for the labels of so many blocks and one more.
    pub(crate) fn make_room(&mut self, blocks: usize) {
        self.labels.grow((blocks + 1).next_multiple_of(GROUP), UNBOUND);
    }

    /// Makes `count` labels, the first ones of the function. There must be room for them.
    #[inline(always)]
    pub(crate) fn block_labels(&mut self, count: usize) {
        let groups = count.div_ceil(GROUP);
        debug_assert!(groups * GROUP <= self.labels.len());
        for group in self.labels.as_chunks_mut::<GROUP>().0.iter_mut().take(groups) {
            *group = [UNBOUND; GROUP];
        }
        self.label_count = count;
    }

    /// Gives a label its place: here.
    #[inline(always)]
    pub(crate) fn bind(&mut self, label: Label) {
        let here = self.here();
        let last = core::mem::replace(&mut self.labels[label.0 as usize], here);
        if last != UNBOUND {
            self.lead_here(label, last);
        }
    }

    /// Fills in the branches to a label that is here, which were noted before, `last` at last.
    fn lead_here(&mut self, label: Label, last: u32) {
        let (here, mut last) = (self.here(), last);
        while last != UNBOUND {
            let place = last & !WAITING;
            let at = (place & !COLD) as usize;
            if (place ^ here) & COLD == 0 {
                last = self.out.field(at);
                self.out.set_field(at, here.wrapping_sub(place + 4));
            } else {
                last = self.parked.field(at);
                self.fixups.push(Fixup { place, label });
            }
        }
    }

    /// How many things were noted so far that depend on the code's place.
    pub(crate) fn notes(&self) -> usize {
        self.branches + self.externals.len() + self.sites.len()
    }

    /// Appends a piece of the hot stream again, to the stream in use: where it begins and how long it is. It ends in a
    /// conditional branch of six bytes, which now goes to `target`, a place in the hot stream behind it, where it did not
    /// branch before.
    pub(crate) fn repeat_inverted(&mut self, (start, len): (u32, u32), target: u32) {
        if self.in_cold {
            let Self { out, parked, .. } = self;
            out.repeat_of(&parked.bytes()[start as usize..(start + len) as usize]);
            self.out.invert_branch();
            let label = self.label();
            self.labels[label.0 as usize] = target;
            self.branch_field(4, label);
            return;
        }
        self.out.repeat(start as usize, len as usize);
        self.out.invert_branch();
        // The short branch has two bytes.
        let displacement = i64::from(target) - (self.out.len() as i64 - 4);
        match i8::try_from(displacement) {
            Ok(displacement) => self.out.shorten_branch(displacement),
            Err(_) => self.out.set_field(self.out.len - 4, (displacement - 4) as u32),
        }
    }

    /// Makes the 32 bits at `back` bytes before the end of the stream lead to `label`.
    #[inline]
    pub(crate) fn branch_field(&mut self, back: usize, label: Label) {
        self.branches += 1;
        let place = self.here() - back as u32;
        let target = &mut self.labels[label.0 as usize];
        let field = if *target & WAITING != 0 {
            core::mem::replace(target, place | WAITING)
        } else if (*target ^ place) & COLD == 0 {
            target.wrapping_sub(place + 4)
        } else {
            self.fixups.push(Fixup { place, label });
            return;
        };
        self.out.set_field(self.out.len - back, field);
    }

    /// Notes the branch fields of the stencil that was emitted last.
    #[inline(always)]
    pub(crate) fn stencil_branches(&mut self, id: Id, label: Label) {
        let stencil = library::stencil(id);
        if stencil.flags & Stencil::BRANCH != 0 {
            self.branch_field(4, label);
            return;
        }
        let first = stencil.patches as usize + stencil.registers as usize + stencil.constants as usize;
        for &at in &library::patches()[first..first + stencil.branches as usize] {
            self.branch_field(stencil.len as usize - at as usize, label);
        }
    }

    /// Appends `jmp label`.
    pub(crate) fn jump(&mut self, label: Label) {
        self.out.raw(&[0xe9, 0, 0, 0, 0]);
        self.branch_field(4, label);
    }

    /// Notes that the last 32 bits of the stream are a displacement to `address`.
    pub(crate) fn external_field(&mut self, address: u64) {
        let place = self.here() - 4;
        self.externals.push(External { place, address });
    }

    /// The offset of a place once the cold stream follows the hot one.
    pub(crate) fn offset(&self, place: u32) -> usize {
        if place & COLD != 0 { self.hot().len() + (place & !COLD) as usize } else { place as usize }
    }

    /// Fills in the displacement at a place.
    fn set_field(&mut self, place: u32, displacement: u32) {
        let parked = (place & COLD != 0) != self.in_cold;
        let stream = if parked { &mut self.parked } else { &mut self.out };
        stream.set_field((place & !COLD) as usize, displacement);
    }

    /// Fills in the branches from one stream to the other, when all labels have their places.
    pub(crate) fn resolve(&mut self) {
        debug_assert!((0..self.label_count).all(|label| {
            let place = self.labels[label];
            place == UNBOUND || place & WAITING == 0
        }));
        let mut fixups = core::mem::take(&mut self.fixups);
        for fixup in fixups.drain(..) {
            let target = self.labels[fixup.label.0 as usize];
            let displacement = self.offset(target) as i64 - (self.offset(fixup.place) + 4) as i64;
            self.set_field(fixup.place, displacement as u32);
        }
        self.fixups = fixups;
    }

    /// Fills in all displacements to addresses outside, for code that will run at `address`. False if one is out of
    /// reach.
    pub(crate) fn resolve_externals(&mut self, address: usize) -> bool {
        let mut externals = core::mem::take(&mut self.externals);
        let mut reached = true;
        for external in externals.drain(..) {
            let from = address as i64 + (self.offset(external.place) + 4) as i64;
            match i32::try_from((external.address as i64).wrapping_sub(from)) {
                Ok(displacement) => self.set_field(external.place, displacement as u32),
                Err(_) => reached = false,
            }
        }
        self.externals = externals;
        reached
    }
}
