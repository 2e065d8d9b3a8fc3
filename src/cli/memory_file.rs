//! Files without a name, in memory: what a process that is measured writes goes there, since no disk slows that down. Even
//! closing a small file that was emptied before can take ext4 a third of a millisecond.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::process::Stdio;

/// A file in memory.
pub(crate) struct MemoryFile(File);

impl MemoryFile {
    /// An empty one.
    pub(crate) fn new() -> io::Result<Self> {
        let file = rustix::fs::memfd_create("juliette", rustix::fs::MemfdFlags::CLOEXEC)?;
        Ok(Self(File::from(file)))
    }

    /// The file as another process's output.
    pub(crate) fn as_output(&self) -> io::Result<Stdio> {
        Ok(Stdio::from(self.0.try_clone()?))
    }

    /// The file, with these bytes in it, as another process's input.
    pub(crate) fn into_input(mut self, bytes: &[u8]) -> io::Result<Stdio> {
        self.0.write_all(bytes)?;
        self.0.rewind()?;
        Ok(Stdio::from(self.0))
    }

    /// A path by which other processes of this user can open it while this one runs.
    pub(crate) fn path(&self) -> String {
        format!("/proc/{}/fd/{}", std::process::id(), self.0.as_raw_fd())
    }

    /// All that is in it.
    pub(crate) fn contents(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.0.rewind()?;
        self.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
