// Calls the kernel before it several times: one line "rep k microseconds result" each.
for (let k = 1; k <= Number(process.argv[3]); k++) {
  const start = performance.now();
  const result = kernel(Number(process.argv[2]));
  console.log(`rep ${k} ${((performance.now() - start) * 1000).toFixed(0)} ${result}`);
}
