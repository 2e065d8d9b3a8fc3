//! How a call of boxed values finds its code: inline caches at call sites, and two tables behind them.
//!
//! - A **call site** in compiled code has 32 bytes of memory here ([`Site`]): for which type ids in its arguments'
//!   headers it last found code, and the cell of that code's entry slot. Compiled code compares the ids that it does
//!   not know anyway and, if they agree, calls through the cell without coming here (`opt::legalize`).
//! - A site that sees several types misses; [`dynamic_call_site`] then looks into a **direct-mapped table** by a hash
//!   of all types, fills the site again, and goes on.
//! - Behind both is the **dispatch table**, which holds all that was ever found, and behind that method lookup.
//!
//! In keys, an object that is a type counts as that type (marked by a bit), for methods on `Type{T}` are chosen by
//! it; sites that would have to tell types by their headers stay empty.
//!
//! Invariant: after a method is defined, no site and no table holds what was found before.

use crate::dynamic::{self, Callee, Wrapper};
use crate::session::{Session, session};
use juliette_infer::intrinsic::Intrinsic;
use juliette_methods::{Group, Match, is_kind};
use juliette_opt::legalize::runtime::{CALL_SITE_IDS, CALL_SITE_TESTS};
use juliette_runtime::object::{Ref, type_id};
use juliette_support::{LayeredLists, LayeredMap, ModuleId};
use juliette_types::{TypeId, Types, known};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

/// Sites are made in pieces of this many, which stay where they are.
const SITES_PER_PIECE: usize = 512;
/// Entries of the direct-mapped table.
const NEAR_ENTRIES: usize = 1024;
/// Calls with more values than this go to the dispatch table directly.
const NEAR_VALUES: usize = 6;
/// The bit in a key that marks an object that is a type.
const IS_TYPE: u32 = 1 << 31;

/// What a call site remembers. Compiled code reads `cell` and `ids`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Site {
    /// The cell of the entry slot of the wrapper that was found.
    cell: usize,
    /// The type ids that it was found for; 0, which is no object's, while nothing was found.
    ids: [u32; CALL_SITE_TESTS],
    /// Which of callee and arguments the ids belong to, as bits. It never changes.
    tested: u32,
}

/// What is called and its arguments, see [`key_of`].
/// Within the entries of tables: a box behind each would be another page to touch.
pub(crate) type Key = SmallVec<[u32; 4]>;

/// An entry of the direct-mapped table.
#[derive(Clone, Copy)]
struct Near {
    /// What the call leads to, see [`near_cell`].
    cell: usize,
    key: [u32; NEAR_VALUES],
}

/// The lowest bits of [`Near::cell`] where it is no cell: of the number of a function of Core, and of one that is carried
/// out.
const NEAR_CORE: usize = 1;
const NEAR_EVALUATED: usize = 2;
const NEAR_KIND: usize = 3;

/// What a call leads to, as a word.
pub(crate) fn near_cell(found: &Callee) -> usize {
    match *found {
        Callee::Code(cell) => cell,
        Callee::Core(intrinsic) => (intrinsic as usize) << 2 | NEAR_CORE,
        Callee::Evaluated(number) => (number as usize) << 2 | NEAR_EVALUATED,
        Callee::None => 0,
    }
}

/// What such a word says.
#[inline(always)]
pub(crate) fn read_near(cell: usize) -> Callee {
    match cell & NEAR_KIND {
        0 => Callee::Code(cell),
        NEAR_CORE => Callee::Core(Intrinsic::ALL[cell >> 2]),
        _ => Callee::Evaluated((cell >> 2) as u32),
    }
}

/// Call sites and the tables behind them.
#[derive(Default)]
pub(crate) struct CallSites {
    pieces: Vec<Box<[Site; SITES_PER_PIECE]>>,
    len: usize,
    /// Sites that hold something.
    filled: Vec<*mut Site>,
    near: Vec<Near>,
    /// From callee's and arguments' types to the cell of the wrapper's entry slot.
    table: LayeredMap<Key, usize>,
    /// The keys of all that was looked up in the method tables in this process, whatever was forgotten since.
    found: Vec<Key>,
    /// The table's keys by the group of what they call.
    keys: LayeredLists<Group, Key>,
}

impl CallSites {
    /// A new site that tells apart the callee and arguments whose bits are set, at most [`CALL_SITE_TESTS`].
    pub(crate) fn add(&mut self, tested: u32) -> u64 {
        let (piece, index) = (self.len / SITES_PER_PIECE, self.len % SITES_PER_PIECE);
        if piece == self.pieces.len() {
            let empty = Site { cell: 0, ids: [0; CALL_SITE_TESTS], tested: 0 };
            self.pieces.push(Box::new([empty; SITES_PER_PIECE]));
        }
        self.len += 1;
        let site = &mut self.pieces[piece][index];
        site.tested = tested;
        core::ptr::from_mut(site) as u64
    }

