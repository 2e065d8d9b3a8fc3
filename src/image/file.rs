//! The image file: writing, checking, mapping.
//!
//! A page of header says which build and processor the image is for, which stretches of the file go to which
//! addresses, and where the owner's state begins. It carries a checksum of itself and one of all that follows. Nothing
//! is read, moved or adjusted at a start: the stretches are mapped privately, and pages are touched on demand.
//!
//! Invariant: an image is mapped only if every check passed; a file that fails one is as good as absent.

use crate::identity::{self, BUILD_LEN, Build};
use crate::stamp::Stamp;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// The name of this build's image, beside the program or in `../lib/juliette`: an older build's has another and is
/// not even looked at. None if the program cannot have an image.
pub fn file_name() -> Option<String> {
    let build = identity::build()?;
    let digits: String = build[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("juliette-{digits}.image"))
}

const MAGIC: [u8; 8] = *b"\x89JULimg\n";
const FORMAT: u32 = 3;
const PAGE: usize = 4096;
/// So much is written at once.
const PIECE: usize = 2 << 20;
const MAX_SEGMENTS: usize = 8;

/// A stretch of memory that goes into an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(C)]
pub struct Segment {
    /// Where it lies in memory; a multiple of the page size.
    pub address: u64,
    /// Its length in bytes; a multiple of the page size.
    pub len: u64,
    /// Whether it holds code, else data.
    pub is_code: u64,
}

/// Why there is no image, or why it is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// There is none.
    Absent,
    /// It cannot be used, and why.
    Refused(String),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Absent => f.write_str("there is no base image"),
            ImageError::Refused(reason) => f.write_str(reason),
        }
    }
}

#[derive(Clone, Copy)]
#[repr(C)]
struct Header {
    magic: [u8; 8],
    format: u32,
    segments_len: u32,
    build: [u8; 24],
    processor: u64,
    /// Given back by [`map`]: the address of the owner's state.
    root: u64,
    /// A number of the owner's by which code finds its thread's context.
    context: i64,
    file_len: u64,
    contents_hash: u64,
    segments: [Segment; MAX_SEGMENTS],
    /// Of all that comes before.
    header_hash: u64,
}

// The first segment begins behind the page of the header, in the file as in memory.
const _: () = assert!(crate::place::ARENA % PIECE == PAGE);

const HEADER_LEN: usize = size_of::<Header>();
const _: () = assert!(HEADER_LEN <= PAGE);

impl Header {
    fn bytes(&self) -> &[u8] {
        // SAFETY: the struct is plain words without padding.
        unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).cast(), HEADER_LEN) }
    }

    fn hash(&self) -> u64 {
        xxh3_64(&self.bytes()[..HEADER_LEN - 8])
    }
}

/// Writes an image of these stretches of this process's memory, and puts it in place of what was at `path`.
///
/// The file is noted as sound for later starts. `mode` is who may read it.
///
/// # Errors
/// If the file cannot be written, or the program was not linked so that an image can be made.
pub fn write(path: &Path, root: usize, context: i32, segments: &[Segment], mode: u32) -> Result<u64, String> {
    let build = identity::build().ok_or("this program was not linked at a fixed address")?;
    assert!(segments.len() <= MAX_SEGMENTS, "image: too many segments");
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    let mut hash = Xxh3::new();
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    // A process of the same number may have died in the middle of it.
    let _ = std::fs::remove_file(&temporary);
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&temporary).map_err(failed)?;
    let mut unfinished = Unfinished { path: &temporary, is_finished: false };
    let mut file = file;
    let mut at = PAGE as u64;
    let mut table = [Segment::default(); MAX_SEGMENTS];
    table[..segments.len()].copy_from_slice(segments);
    for segment in segments {
        assert!((segment.address | segment.len).is_multiple_of(PAGE as u64), "image: segments are pages");
        // SAFETY: the owner passes memory that is mapped, and nobody writes to it meanwhile.
        let bytes =
            unsafe { core::slice::from_raw_parts(segment.address as *const u8, segment.len as usize) };
        hash.update(bytes);
        // In large pieces, which end where such pieces of the file do: the system then keeps the file in large pieces of
        // memory, and maps one at a page fault where it would map sixteen small ones, each at the same price. The first
        // segment, which is large, lies in the file as in memory, see `place::ARENA`.
        let first = (PIECE - at as usize % PIECE).min(bytes.len());
        for piece in core::iter::once(&bytes[..first]).chain(bytes[first..].chunks(PIECE)) {
            // Pieces of zeros become holes in the file.
            if piece.iter().any(|&byte| byte != 0) {
                file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(piece)).map_err(failed)?;
            }
            at += piece.len() as u64;
        }
    }
    let mut padded = [0; 24];
    padded[..BUILD_LEN].copy_from_slice(&build);
    let mut header = Header {
        magic: MAGIC,
        format: FORMAT,
        segments_len: segments.len() as u32,
        build: padded,
        processor: identity::processor(),
        root: root as u64,
        context: i64::from(context),
        file_len: at,
        contents_hash: hash.digest(),
        segments: table,
        header_hash: 0,
    };
    header.header_hash = header.hash();
    file.set_len(at).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(header.bytes())).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    std::fs::rename(&temporary, path).map_err(failed)?;
    unfinished.is_finished = true;
    // SAFETY: all-zero bytes are a status; the descriptor is open.
    unsafe {
        let mut status: libc::stat = core::mem::zeroed();
        if libc::fstat(file.as_raw_fd(), &raw mut status) == 0 {
            Stamp::of(&status, &build).note();
        }
    }
    Ok(at)
}

