//! The numbers of modules; the first three are fixed.

use crate::define_id;

define_id! {
    /// A module of the program.
    pub struct ModuleId; "module"
}

impl ModuleId {
    /// `Core`: what the compiler itself defines.
    pub const CORE: ModuleId = ModuleId(0);
    /// `Base`: the library.
    pub const BASE: ModuleId = ModuleId(1);
    /// `Main`: the user's program.
    pub const MAIN: ModuleId = ModuleId(2);
}
