// Permutations of pancakes: small integer arrays.
function fannkuch(n) {
  const p = new Int32Array(n), q = new Int32Array(n), count = new Int32Array(n);
  for (let i = 0; i < n; i++) p[i] = i;
  let r = n, maxflips = 0, checksum = 0, sign = 1;
  for (;;) {
    while (r !== 1) { count[r - 1] = r; r--; }
    for (let i = 0; i < n; i++) q[i] = p[i];
    let flips = 0, k = q[0];
    while (k !== 0) {
      for (let i = 0, j = k; i < j; i++, j--) { const t = q[i]; q[i] = q[j]; q[j] = t; }
      flips++;
      k = q[0];
    }
    if (flips > maxflips) maxflips = flips;
    checksum += sign * flips;
    sign = -sign;
    for (;;) {
      if (r === n) return checksum * 100 + maxflips;
      const first = p[0];
      for (let i = 0; i < r; i++) p[i] = p[i + 1];
      p[r] = first;
      if (--count[r] > 0) break;
      r++;
    }
  }
}
const kernel = fannkuch;
