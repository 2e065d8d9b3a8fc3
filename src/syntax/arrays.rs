//! Actions for arrays, indexing, comprehensions and generators.

use crate::actions::{Builder, Cat, Items, List, Place, separator, separator_number};
use crate::ast::{Head, Kind, NodeId};

/// The heads that rows get when they stand alone: without a type, or after one.
struct Heads {
    one_row: Head,
    rows: Head,
    more: Head,
}

const PLAIN: Heads = Heads { one_row: Head::HCat, rows: Head::VCat, more: Head::NCat };
const TYPED: Heads = Heads { one_row: Head::TypedHCat, rows: Head::TypedVCat, more: Head::TypedNCat };

impl Builder<'_> {
    // ---- contents of brackets ----

    pub(crate) fn cat_empty(&mut self) -> Cat {
        Cat::Empty
    }

    pub(crate) fn cat_vect(&mut self, list: List) -> Cat {
        Cat::Vect(list)
    }

    pub(crate) fn cat_parameters(&mut self, list: List, parameters: Items) -> Cat {
        // What follows the semicolon is a section of its own; put its `parameters` node first.
        let inner = self.fold_parameters(parameters, false);
        let node = self.list(Head::Parameters, inner);
        self.stacks.scratch.insert(list.mark(), node);
        Cat::Parameters(list)
    }

    pub(crate) fn cat_comprehension(&mut self, element: NodeId, clauses: List) -> Cat {
        Cat::Comprehension(self.generator(element, clauses))
    }

    pub(crate) fn cat_rows(&mut self, rows: List) -> Cat {
        Cat::Rows(rows)
    }

    pub(crate) fn rows_space(&mut self, a: NodeId, c: NodeId) -> List {
        self.pair(a, c)
    }

    pub(crate) fn rows_separator(&mut self, a: NodeId, semicolons: u32) -> List {
        self.pair(a, separator(semicolons))
    }

    pub(crate) fn rows_leading(&mut self, semicolons: u32) -> List {
        self.single(separator(semicolons))
    }

    pub(crate) fn rows_add(&mut self, rows: List, e: NodeId) -> List {
        self.add(rows, e)
    }

    pub(crate) fn rows_add_separator(&mut self, rows: List, semicolons: u32) -> List {
        self.add(rows, separator(semicolons))
    }

    // ---- what the brackets mean ----

    pub(crate) fn array(&mut self, cat: Cat, place: Place) -> NodeId {
        match cat {
            Cat::Empty => self.node0(Head::Vect, place),
            Cat::Vect(list) | Cat::Parameters(list) => self.list_at(Head::Vect, list, place),
            Cat::Comprehension(generator) => self.node1_at(Head::Comprehension, generator, place),
            Cat::Rows(rows) => self.shape(None, rows, &PLAIN, place),
        }
    }

    pub(crate) fn index(&mut self, a: NodeId, cat: Cat, end: u32) -> NodeId {
        let place = (self.place(a).0, end);
        match cat {
            Cat::Empty => self.node1_at(Head::Ref, a, place),
            Cat::Vect(list) | Cat::Parameters(list) => {
                for i in list.mark()..self.stacks.scratch.len() {
                    let node = self.stacks.scratch[i];
                    if self.ast.head(node) == Some(Head::Assign) {
                        self.ast.set_head(node, Head::Kw);
                    }
                }
                self.stacks.scratch.insert(list.mark(), a);
                self.list_at(Head::Ref, list, place)
            }
            Cat::Comprehension(generator) => self.node2_at(Head::TypedComprehension, a, generator, place),
            Cat::Rows(rows) => self.shape(Some(a), rows, &TYPED, place),
        }
    }

    pub(crate) fn braces(&mut self, cat: Cat, place: Place) -> NodeId {
        match cat {
            Cat::Empty => self.node0(Head::Braces, place),
            Cat::Vect(list) | Cat::Parameters(list) => self.list_at(Head::Braces, list, place),
            Cat::Comprehension(generator) => self.node1_at(Head::Braces, generator, place),
            Cat::Rows(rows) => {
                let shaped = self.shape(None, rows, &PLAIN, place);
                match self.ast.head(shaped) {
                    Some(Head::HCat) => {
                        self.ast.set_head(shaped, Head::Row);
                        self.node1_at(Head::BracesCat, shaped, place)
                    }
                    Some(_) | None => {
                        self.ast.set_head(shaped, Head::BracesCat);
                        shaped
                    }
                }
            }
        }
    }

    /// `@m[…]`
    pub(crate) fn macro_array(&mut self, cat: Cat, place: Place) -> List {
        let array = self.array(cat, place);
        self.single(array)
    }

    /// `@m{…}`
    pub(crate) fn macro_braces(&mut self, cat: Cat, place: Place) -> List {
        let braces = self.braces(cat, place);
        self.single(braces)
    }

    /// Gives elements and separators their shape. The strongest separator divides the whole, weaker ones its parts;
    /// a line break counts as one semicolon.
    fn shape(&mut self, ty: Option<NodeId>, rows: List, heads: &Heads, place: Place) -> NodeId {
        let items: Vec<NodeId> = self.stacks.scratch.drain(rows.mark()..).collect();
        let strongest =
            items.iter().filter_map(|&n| separator_number(n)).map(|n| n.max(1)).max().unwrap_or(0);
        let mut parts: Vec<NodeId> = ty.into_iter().collect();
        let head = match strongest {
            0 => heads.one_row,
            1 => heads.rows,
            _ => heads.more,
        };
        if strongest > 1 {
            parts.push(self.ast.leaf(Kind::Int64(i64::from(strongest)), (place.0, place.0)));
        }
        self.divide(&items, strongest, &mut parts);
        self.ast.expr(head, &parts, place)
    }

    /// Appends the parts of `items` between separators of strength `level`.
    fn divide(&mut self, items: &[NodeId], level: u32, parts: &mut Vec<NodeId>) {
        if level == 0 {
            parts.extend_from_slice(items);
            return;
        }
        for part in items.split(|&n| separator_number(n).is_some_and(|n| n.max(1) == level)) {
            match part {
                [] => {}
                &[single] if separator_number(single).is_none() => parts.push(single),
                _ => {
                    let inner = part.iter().filter_map(|&n| separator_number(n)).map(|n| n.max(1)).max();
                    let inner = inner.unwrap_or(0);
                    let mut args = Vec::new();
                    if inner > 0 {
                        args.push(self.ast.leaf(Kind::Int64(i64::from(inner)), (0, 0)));
                    }
                    self.divide(part, inner, &mut args);
                    if inner > 0 && args.len() == 2 {
                        parts.push(args[1]);
                        continue;
                    }
                    let first = args.iter().find(|&&n| self.place(n) != (0, 0)).copied();
                    let start = first.map_or(0, |n| self.place(n).0);
                    let end = args.last().map_or(0, |&n| self.place(n).1);
                    let head = if inner > 0 { Head::NRow } else { Head::Row };
                    parts.push(self.ast.expr(head, &args, (start, end)));
                }
            }
        }
    }

    // ---- generators ----

    /// One `for` clause: its ranges, or the filter around them, and a separator.
    pub(crate) fn single_iteration(&mut self, ranges: List, condition: Option<NodeId>) -> List {
        if let Some(condition) = condition {
            self.stacks.scratch.insert(ranges.mark(), condition);
            let filter = self.list(Head::Filter, ranges);
            self.stacks.scratch.push(filter);
        }
        self.stacks.scratch.push(separator(0));
        ranges
    }

    pub(crate) fn add_iteration(&mut self, clauses: List, ranges: List, condition: Option<NodeId>) -> List {
        self.single_iteration(ranges, condition);
        clauses
    }

    /// `element for … for …`: the last clause is the innermost generator.
    pub(crate) fn generator(&mut self, element: NodeId, clauses: List) -> NodeId {
        let start = self.place(element).0;
        let mut node = element;
        let mut innermost = true;
        while self.stacks.scratch.len() > clauses.mark() {
            self.stacks.scratch.pop();
            let begin = self.stacks.scratch[clauses.mark()..]
                .iter()
                .rposition(|&n| separator_number(n).is_some())
                .map_or(clauses.mark(), |i| clauses.mark() + i + 1);
            let last = self.stacks.scratch[self.stacks.scratch.len() - 1];
            let place = (start, self.place(last).1);
            self.stacks.scratch.insert(begin, node);
            node = self.list_at(Head::Generator, List::at(begin), place);
            if !innermost {
                node = self.node1(Head::Flatten, node);
            }
            innermost = false;
            if begin == clauses.mark() {
                break;
            }
        }
        node
    }

    pub(crate) fn outer(&mut self, start: u32, variable: NodeId, range: NodeId) -> NodeId {
        let outer = self.prefix_node(Head::Outer, start, variable);
        self.node2(Head::Assign, outer, range)
    }
}
