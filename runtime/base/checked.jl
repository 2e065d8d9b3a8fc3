# The module Checked: integer arithmetic that throws where the result does not fit.
module Checked
import Base
export checked_neg, checked_abs, checked_add, checked_sub, checked_mul, checked_div, checked_rem, checked_fld, checked_mod, checked_cld
export add_with_overflow, sub_with_overflow, mul_with_overflow
const checked_add = Base.checked_add
const checked_sub = Base.checked_sub
const checked_mul = Base.checked_mul
const checked_abs = Base.checked_abs
const checked_neg = Base.checked_neg
const checked_div = Base.checked_div
const checked_rem = Base.checked_rem
const checked_fld = Base.checked_fld
const checked_mod = Base.checked_mod
const checked_cld = Base.checked_cld
const add_with_overflow = Base.add_with_overflow
const sub_with_overflow = Base.sub_with_overflow
const mul_with_overflow = Base.mul_with_overflow
end
