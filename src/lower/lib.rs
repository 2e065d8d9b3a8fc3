//! Scopes and desugaring: syntax tree to generic SSA.
