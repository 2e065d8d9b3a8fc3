//! The sum from which random numbers are seeded.

use crate::object::Ref;
use crate::strings::new_string;
use sha2::Digest;

/// The 32 bytes of the SHA-256 sum.
pub(crate) unsafe extern "C" fn sha256(data: *const u8, length: i64) -> Ref {
    // SAFETY: callers pass what the row of the call table says.
    let data = unsafe { core::slice::from_raw_parts(data, length.max(0) as usize) };
    new_string(&sha2::Sha256::digest(data))
}
