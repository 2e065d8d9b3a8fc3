//! Optimization levels: LLVM's code generator level and our pass pipeline for each.

use inkwell::OptimizationLevel;
use juliette_llvm_client::Level;

/// The passes of a level as LLVM's textual pipelines name them; empty for none.
///
/// There is nothing to inline (calls go through entry slots), so all are function passes.
pub(crate) const fn pipeline(level: Level) -> &'static str {
    match level {
        Level::O0 => "",
        Level::Min => "function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg)",
        Level::O1 => {
            "function(sroa,early-cse<memssa>,simplifycfg,instcombine<no-verify-fixpoint>,\
             loop-mssa(loop-instsimplify,loop-simplifycfg,licm,loop-rotate,licm),simplifycfg,\
             instcombine<no-verify-fixpoint>,loop(indvars,loop-deletion),gvn,sccp,bdce,\
             instcombine<no-verify-fixpoint>,simplifycfg)"
        }
        Level::O2 => {
            "function(sroa,early-cse<memssa>,jump-threading,correlated-propagation,simplifycfg,\
             instcombine<no-verify-fixpoint>,reassociate,constraint-elimination,\
             loop-mssa(loop-instsimplify,loop-simplifycfg,licm,loop-rotate,licm,simple-loop-unswitch),simplifycfg,\
             instcombine<no-verify-fixpoint>,loop(loop-idiom,indvars,loop-deletion,loop-unroll-full),sroa,\
             gvn,sccp,bdce,instcombine<no-verify-fixpoint>,jump-threading,correlated-propagation,adce,dse,\
             loop-mssa(licm),simplifycfg,instcombine<no-verify-fixpoint>,\
             loop(loop-rotate,loop-deletion),loop-vectorize,infer-alignment,loop-load-elim,\
             instcombine<no-verify-fixpoint>,\
             simplifycfg<forward-switch-cond;switch-range-to-icmp;switch-to-lookup;no-keep-loops>,\
             slp-vectorizer,vector-combine,instcombine<no-verify-fixpoint>,loop-unroll<O2>,\
             instcombine<no-verify-fixpoint>,loop-mssa(licm),loop-sink,instsimplify,div-rem-pairs,simplifycfg)"
        }
        Level::O3 => {
            "function(sroa,early-cse<memssa>,jump-threading,correlated-propagation,simplifycfg,\
             instcombine<no-verify-fixpoint>,aggressive-instcombine,reassociate,constraint-elimination,\
             loop-mssa(loop-instsimplify,loop-simplifycfg,licm,loop-rotate,licm,\
             simple-loop-unswitch<nontrivial>),simplifycfg,\
             instcombine<no-verify-fixpoint>,loop(loop-idiom,indvars,loop-deletion,loop-unroll-full),sroa,\
             vector-combine,mldst-motion,gvn,sccp,bdce,instcombine<no-verify-fixpoint>,jump-threading,\
             correlated-propagation,adce,memcpyopt,dse,loop-mssa(licm),simplifycfg,\
             instcombine<no-verify-fixpoint>,float2int,\
             loop(loop-rotate,loop-deletion),loop-distribute,loop-vectorize,infer-alignment,loop-load-elim,\
             instcombine<no-verify-fixpoint>,\
             simplifycfg<forward-switch-cond;switch-range-to-icmp;switch-to-lookup;no-keep-loops>,\
             slp-vectorizer,vector-combine,instcombine<no-verify-fixpoint>,loop-unroll<O3>,\
             instcombine<no-verify-fixpoint>,loop-mssa(licm),loop-sink,instsimplify,div-rem-pairs,simplifycfg)"
        }
    }
}

/// The code generator's level.
pub(crate) const fn codegen_level(level: Level) -> OptimizationLevel {
    match level {
        Level::O0 => OptimizationLevel::None,
        Level::Min | Level::O1 => OptimizationLevel::Less,
        Level::O2 => OptimizationLevel::Default,
        Level::O3 => OptimizationLevel::Aggressive,
    }
}
