//! Diagnostics: codes, messages, rendering with source excerpts.
