// Matrix product by three loops: what vectorizers like.
function matmul(a, b, c, n) {
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k];
      for (let j = 0; j < n; j++) c[i * n + j] += x * b[k * n + j];
    }
}

function run(n) {
  const a = new Float64Array(n * n), b = new Float64Array(n * n), c = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      a[i * n + j] = (i * j) % 7 + 0.5;
      b[i * n + j] = (i + j) % 5 + 0.5;
    }
  matmul(a, b, c, n);
  let s = 0.0;
  for (let i = 0; i < n * n; i++) s += c[i];
  return s * 4.0;
}
const kernel = run;
