// Binary trees: allocation and collection.
class Node {
  constructor(left, right) { this.left = left; this.right = right; }
}

function make(depth) {
  return depth === 0 ? new Node(null, null) : new Node(make(depth - 1), make(depth - 1));
}

function check(t) {
  return t === null ? 0 : 1 + check(t.left) + check(t.right);
}

function bintrees(n) {
  let total = check(make(n + 1));
  const keep = make(n);
  for (let d = 4; d <= n; d += 2) {
    const iters = 1 << (n - d + 4);
    for (let i = 0; i < iters; i++) total += check(make(d));
  }
  return total + check(keep);
}
const kernel = bintrees;
