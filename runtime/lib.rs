//! The run-time system: objects, allocation, strings, output, exceptions.
