# Tools for sequences: FASTA reading, GC content, k-mers, alignment, translation frames, assembly by overlaps.
const FASTA = """
>seq1 first
ACGTACGTGGCC
ATTA
>seq2
GGGCCCAAATTT
>seq3 empty next

>seq4
ATGAAATAGCCC
"""
function read_fasta(io::IO)
    records = Pair{String,String}[]
    header, parts = nothing, String[]
    flush!() = header === nothing || push!(records, header => join(parts))
    for line in eachline(io)
        if startswith(line, '>')
            flush!()
            header, parts = String(split(line[2:end])[1]), String[]
        elseif !isempty(line)
            push!(parts, strip(line))
        end
    end
    flush!()
    return records
end
records = read_fasta(IOBuffer(FASTA))
for (id, s) in records
    println(id, " ", length(s), " ", isempty(s) ? "-" : round(count(in("GC"), s) / length(s), digits = 3))
end
const COMPLEMENT = Dict(zip("ACGT", "TGCA"))
reverse_complement(s) = map(c -> COMPLEMENT[c], reverse(s))
println(reverse_complement("AACGT"), " ", reverse_complement(reverse_complement("GATTACA")) == "GATTACA")
kmers(s, k) = [s[i:i+k-1] for i in 1:length(s)-k+1]
function spectrum(s, k)
    counts = Dict{String,Int}()
    for kmer in kmers(s, k)
        counts[kmer] = get(counts, kmer, 0) + 1
    end
    return sort(collect(counts), by = p -> (-p.second, p.first))
end
println(join(spectrum("ACGTACGTAC", 3), ", "), " ", length(unique(kmers("ACGTACGTAC", 2))))
function align(a, b; same = 1, differ = -1, gap = -2)
    m, n = length(a), length(b)
    score = [i == 0 ? gap * j : j == 0 ? gap * i : 0 for i in 0:m, j in 0:n]
    for i in 1:m, j in 1:n
        score[i+1, j+1] = max(score[i, j] + (a[i] == b[j] ? same : differ), score[i, j+1] + gap, score[i+1, j] + gap)
    end
    x, y = Char[], Char[]
    i, j = m, n
    while i > 0 || j > 0
        if i > 0 && j > 0 && score[i+1, j+1] == score[i, j] + (a[i] == b[j] ? same : differ)
            pushfirst!(x, a[i])
            pushfirst!(y, b[j])
            i, j = i - 1, j - 1
        elseif i > 0 && score[i+1, j+1] == score[i, j+1] + gap
            pushfirst!(x, a[i])
            pushfirst!(y, '-')
            i -= 1
        else
            pushfirst!(x, '-')
            pushfirst!(y, b[j])
            j -= 1
        end
    end
    return score[end, end], String(x), String(y)
end
for (a, b) in [("GATTACA", "GCATGCA"), ("ACGT", "ACGT"), ("AAA", ""), ("ACGTT", "CGT")]
    s, x, y = align(a, b)
    println(s, " ", x, " ", y)
end
levenshtein(a, b) = begin
    row = collect(0:length(b))
    for (i, ca) in enumerate(a)
        previous, row[1] = row[1], i
        for (j, cb) in enumerate(b)
            previous, row[j+1] = row[j+1], min(row[j+1] + 1, row[j] + 1, previous + (ca != cb))
        end
    end
    row[end]
end
println(levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("flaw", "lawn"))
function lcs(a, b)
    best = Dict{Tuple{Int,Int},String}()
    go(i, j) = get!(best, (i, j)) do
        (i > length(a) || j > length(b)) ? "" : a[i] == b[j] ? a[i] * go(i + 1, j + 1) : (x = go(i + 1, j); y = go(i, j + 1); length(x) >= length(y) ? x : y)
    end
    return go(1, 1)
end
println(lcs("AGGTAB", "GXTXAYB"), " ", lcs("ABC", "XYZ") == "")
const CODE = Dict("ATG" => 'M', "AAA" => 'K', "TAG" => '*', "CCC" => 'P', "GGG" => 'G', "TTT" => 'F')
translate(s, frame = 1) = join(get(CODE, s[i:i+2], 'X') for i in frame:3:length(s)-2)
println([translate(last(records)[2], f) for f in 1:3], " ", split(translate("ATGAAATAGCCC"), '*'))
overlap(a, b) = maximum(k for k in 0:min(length(a), length(b)) if a[end-k+1:end] == b[1:k])
function assemble(reads)
    reads = copy(reads)
    while length(reads) > 1
        pairs = [(overlap(a, b), i, j) for (i, a) in enumerate(reads) for (j, b) in enumerate(reads) if i != j]
        k, i, j = sort(pairs, by = p -> (-p[1], p[2], p[3]))[1]
        merged = reads[i] * reads[j][k+1:end]
        deleteat!(reads, sort([i, j]))
        pushfirst!(reads, merged)
    end
    return reads[1]
end
println(overlap("ACGTA", "GTACC"), " ", assemble(["ATTAGACCTG", "CCTGCCGGAA", "AGACCTGCCG", "GCCGGAATAC"]))
println(sort([id => length(s) for (id, s) in records], by = last, rev = true)[1], " ", sum(length ∘ last, records), " ", [findfirst("GGC", s) for (_, s) in records], " ", count("A", "GATTACA"), " ", collect(eachmatch(r"A+", "AATAAA"))[2].match)
