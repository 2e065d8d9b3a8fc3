// Numbers printed into a buffer: strings.
function strbuild(n) {
  let s = "";
  for (let i = 1; i <= n; i++) s += i + ",";
  let h = 0;
  for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) % 1000003;
  return h * 1000000000 + s.length;
}
const kernel = strbuild;
