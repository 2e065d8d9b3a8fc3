//! The shape of random graphs, against what its definitions say.
#![allow(clippy::unwrap_used, reason = "tests")]

use juliette_ir::{Block, Builder, Cfg, Function, Signature, Ty, verify};

/// Numbers that look random, the same ones each time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }
}

/// A function of `count` blocks that return, jump or branch anywhere but to the entry.
fn random_graph(random: &mut Random, count: usize) -> Function {
    let signature = Signature { params: vec![Ty::I1], results: Vec::new() };
    let mut func = Function::new("f", signature);
    let mut builder = Builder::new(&mut func);
    let entry = builder.entry_block();
    let blocks: Vec<Block> = (1..count).map(|_| builder.create_block()).collect();
    for &block in [entry].iter().chain(&blocks) {
        builder.switch_to(block);
        let (a, b) = (blocks[random.below(count - 1)], blocks[random.below(count - 1)]);
        let condition = builder.func.param(entry, 0);
        match random.below(5) {
            0 => builder.ret(&[]),
            1 | 2 => builder.jump(a, &[]),
            _ => builder.branch(condition, (a, &[]), (b, &[])),
        };
    }
    verify(&func).unwrap();
    func
}

/// Which blocks control can come to without going through `without`.
fn reachable(func: &Function, without: Option<Block>) -> Vec<Block> {
    let mut found = Vec::new();
    let mut work = vec![func.entry()];
    while let Some(block) = work.pop() {
        if Some(block) != without && !found.contains(&block) {
            found.push(block);
            work.extend(func.successors(block));
        }
    }
    found
}

#[test]
fn shapes_are_as_defined() {
    let mut random = Random(1);
    for round in 0..400 {
        let func = random_graph(&mut random, 2 + round % 12);
        let cfg = Cfg::of(&func);
        let all = reachable(&func, None);
        assert_eq!(cfg.order().len(), all.len());
        assert_eq!(cfg.order()[0], func.entry());
        for &a in &all {
            let past = reachable(&func, Some(a));
            for &b in &all {
                assert_eq!(cfg.dominates(a, b), !past.contains(&b), "{a} {b} in {func}");
            }
            let dominators = all.iter().filter(|&&b| b != a && cfg.dominates(b, a));
            let nearest = dominators.max_by_key(|&&b| all.iter().filter(|&&c| cfg.dominates(c, b)).count());
            assert_eq!(cfg.idom(a), nearest.copied());
            for (&pred, &edge) in cfg.preds(a).iter().zip(cfg.in_edges(a)) {
                assert_eq!(func.edge_of(edge).block, a);
                assert!(func.edge_ids(func.last_inst(pred)).any(|id| id == edge));
            }
            let edges = all.iter().flat_map(|&b| func.successors(b)).filter(|&to| to == a).count();
            assert_eq!(cfg.preds(a).len(), edges);
            let is_header = cfg.preds(a).iter().any(|&pred| cfg.dominates(a, pred));
            assert_eq!(cfg.is_loop_header(a), is_header);
            let depth = all.iter().filter(|&&header| cfg.is_loop_header(header) && cfg.is_in_loop(a, header));
            assert_eq!(cfg.loop_depth(a) as usize, depth.count());
        }
        let back = all.iter().flat_map(|&b| func.successors(b).map(move |to| (to, b)));
        let back = back.filter(|&(to, from)| cfg.position(to) <= cfg.position(from)).count();
        assert_eq!(cfg.retreating().len(), back);
    }
}

#[test]
fn merged_blocks_leave_the_shape_of_what_is_left() {
    let mut random = Random(2);
    let mut merged = 0;
    for round in 0..400 {
        let mut func = random_graph(&mut random, 2 + round % 12);
        let mut cfg = Cfg::of(&func);
        let mut head_of = vec![Block::NONE; func.block_bound()];
        for &block in cfg.order() {
            if head_of[block.0 as usize] != Block::NONE {
                continue;
            }
            loop {
                let last = func.last_inst(block);
                let next = match func.edge_ids(last).len() {
                    1 => func.edge_target(last, 0),
                    _ => break,
                };
                if next == block || cfg.preds(next).len() != 1 {
                    break;
                }
                func.remove_inst(last);
                func.move_all(next, block);
                head_of[next.0 as usize] = block;
                merged += 1;
            }
        }
        cfg.merge(&head_of);
        let (order, retreating) = (cfg.order().to_vec(), cfg.retreating().collect::<Vec<_>>());
        func.set_block_order(&order);
        verify(&func).unwrap();
        let fresh = Cfg::of(&func);
        assert_eq!(fresh.order(), order);
        assert_eq!(fresh.retreating().collect::<Vec<_>>(), retreating);
        for &block in &order {
            assert_eq!(fresh.preds(block), cfg.preds(block));
            assert_eq!(fresh.in_edges(block), cfg.in_edges(block));
        }
    }
    assert!(merged > 100);
}
