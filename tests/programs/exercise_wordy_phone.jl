# Sentences as arithmetic, telephone numbers, variable-length quantities.
function answer(question)
    m = match(r"^What is (-?\d+)(.*)\?$", question)
    m === nothing && throw(ArgumentError("unknown operation"))
    value = parse(Int, m[1])
    rest = m[2]
    while !isempty(rest)
        step = match(r"^ (plus|minus|multiplied by|divided by) (-?\d+)", rest)
        step === nothing && throw(ArgumentError("syntax error"))
        n = parse(Int, step[2])
        value = step[1] == "plus" ? value + n : step[1] == "minus" ? value - n : step[1] == "multiplied by" ? value * n : value ÷ n
        rest = rest[length(step.match)+1:end]
    end
    value
end
for q in ["What is 5?", "What is 5 plus 13?", "What is -3 plus 7 multiplied by -2?", "What is 33 divided by -3 minus 4?", "What is 1 plus plus 2?", "Who is the President?", "What is 52 cubed?"]
    try
        println(q, " ", answer(q))
    catch e
        println(q, " ", e.msg)
    end
end
function clean(phone)
    digits_only = replace(phone, r"[^0-9]" => "")
    length(digits_only) == 11 && digits_only[1] == '1' && (digits_only = digits_only[2:end])
    length(digits_only) == 10 || return nothing
    (digits_only[1] in "01" || digits_only[4] in "01") && return nothing
    digits_only
end
for p in ["(223) 456-7890", "+1 (223) 456-7890", "223.456.7890", "123456789", "22234567890", "(123) 456-7890", "223 156 7890"]
    c = clean(p)
    println(rpad(p, 20), c === nothing ? "invalid" : "($(c[1:3])) $(c[4:6])-$(c[7:10])")
end
function encode_vlq(numbers)
    out = UInt8[]
    for n in numbers
        bytes = [UInt8(n & 0x7f)]
        while (n >>= 7) > 0
            pushfirst!(bytes, UInt8(n & 0x7f) | 0x80)
        end
        append!(out, bytes)
    end
    out
end
function decode_vlq(bytes)
    out, n = UInt32[], UInt32(0)
    isempty(bytes) || bytes[end] & 0x80 == 0 || error("incomplete byte sequence")
    for b in bytes
        n = n << 7 | (b & 0x7f)
        if b & 0x80 == 0
            push!(out, n)
            n = UInt32(0)
        end
    end
    out
end
for ns in ([0x00], [0x40], [0x2000], [0x0fffffff], [0x7f, 0x80])
    e = encode_vlq(ns)
    println(ns, " ", e, " ", decode_vlq(e) == ns)
end
try
    decode_vlq([0xff])
catch e
    println(e.msg)
end