    /// Forgets what was found for calls of a group, because a definition may have changed the answers.
    pub(crate) fn forget(&mut self, types: &Types, group: Group) {
        self.near = Vec::new();
        let is_narrow = group != Group::Wide;
        let mut cells: FxHashSet<usize> = FxHashSet::default();
        if is_narrow {
            let keys = self.keys.take(&group);
            if keys.is_empty() {
                return;
            }
            for key in keys {
                debug_assert!(group_of(types, key[0]) == group, "a key is listed by its group");
                cells.extend(self.table.get(&key));
                self.table.remove(&key);
            }
        } else {
            self.table.clear();
            self.keys = LayeredLists::default();
        }
        self.filled.retain(|&site| {
            // SAFETY: sites live as long as the session and do not move.
            let site = unsafe { &mut *site };
            let is_kept = is_narrow && !cells.contains(&site.cell);
            if !is_kept {
                site.ids = [0; CALL_SITE_TESTS];
            }
            is_kept
        });
    }

    /// Notes what a call comes to.
    fn note(&mut self, types: &Types, key: Key, cell: usize) {
        self.keys.push(group_of(types, key[0]), key.clone());
        self.table.insert(key, cell);
    }

    /// Notes in the direct-mapped table what a call with a key and its hash comes to. Only compiled code needs the table:
    /// what is carried out has sites of its own.
    fn note_near(&mut self, call: Option<NearKey>, found: &Callee, is_evaluated: bool) {
        let Some((key, hash)) = call else { return };
        if self.near.is_empty() {
            if is_evaluated {
                return;
            }
            self.near = vec![EMPTY; NEAR_ENTRIES];
        }
        self.near[(hash >> 22) as usize] = Near { cell: near_cell(found), key };
    }

    /// What a call was last found to lead to.
    #[inline(always)]
    fn near(&self, key: Option<NearKey>) -> Option<Callee> {
        let (key, hash) = key?;
        let near = self.near.get((hash >> 22) as usize)?;
        is_equal(&near.key, &key).then(|| read_near(near.cell))
    }

    /// Makes all that was found the base of a process to come.
    pub(crate) fn seal(&mut self) {
        self.found = Vec::new();
        self.table.seal();
        self.keys.seal();
        self.filled.reserve(SITES_PER_PIECE);
    }
}

/// The group of calls of what this part of a key stands for.
fn group_of(types: &Types, called: u32) -> Group {
    match types.name_of(TypeId(called & !IS_TYPE)) {
        Some(name) if called & IS_TYPE != 0 => Group::Constructor(name),
        Some(name) if !is_kind(name) => Group::Callable(name),
        Some(_) | None => Group::Wide,
    }
}

const EMPTY: Near = Near { cell: 0, key: [0; NEAR_VALUES] };

/// What stands for an object in keys.
///
/// # Safety
/// `object` is a reference to an object.
#[inline(always)]
unsafe fn key_of(object: Ref) -> u32 {
    // SAFETY: the caller's promise; type objects begin with their type's id.
    unsafe {
        let ty = type_id(object);
        if dynamic::is_kind(TypeId(ty)) { object.cast::<u32>().read() | IS_TYPE } else { ty }
    }
}

/// The code that such a word leads to, if it is a cell.
///
/// # Safety
/// The word is of a call that was found.
#[inline(always)]
pub(crate) unsafe fn near_code(cell: usize) -> Option<Wrapper> {
    if cell & NEAR_KIND != 0 {
        return None;
    }
    // SAFETY: the cell is that of an entry slot, which leads to a wrapper.
    Some(unsafe { core::mem::transmute::<usize, Wrapper>((cell as *const usize).read()) })
}

/// The hook for calls of boxed values: `args[0]` is called with the rest.
pub(crate) unsafe extern "C" fn dynamic_call(args: *const Ref, count: i64) -> Ref {
    // SAFETY: callers pass an array of `count` references to live objects, and no site.
    unsafe { dynamic_call_site(args, count, core::ptr::null_mut()) }
}

