//! The build-time generator of the stencil library.
