//! Places in source text.

use crate::define_id;

define_id! {
    /// A source file known to a [`SourceMap`].
    pub struct FileId; "file"
}

/// A range of bytes of one file: `start` included, `end` excluded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`.
    #[inline]
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One source text with its name and the offsets of its lines.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the user gave it, or a name such as `none` for text of the command line.
    pub name: String,
    /// The full path of a user's file, as `@__FILE__` and line number nodes give it; otherwise the name.
    pub path: String,
    /// The text.
    pub text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: String, text: String) -> Self {
        let line_starts = line_starts(text.as_bytes());
        let path = name.clone();
        Self { name, path, text, line_starts }
    }

    /// The line of a byte offset, counted from 1.
    pub fn line(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset) as u32
    }

    /// The bytes of a line (counted from 1), its line break included; `None` past the last line.
    pub fn line_range(&self, line: u32) -> Option<core::ops::Range<usize>> {
        let start = *self.line_starts.get((line as usize).checked_sub(1)?)? as usize;
        let end = self.line_starts.get(line as usize).map_or(self.text.len(), |&end| end as usize);
        Some(start..end)
    }

    /// Line and column (in characters) of a byte offset, both counted from 1.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.line(offset);
        let start = self.line_starts[line as usize - 1] as usize;
        let column =
            self.text[start..].char_indices().take_while(|&(i, _)| start + i < offset as usize).count();
        (line, column as u32 + 1)
    }
}

/// Where the lines of a text begin. Eight bytes are looked at together.
fn line_starts(text: &[u8]) -> Vec<u32> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut starts = Vec::with_capacity(text.len() / 16 + 2);
    starts.push(0);
    let (chunks, rest) = text.as_chunks::<8>();
    for (i, chunk) in chunks.iter().enumerate() {
        // The high bit of a byte is set where the text has a line break, and nowhere else.
        let differs = u64::from_le_bytes(*chunk) ^ (EACH * u64::from(b'\n'));
        let mut found = !(((differs & !HIGH) + !HIGH) | differs) & HIGH;
        while found != 0 {
            starts.push(8 * i as u32 + found.trailing_zeros() / 8 + 1);
            found &= found - 1;
        }
    }
    let from = 8 * chunks.len();
    starts.extend((from..text.len()).filter(|&i| rest[i - from] == b'\n').map(|i| i as u32 + 1));
    starts
}

/// The files of a session.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: crate::Arena<FileId, SourceFile>,
}

impl SourceMap {
    /// Adds a file. Texts of 4 GiB and more are the caller's to refuse.
    pub fn add(&mut self, name: String, text: String) -> FileId {
        self.files.push(SourceFile::new(name, text))
    }

    /// The id that the next file will have.
    pub fn next(&self) -> FileId {
        self.files.next_id()
    }

    /// Gives a file its full path.
    pub fn set_path(&mut self, id: FileId, path: String) {
        self.files[id].path = path;
    }

    /// The file of that id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id]
    }

    /// The file of that name that was added last.
    pub fn find(&self, name: &str) -> Option<&SourceFile> {
        self.files.values().rev().find(|file| file.name == name || file.path == name)
    }

    /// The text that `span` covers.
    pub fn text(&self, span: Span) -> &str {
        &self.files[span.file].text[span.start as usize..span.end as usize]
    }
}
