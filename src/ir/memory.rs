//! The evaluator's memory: allocations apart from each other, so that an access outside of all is found.

use crate::ty::Ty;

/// Bytes addressed like a process's, in separate allocations. An address holds the allocation's number in its upper
/// half and the offset in its lower half.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    allocations: Vec<Vec<u8>>,
    free: Vec<usize>,
}

/// Offsets begin here, so that a few bytes before an address still name its allocation.
const BEGIN: u64 = 1 << 20;

impl Memory {
    /// Memory without allocations.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Allocates and gives the address, which is a multiple of 16.
    pub fn allocate(&mut self, bytes: Vec<u8>) -> u64 {
        let number = match self.free.pop() {
            Some(number) => {
                self.allocations[number] = bytes;
                number
            }
            None => {
                self.allocations.push(bytes);
                self.allocations.len() - 1
            }
        };
        (number as u64 + 1) << 32 | BEGIN
    }

    /// Ends an allocation; its address may be given again.
    pub fn release(&mut self, address: u64) {
        let number = (address >> 32) as usize - 1;
        self.allocations[number] = Vec::new();
        self.free.push(number);
    }

    /// The bytes `address..address + count`, if they lie in one allocation.
    pub fn bytes(&mut self, address: u64, count: u64) -> Option<&mut [u8]> {
        let number = (address >> 32).checked_sub(1)?;
        let start = (address & 0xffff_ffff).checked_sub(BEGIN)? as usize;
        let allocation = self.allocations.get_mut(usize::try_from(number).ok()?)?;
        allocation.get_mut(start..start.checked_add(usize::try_from(count).ok()?)?)
    }

    /// Loads a value.
    pub fn load(&mut self, ty: Ty, address: u64) -> Option<u128> {
        let bytes = self.bytes(address, u64::from(ty.bytes()))?;
        let bits = bytes.iter().rev().fold(0, |bits, &byte| bits << 8 | u128::from(byte));
        Some(bits & ty.mask())
    }

    /// Stores a value.
    pub fn store(&mut self, ty: Ty, address: u64, bits: u128) -> Option<()> {
        let bits = bits & ty.mask();
        let bytes = self.bytes(address, u64::from(ty.bytes()))?;
        bytes.copy_from_slice(&bits.to_le_bytes()[..bytes.len()]);
        Some(())
    }
}