/// A file that is removed unless it is finished.
struct Unfinished<'p> {
    path: &'p Path,
    is_finished: bool,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            // If that fails there is nothing more to be done; the name is never looked for.
            let _ = std::fs::remove_file(self.path);
        }
    }
}

/// A number for these bytes, one after the other.
pub fn hash_of(parts: &[&[u8]]) -> u128 {
    let mut hash = Xxh3::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.digest128()
}

/// Takes the lock of that name, if nobody has it; it is given back with the file. The file's folder is made, for this
/// user alone.
pub fn lock(path: &Path) -> Option<File> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path.parent()?).ok()?;
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).ok()?;
    // SAFETY: the descriptor is open.
    (unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) } == 0).then_some(file)
}

/// A mapped image.
#[derive(Clone, Copy, Debug)]
pub struct Mapped {
    /// The address of the owner's state.
    pub root: usize,
    /// The length of the first stretch.
    pub first_len: usize,
}

/// The length of the first stretch while it is divided; else 0.
static DIVIDED: AtomicUsize = AtomicUsize::new(0);

/// Whether much of the first stretch is expected to be used.
static WIDE: AtomicBool = AtomicBool::new(false);

/// Tells the system that from now on much of the first stretch is used, so that it maps it in large pieces. Said before the
/// image is mapped it does more: pieces of which small ones were mapped already stay as they are.
pub fn expect_wide_use() {
    WIDE.store(true, Ordering::Relaxed);
    let len = DIVIDED.swap(0, Ordering::Relaxed);
    if len > 0 {
        advise(crate::place::ARENA, len, libc::MADV_DODUMP);
    }
}

/// Makes the system map a stretch in small pieces at first. A program that compiles nothing looks at a few pages here and
/// there, and large pieces would count as its own memory in full. The system maps a large piece only where one mapping
/// has all of it; so every second stretch of a piece's length, shifted by half of one, is made to differ from its
/// neighbours in something that does no harm: whether it would be in a core dump.
fn divide(address: usize, len: usize) {
    let mut at = PIECE / 2;
    while at < len {
        advise(address + at, PIECE.min(len - at), libc::MADV_DONTDUMP);
        at += 2 * PIECE;
    }
    DIVIDED.store(len, Ordering::Relaxed);
}

/// Gives advice, which does no harm if it is not taken, on a range that was mapped.
fn advise(address: usize, len: usize, advice: i32) {
    // SAFETY: the range is the image's, and none of the kinds of advice given here changes what it holds.
    unsafe { libc::madvise(address as *mut libc::c_void, len, advice) };
}

/// Maps the image in a file, if it is one of this build. `context` is what
/// [`write`] was given.
///
/// # Errors
/// If there is no image, or one that is not to be used.
pub fn map(path: &std::ffi::CStr, context: i32) -> Result<Mapped, ImageError> {
    let build = identity::build().ok_or(ImageError::Absent)?;
    // SAFETY: the path is a C string.
    let file = unsafe { libc::open(path.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC) };
    if file < 0 {
        return Err(ImageError::Absent);
    }
    let root = map_open(file, &build, context)
        .map_err(|reason| ImageError::Refused(format!("the base image {} {reason}", path.to_string_lossy())));
    // SAFETY: the descriptor was opened above; mappings keep the file.
    unsafe { libc::close(file) };
    root
}

