//! Joins the stages into an engine that runs programs.