/// The hook for calls of boxed values at a site, if there is one, that holds something else.
pub(crate) unsafe extern "C" fn dynamic_call_site(args: *const Ref, count: i64, site: *mut u8) -> Ref {
    let count = count as usize;
    // SAFETY: callers pass an array of `count` references to live objects, and a site made by `add` or null.
    let found = unsafe {
        let session = session();
        let key = near_key(args, count);
        match session.machine.sites.near(key) {
            Some(Callee::Code(cell)) => {
                fill(session, site.cast(), args, cell);
                Callee::Code(cell)
            }
            Some(Callee::Core(intrinsic)) => Callee::Core(intrinsic),
            // What compiled code calls is compiled.
            Some(Callee::Evaluated(_) | Callee::None) | None => {
                search(session, args, count, site.cast(), key, false)
            }
        }
    };
    // SAFETY: the callee was found for these arguments.
    unsafe { call_found(found, args, count) }
}

/// What a call that is carried out leads to: what it calls may be carried out, too.
///
/// # Safety
/// The arguments are references to live objects, the callee first.
#[inline]
pub(crate) unsafe fn find_to_evaluate(session: &mut Session, args: &[Ref]) -> Callee {
    // SAFETY: the caller's promise; there is no site.
    unsafe {
        let key = near_key(args.as_ptr(), args.len());
        match session.machine.sites.near(key) {
            Some(Callee::Evaluated(number)) if session.evaluated.is_compiled(number) => {}
            Some(found) => return found,
            None => {}
        }
        search(session, args.as_ptr(), args.len(), core::ptr::null_mut(), key, true)
    }
}

/// Calls what was found.
///
/// # Safety
/// It was found for these `count` arguments, references to live objects.
#[inline(always)]
pub(crate) unsafe fn call_found(found: Callee, args: *const Ref, count: usize) -> Ref {
    match found {
        Callee::Code(cell) => {
            // SAFETY: the cell is that of an entry slot, whose code is a wrapper for arguments of these types.
            unsafe {
                let wrapper: Wrapper = core::mem::transmute((cell as *const usize).read());
                wrapper(args)
            }
        }
        // SAFETY: as above.
        Callee::Core(intrinsic) => unsafe { dynamic::core_function(intrinsic, args.add(1), count - 1) },
        // SAFETY: as above.
        Callee::Evaluated(number) => unsafe { crate::evaluate::call_evaluated(number, args, count) },
        // SAFETY: as above.
        Callee::None => unsafe { dynamic::throw_method_error(args, count) },
    }
}

/// What a call goes by in the direct-mapped table, and its hash.
type NearKey = ([u32; NEAR_VALUES], u32);

/// The key of a call; none if it has too many values.
///
/// # Safety
/// `args` points to `count` references to live objects.
#[inline(always)]
unsafe fn near_key(args: *const Ref, count: usize) -> Option<NearKey> {
    if count > NEAR_VALUES {
        return None;
    }
    let (mut key, mut hash) = ([0; NEAR_VALUES], 0u32);
    for (i, slot) in key[..count].iter_mut().enumerate() {
        // SAFETY: the caller's promise.
        *slot = unsafe { key_of(*args.add(i)) };
        hash = (hash.rotate_left(5) ^ *slot).wrapping_mul(0x9e37_79b9);
    }
    Some((key, hash))
}

/// Word by word: the words were stored one by one, and a wider load would wait for them.
#[inline(always)]
fn is_equal(a: &[u32; NEAR_VALUES], b: &[u32; NEAR_VALUES]) -> bool {
    let mut i = 0;
    while a[i] == b[i] {
        // No object has the type 0: it ends a key.
        if i + 1 == NEAR_VALUES || b[i] == 0 {
            return true;
        }
        i += 1;
    }
    false
}

/// The calls that were first found in this process, one a line, as [`crate::keys`] writes them.
pub(crate) fn found_here(session: &mut Session) -> String {
    let found = core::mem::take(&mut session.machine.sites.found);
    let mut text = String::new();
    for key in found {
        let before = text.len();
        let is_written = key.iter().all(|&part| {
            let ty = TypeId(part & !IS_TYPE);
            let ty = if part & IS_TYPE == 0 { ty } else { session.program.types.type_of(ty) };
            crate::keys::write(session, ty, &mut text)
        });
        if is_written {
            text.push('\n');
        } else {
            text.truncate(before);
        }
    }
    text
}

/// Notes in the dispatch table what a call with these types finds, if that is code; the cell of its entry slot.
pub(crate) fn prepare(session: &mut Session, types: &[TypeId]) -> Option<usize> {
    let of_type = |ty: TypeId| session.program.types.type_parameter(ty);
    let key: Key = types.iter().map(|&ty| of_type(ty).map_or(ty.0, |of| of.0 | IS_TYPE)).collect();
    if session.program.intrinsics.contains_key(&TypeId(key[0])) {
        return None;
    }
    if let Some(&cell) = session.machine.sites.table.get(&key) {
        return Some(cell);
    }
    let found = session.method_of(types)?;
    Some(note_code(session, key, &found, types))
}

