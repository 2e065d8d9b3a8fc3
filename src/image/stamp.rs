//! Which image file was checked in full already.
//!
//! A check of the whole file would cost more than everything else at start. So what was found sound is noted in the
//! user's cache folder, by device, inode, size and the times of the last change; writing to a file cannot leave
//! its change time as it was. Without such a note, or a place for it, the whole file is checked each time.

use std::ffi::{CString, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// What tells one state of a file from another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub(crate) struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: [i64; 2],
    changed: [i64; 2],
    build: [u8; 24],
}

impl Stamp {
    /// The stamp of an open file, as an image of this build.
    pub(crate) fn of(status: &libc::stat, build: &crate::identity::Build) -> Stamp {
        let mut hash = [0; 24];
        hash[..build.len()].copy_from_slice(build);
        Stamp {
            device: status.st_dev,
            inode: status.st_ino,
            size: status.st_size as u64,
            modified: [status.st_mtime, status.st_mtime_nsec],
            changed: [status.st_ctime, status.st_ctime_nsec],
            build: hash,
        }
    }

    fn bytes(&self) -> &[u8] {
        // SAFETY: the struct is plain words without padding.
        unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).cast(), size_of::<Stamp>()) }
    }

    /// Whether exactly this state was noted as sound, by this user, where only this user can write.
    pub(crate) fn is_noted(&self) -> bool {
        let Some(path) = path(self.inode) else { return false };
        let mut found = [0u8; size_of::<Stamp>() + 1];
        // SAFETY: the path is a C string, the buffers have the sizes given.
        unsafe {
            let file = libc::open(path.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC | libc::O_NOFOLLOW);
            if file < 0 {
                return false;
            }
            let mut status: libc::stat = core::mem::zeroed();
            let is_own = libc::fstat(file, &raw mut status) == 0
                && status.st_uid == libc::geteuid()
                && status.st_mode & 0o022 == 0;
            let count = libc::read(file, found.as_mut_ptr().cast(), found.len());
            libc::close(file);
            is_own && count == size_of::<Stamp>() as isize && found[..size_of::<Stamp>()] == *self.bytes()
        }
    }

    /// Notes this state as sound. If that cannot be done, the next start checks again.
    pub(crate) fn note(&self) {
        let Some(folder) = cache_folder() else { return };
        let Some(path) = path(self.inode) else { return };
        if std::fs::create_dir_all(&folder).is_err() {
            return;
        }
        let temporary = folder.join(format!("image-{:x}.{}", self.inode, std::process::id()));
        use std::io::Write as _;
        use std::os::unix::fs::OpenOptionsExt as _;
        let written = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&temporary)
            .and_then(|mut file| file.write_all(self.bytes()));
        let target = std::path::Path::new(std::ffi::OsStr::from_bytes(path.as_bytes()));
        if written.is_err() || std::fs::rename(&temporary, target).is_err() {
            // There is nothing to be done if it cannot be removed either.
            let _ = std::fs::remove_file(&temporary);
        }
    }
}

/// The folder of this user's caches for the program: `$XDG_CACHE_HOME/juliette`, or `.cache/juliette` in the home.
pub fn cache_folder() -> Option<PathBuf> {
    let absolute = |name: &str| {
        let value: OsString = std::env::var_os(name)?;
        let path = PathBuf::from(value);
        path.is_absolute().then_some(path)
    };
    let base = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
    Some(base.join("juliette"))
}

/// The note's path.
fn path(inode: u64) -> Option<CString> {
    let path = cache_folder()?.join(format!("image-{inode:x}"));
    CString::new(path.as_os_str().as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_lie_in_a_folder_of_their_own() {
        if let Some(path) = path(17) {
            assert!(path.to_bytes().ends_with(b"/juliette/image-11"));
        }
    }
}
