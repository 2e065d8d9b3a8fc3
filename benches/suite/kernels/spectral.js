// The spectral norm of a matrix: divisions and reductions.
function entry(i, j) {
  return 1.0 / ((i + j) * (i + j + 1) * 0.5 + i + 1);
}

function mulAv(v, out, n) {
  for (let i = 0; i < n; i++) {
    let s = 0.0;
    for (let j = 0; j < n; j++) s += entry(i, j) * v[j];
    out[i] = s;
  }
}

function mulAtv(v, out, n) {
  for (let i = 0; i < n; i++) {
    let s = 0.0;
    for (let j = 0; j < n; j++) s += entry(j, i) * v[j];
    out[i] = s;
  }
}

function spectral(n) {
  const u = new Float64Array(n).fill(1.0), v = new Float64Array(n), t = new Float64Array(n);
  for (let k = 0; k < 10; k++) {
    mulAv(u, t, n); mulAtv(t, v, n);
    mulAv(v, t, n); mulAtv(t, u, n);
  }
  let uv = 0.0, vv = 0.0;
  for (let i = 0; i < n; i++) { uv += u[i] * v[i]; vv += v[i] * v[i]; }
  return Math.floor(Math.sqrt(uv / vv) * 1e9);
}
const kernel = spectral;
