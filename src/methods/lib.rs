//! Method tables, lookup and the specialization cache.
