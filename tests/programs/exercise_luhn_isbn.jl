# Check digits: Luhn numbers and ISBN-10.
function luhn(text)
    cleaned = replace(text, " " => "")
    length(cleaned) > 1 || return false
    all(isdigit, cleaned) || return false
    total = 0
    for (i, c) in enumerate(reverse(cleaned))
        d = parse(Int, c)
        if iseven(i)
            d *= 2
            d > 9 && (d -= 9)
        end
        total += d
    end
    total % 10 == 0
end

function isbn10(text)
    chars = filter(c -> c != '-', collect(text))
    length(chars) == 10 || return false
    s = 0
    for (weight, c) in zip(10:-1:1, chars)
        if isdigit(c)
            s += weight * (c - '0')
        elseif c == 'X' && weight == 1
            s += 10
        else
            return false
        end
    end
    s % 11 == 0
end

for t in ["1", "0", "059", "59", "055 444 285", "8273 1232 7352 0569", "055a 444 285", "091", "234 567 891 234"]
    println(rpad(t, 22), luhn(t))
end
for t in ["3-598-21508-8", "3-598-21508-9", "3-598-21507-X", "3-598-21507-A", "3-598-2X507-9", "359821507", "3598215088"]
    println(rpad(t, 16), isbn10(t) ? "valid" : "invalid")
end
