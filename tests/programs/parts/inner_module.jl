# A module in a file of its own.
module Inner
export greet
greet(name) = "hello, $name"
hidden() = "hidden"
end
