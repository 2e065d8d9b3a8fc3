// Quicksort of pseudo-random numbers: unpredictable branches.
function quicksort(a, lo, hi) {
  if (lo >= hi) return;
  const pivot = a[(lo + hi) >> 1];
  let i = lo, j = hi;
  while (i <= j) {
    while (a[i] < pivot) i++;
    while (a[j] > pivot) j--;
    if (i <= j) { const t = a[i]; a[i] = a[j]; a[j] = t; i++; j--; }
  }
  quicksort(a, lo, j);
  quicksort(a, i, hi);
}

function run(n) {
  const a = new Float64Array(n);
  let s = 42;
  for (let i = 0; i < n; i++) { s = s * 16807 % 2147483647; a[i] = s; }
  quicksort(a, 0, n - 1);
  let r = a[Math.floor(n / 4)] + a[Math.floor(n / 2)] + a[n - 1];
  for (let i = 1; i < n; i++) if (a[i - 1] > a[i]) r = -1;
  return r;
}
const kernel = run;