/// Notes in the dispatch table again what was found so far, whatever was forgotten since, but nothing that has to do with a
/// type that a module defined.
pub(crate) fn prepare_found(session: &mut Session, except: ModuleId) {
    let except = session.program.modules.module(except).path;
    for key in core::mem::take(&mut session.machine.sites.found) {
        let parts: SmallVec<[TypeId; 8]> = key.iter().map(|&part| TypeId(part & !IS_TYPE)).collect();
        let is_excepted = |&ty: &TypeId| {
            let types = &session.program.types;
            types.name_of(ty).is_some_and(|name| types.name(name).module == except)
        };
        if !parts.iter().any(is_excepted) {
            let types = types_of(session, &key);
            prepare(session, &types);
        }
    }
}

/// The types that a key stands for.
fn types_of(session: &mut Session, key: &[u32]) -> SmallVec<[TypeId; 8]> {
    let of_part = |&part: &u32| match part & IS_TYPE {
        0 => TypeId(part),
        _ => session.program.types.type_of(TypeId(part & !IS_TYPE)),
    };
    key.iter().map(of_part).collect()
}

/// Notes in the dispatch table that a call leads to a method; the cell of its wrapper's entry slot.
fn note_code(session: &mut Session, key: Key, found: &Match, types: &[TypeId]) -> usize {
    let slot = session.wrapper_of(found, types);
    let cell = session.machine.slots.cell(slot);
    session.machine.sites.note(&session.program.types, key, cell);
    cell
}

/// Makes a site remember what was found for these arguments.
///
/// # Safety
/// `site` is null or a site; `args` are the references that its compiled code passed.
#[inline(always)]
unsafe fn fill(session: &mut Session, site: *mut Site, args: *const Ref, cell: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(site) = site.as_mut() else { return };
        let mut ids = [0; CALL_SITE_TESTS];
        let mut tested = site.tested;
        for id in &mut ids {
            if tested == 0 {
                break;
            }
            *id = type_id(*args.add(tested.trailing_zeros() as usize));
            if dynamic::is_kind(TypeId(*id)) {
                return;
            }
            tested &= tested - 1;
        }
        if site.ids[0] == 0 {
            session.machine.sites.filled.push(site);
        }
        site.ids = ids;
        site.cell = cell;
    }
}

/// Looks the call up in the dispatch table, and what is not there in the method tables. What is found there is inferred, unless
/// it may be carried out.
#[cold]
#[inline(never)]
unsafe fn search(
    session: &mut Session,
    args: *const Ref,
    count: usize,
    site: *mut Site,
    near: Option<NearKey>,
    may_evaluate: bool,
) -> Callee {
    // SAFETY: the caller's promise.
    let key: Key = (0..count).map(|i| unsafe { key_of(*args.add(i)) }).collect();
    let found = find(session, key, may_evaluate);
    if let Callee::Code(cell) = found {
        // SAFETY: as above.
        unsafe { fill(session, site, args, cell) };
    }
    if !matches!(found, Callee::None) {
        session.machine.sites.note_near(near, &found, may_evaluate);
    }
    found
}

fn find(session: &mut Session, key: Key, may_evaluate: bool) -> Callee {
    if let Some(&cell) = session.machine.sites.table.get(&key) {
        return Callee::Code(cell);
    }
    if let Some(&intrinsic) = session.program.intrinsics.get(&TypeId(key[0])) {
        return Callee::Core(intrinsic);
    }
    if let Some(number) = session.evaluated.find(&key).filter(|_| may_evaluate) {
        return Callee::Evaluated(number);
    }
    let types = types_of(session, &key);
    let Some(found) = session.method_of(&types) else { return Callee::None };
    session.machine.sites.found.push(key.clone());
    if may_evaluate && let Some(code) = session.code_to_evaluate(&found, &types) {
        let group = group_of(&session.program.types, key[0]);
        return Callee::Evaluated(session.evaluated.add(group, key, code));
    }
    Callee::Code(note_code(session, key, &found, &types))
}

const _: () = assert!(core::mem::offset_of!(Site, ids) == CALL_SITE_IDS as usize);
const _: () = assert!(size_of::<Site>() == 32 && NEAR_ENTRIES == 1 << (32 - 22));
const _: () = assert!(known::BOTTOM.0 < IS_TYPE, "type ids leave the highest bit free");
