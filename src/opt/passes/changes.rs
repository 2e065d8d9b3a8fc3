//! What a pass changed, as far as other passes care.

/// A set of kinds of changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changes(u8);

impl Changes {
    /// Nothing.
    pub const NONE: Changes = Changes(0);
    /// Blocks and edges between them.
    pub const EDGES: Changes = Changes(1);
    /// What values are: operands have other definitions, or definitions are other instructions.
    pub const VALUES: Changes = Changes(2);
    /// Several equal constants are one.
    pub const CONSTANTS: Changes = Changes(4);
    /// Instructions stand in other blocks, or other blocks dominate them.
    pub const PLACES: Changes = Changes(8);
    /// Instructions or parameters may be unused that were used before.
    pub const UNUSED: Changes = Changes(16);
    /// What was unused is gone.
    pub const REMOVED: Changes = Changes(32);
    /// Every kind.
    pub const ALL: Changes = Changes(63);

    /// Both sets together.
    #[inline]
    pub const fn and(self, other: Changes) -> Changes {
        Changes(self.0 | other.0)
    }

    /// Whether some of `other`'s kinds are among these.
    #[inline]
    pub const fn has(self, other: Changes) -> bool {
        self.0 & other.0 != 0
    }

    /// These, if so.
    #[inline]
    pub const fn when(self, so: bool) -> Changes {
        if so { self } else { Changes::NONE }
    }
}
