//! Type terms, subtyping, specificity and layout of bits types.
