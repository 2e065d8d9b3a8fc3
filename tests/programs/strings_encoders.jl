# Encodings by hand: base64, run lengths, Huffman lengths, hex, URL escapes, morse, CRC, UTF-8 bytes, LZ77 and bit packing.
const B64 = [collect('A':'Z'); collect('a':'z'); collect('0':'9'); '+'; '/']
function base64(bytes)
    out = IOBuffer()
    for i in 1:3:length(bytes)
        chunk = bytes[i:min(i + 2, end)]
        n = foldl((acc, b) -> acc << 8 | b, chunk; init = UInt32(0)) << (8 * (3 - length(chunk)))
        for k in 0:3
            print(out, k <= length(chunk) ? B64[(n >> (18 - 6k)) & 0x3f + 1] : '=')
        end
    end
    return String(take!(out))
end
function unbase64(s)
    bits, count, out = UInt32(0), 0, UInt8[]
    for c in s
        c == '=' && break
        bits = bits << 6 | UInt32(findfirst(isequal(c), B64) - 1)
        count += 6
        if count >= 8
            count -= 8
            push!(out, (bits >> count) % UInt8)
        end
    end
    return out
end
for s in ["", "M", "Ma", "Man", "Hello, World!", "naïve"]
    code = base64(codeunits(s))
    println(rpad(repr(s), 16), rpad(code, 22), String(unbase64(code)) == s)
end
hex(bytes) = join(string(b, base = 16, pad = 2) for b in bytes)
unhex(s) = [parse(UInt8, s[i:i+1], base = 16) for i in 1:2:length(s)]
println(hex(codeunits("Az€")), " ", String(unhex("4869")), " ", bytes2hex(UInt8[0, 255]), " ", hex2bytes("0aff"))
url(s) = join(c in b"-_.~" || isletter(Char(c)) && c < 0x80 || isdigit(Char(c)) ? Char(c) : "%" * uppercase(string(c, base = 16, pad = 2)) for c in codeunits(s))
println(url("a b&c=é/1"), " ", replace("a%20b%26", r"%([0-9A-F]{2})" => m -> string(Char(parse(UInt8, m[2:3], base = 16)))))
const MORSE = Dict(zip("ETAOINSHR", split(". - .- --- .. -. ... .... .-.")))
const LETTERS = Dict(v => k for (k, v) in MORSE)
println(join([MORSE[c] for c in "SHORE"], ' '), " ", join(LETTERS[w] for w in split("... --- ...")))
function crc32(bytes)
    crc = 0xffffffff
    for b in bytes
        crc ⊻= b
        for _ in 1:8
            crc = crc & 1 == 1 ? (crc >> 1) ⊻ 0xedb88320 : crc >> 1
        end
    end
    return ~crc
end
println(string(crc32(codeunits("123456789")), base = 16), " ", crc32(UInt8[]))
adler(bytes) = (a = 1; b = 0; for x in bytes
    a = (a + x) % 65521
    b = (b + a) % 65521
end; UInt32(b << 16 | a))
fnv(s) = foldl((h, b) -> (h ⊻ b) * 0x0000000001000193 % UInt32, codeunits(s); init = 0x811c9dc5)
println(adler(codeunits("Wikipedia")), " ", fnv("a"), " ", fnv(""))
function utf8_bytes(c::Char)
    u = UInt32(c)
    u < 0x80 ? [UInt8(u)] : u < 0x800 ? UInt8[0xc0 | u >> 6, 0x80 | u & 0x3f] :
    u < 0x10000 ? UInt8[0xe0 | u >> 12, 0x80 | u >> 6 & 0x3f, 0x80 | u & 0x3f] :
    UInt8[0xf0 | u >> 18, 0x80 | u >> 12 & 0x3f, 0x80 | u >> 6 & 0x3f, 0x80 | u & 0x3f]
end
println([utf8_bytes(c) == Vector{UInt8}(string(c)) for c in "aé€😀"], " ", utf8_bytes('€'))
function lz77(s; window = 12)
    out = Tuple{Int,Int,Char}[]
    i = 1
    while i <= length(s)
        best = (0, 0)
        for start in max(1, i - window):i-1
            n = 0
            while i + n < length(s) && s[start+n] == s[i+n]
                n += 1
            end
            n > best[2] && (best = (i - start, n))
        end
        push!(out, (best[1], best[2], s[i+best[2]]))
        i += best[2] + 1
    end
    return out
end
function unlz77(tokens)
    out = Char[]
    for (back, n, c) in tokens
        for _ in 1:n
            push!(out, out[end-back+1])
        end
        push!(out, c)
    end
    return String(out)
end
tokens = lz77("abracadabra abracadabra")
println(length(tokens), " ", tokens[end], " ", unlz77(tokens))
pack(values, width) = foldl((acc, v) -> acc << width | v, values; init = big(0))
unpack(n, width, count) = [Int((n >> (width * (count - i))) & (big(2)^width - 1)) for i in 1:count]
n = pack([5, 0, 31, 17, 9], 5)
println(n, " ", unpack(n, 5, 5), " ", string(n, base = 2), " ", ndigits(n, base = 2))
rot13(s) = map(c -> isletter(c) && isascii(c) ? (b = isuppercase(c) ? 'A' : 'a'; b + (c - b + 13) % 26) : c, s)
vigenere(s, key, sign = 1) = join('a' + mod(c - 'a' + sign * (key[mod1(i, length(key))] - 'a'), 26) for (i, c) in enumerate(s))
println(rot13("Hello, Wörld"), " ", rot13(rot13("abc")), " ", vigenere("attack", "key"), " ", vigenere(vigenere("attack", "key"), "key", -1), " ", String(xor.(codeunits("secret"), 0x2a)) |> s -> String(xor.(codeunits(s), 0x2a)))
gray(n) = n ⊻ (n >> 1)
varint(n) = n < 0x80 ? UInt8[n] : [UInt8(n & 0x7f | 0x80); varint(n >> 7)]
unvarint(v) = foldr((b, acc) -> acc << 7 | (b & 0x7f), v; init = 0)
println([bitstring(UInt8(gray(n)))[5:8] for n in 0:5], " ", varint(300), " ", unvarint(varint(123456789)), " ", reinterpret(UInt32, 1f0) == 0x3f800000, " ", bswap(0x01020304), " ", ntoh(hton(0x1234)) == 0x1234, " ", reinterpret(UInt8, [0x0102])[1])