/// Whether the file holds an image that [`map`] would map.
pub fn is_sound(path: &Path, context: i32) -> bool {
    let (Some(build), Ok(file)) = (identity::build(), File::open(path)) else { return false };
    check(file.as_raw_fd(), &build, context).is_ok()
}

fn map_open(file: i32, build: &Build, context: i32) -> Result<Mapped, &'static str> {
    let header = check(file, build, context)?;
    let mut offset = PAGE as i64;
    for segment in &header.segments[..header.segments_len as usize] {
        let protection =
            libc::PROT_READ | if segment.is_code != 0 { libc::PROT_EXEC } else { libc::PROT_WRITE };
        let flags = libc::MAP_PRIVATE | libc::MAP_FIXED_NOREPLACE;
        let (address, len) = (segment.address as *mut libc::c_void, segment.len as usize);
        // SAFETY: nothing that is there is replaced, and the file has these bytes.
        if len > 0 && unsafe { libc::mmap(address, len, protection, flags, file, offset) } != address {
            // What was mapped so far stays, unused: nothing else can be at these addresses in this process.
            return Err("cannot be mapped: its addresses are taken");
        }
        if segment.address == crate::place::ARENA as u64 {
            advise(address as usize, len, libc::MADV_HUGEPAGE);
            if !WIDE.load(Ordering::Relaxed) {
                divide(address as usize, len);
            }
        }
        offset += segment.len as i64;
    }
    juliette_support::set_immortal(crate::place::ARENA, header.segments[0].len as usize);
    Ok(Mapped { root: header.root as usize, first_len: header.segments[0].len as usize })
}

/// The header of an open file that holds a sound image of this build.
fn check(file: i32, build: &Build, context: i32) -> Result<Header, &'static str> {
    let mut page = [0u8; PAGE];
    // SAFETY: all-zero bytes are a status.
    let mut status: libc::stat = unsafe { core::mem::zeroed() };
    // SAFETY: the buffers are as large as is said.
    let count = unsafe {
        if libc::fstat(file, &raw mut status) != 0 {
            return Err("cannot be read");
        }
        libc::pread(file, page.as_mut_ptr().cast(), PAGE, 0)
    };
    // SAFETY: the page is longer than a header, and every bit pattern is one.
    let header = unsafe { page.as_ptr().cast::<Header>().read_unaligned() };
    if count != PAGE as isize || header.magic != MAGIC {
        return Err("is no image");
    }
    if header.format != FORMAT || header.build[..BUILD_LEN] != *build {
        return Err("belongs to another build of the program; `juliette --build-image` makes a new one");
    }
    let is_tail_zero = page[HEADER_LEN..].iter().all(|&byte| byte == 0);
    if header.hash() != header.header_hash || !is_tail_zero || header.segments_len as usize > MAX_SEGMENTS {
        return Err("is damaged");
    }
    if header.processor != identity::processor() {
        return Err("was made for another processor");
    }
    if header.file_len != status.st_size as u64 {
        return Err("is not complete");
    }
    if header.context != i64::from(context) {
        return Err("was made for another system library");
    }
    // A file that others can write to could be changed while it is in use.
    // SAFETY: the call has no preconditions.
    let user = unsafe { libc::geteuid() };
    if status.st_mode & 0o022 != 0 || (status.st_uid != user && status.st_uid != 0) {
        return Err("can be written to by other users");
    }
    let stamp = Stamp::of(&status, build);
    if !stamp.is_noted() {
        if hash_contents(file, header.file_len) != Some(header.contents_hash) {
            return Err("is damaged");
        }
        stamp.note();
    }
    Ok(header)
}

/// The checksum of all behind the header.
fn hash_contents(file: i32, len: u64) -> Option<u64> {
    let len = usize::try_from(len).ok().filter(|&len| len > PAGE)?;
    // SAFETY: a fresh mapping of the file's bytes, which is only read; another process that cuts the file short
    // meanwhile would be the same user's doing.
    unsafe {
        let flags = libc::MAP_PRIVATE | libc::MAP_POPULATE;
        let at = libc::mmap(core::ptr::null_mut(), len, libc::PROT_READ, flags, file, 0);
        if at == libc::MAP_FAILED {
            return None;
        }
        let bytes = core::slice::from_raw_parts(at.cast::<u8>(), len);
        let hash = xxh3_64(&bytes[PAGE..]);
        libc::munmap(at, len);
        Some(hash)
    }
}
