// A hash table of integers.
function dictrun(n) {
  const d = new Map();
  let s = 42;
  for (let i = 1; i <= n; i++) {
    s = s * 16807 % 2147483647;
    const k = s % n * 97;
    d.set(k, (d.get(k) || 0) + i);
  }
  let total = 0;
  s = 7;
  for (let i = 1; i <= n; i++) {
    s = s * 16807 % 2147483647;
    total += d.get(s % (2 * n) * 97) || 0;
  }
  return total + d.size;
}
const kernel = dictrun;
