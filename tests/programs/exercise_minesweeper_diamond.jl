# Boards of text: counting mines, a diamond of letters, rectangles, transposing.
function annotate(board)
    rows = length(board)
    map(1:rows) do i
        join(map(1:length(board[i])) do j
            board[i][j] == '*' && return '*'
            n = 0
            for r in max(1, i - 1):min(rows, i + 1), c in max(1, j - 1):min(length(board[i]), j + 1)
                n += board[r][c] == '*'
            end
            n == 0 ? ' ' : Char('0' + n)
        end)
    end
end
for line in annotate(["  *  ", "  *  ", "*****", "  *  ", "  *  "])
    println("|", line, "|")
end
println(annotate([" ** "]), " ", annotate(String[]), " ", annotate(["* *", "   "]))
function diamond(letter)
    n = letter - 'A'
    row(k) = (c = 'A' + k; outer = " "^(n - k); k == 0 ? outer * "A" * outer : outer * c * " "^(2k - 1) * c * outer)
    top = [row(k) for k in 0:n]
    [top; reverse(top[1:end-1])]
end
foreach(println, diamond('D'))
println(length(diamond('A')), " ", all(length(l) == 9 for l in diamond('E')))
function rectangles(picture)
    isempty(picture) && return 0
    g = [picture[i][j] for i in eachindex(picture), j in 1:length(picture[1])]
    h(i, a, b) = all(c in "+-" for c in g[i, a:b])
    v(j, a, b) = all(in("+|"), g[a:b, j])
    total = 0
    corners = findall(==('+'), g)
    for p in corners, q in corners
        (t, l), (b, r) = Tuple(p), Tuple(q)
        t < b && l < r && g[t, r] == g[b, l] == '+' && h(t, l, r) && h(b, l, r) && v(l, t, b) && v(r, t, b) && (total += 1)
    end
    total
end
println(rectangles(["+---+--+----+", "|   +--+----+", "+---+--+    |", "|   +--+----+", "+---+--+----+"]), " ", rectangles(["+-+", "+-+"]), " ", rectangles(["  +-+", "  | |", "+-+-+", "| | |", "+-+-+"]))
w = ["The fourth", "fifth"]
println([join(j <= length(l) ? l[j] : ' ' for l in w) for j in 1:maximum(length, w)])
