// The sieve of Eratosthenes: stores with a stride.
function sieve(n) {
  const prime = new Uint8Array(n + 1).fill(1);
  let count = 0;
  for (let i = 2; i <= n; i++) {
    if (prime[i] === 1) {
      count++;
      for (let j = i * i; j <= n; j += i) prime[j] = 0;
    }
  }
  return count;
}
const kernel = sieve;
