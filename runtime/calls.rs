//! The call table: every function that compiled code can call, with its signature and effects.
//!
//! Invariant: one row per function. Parameters and results are the op table's machine types. Truth values are `i8`
//! results of which only 0 and 1 occur; integers narrower than a register are extended by the caller, or not looked at
//! beyond their width. Two results are returned as C returns a struct of two words: the first integer in rax,
//! the second in rdx, the first float in xmm0, the second in xmm1.
//!
//! Effects are letters: `a` may allocate (and so collect), `t` may throw, `n` does not return, `r` reads memory that
//! the program can write, `w` writes such memory or does output. A row without letters is a pure function.

use crate::bigint as b;
use crate::entries as e;
use crate::files as f;
use crate::numbers as n;
use crate::process as p;
use crate::regex as r;
use crate::tasks as t;
use crate::unicode as u;

/// A machine type in a signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each is the machine type of its name")]
pub enum CallType {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    Ptr,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// The name, as text IR has it.
    pub name: &'static str,
    /// The parameters.
    pub params: &'static [CallType],
    /// No, one or two results.
    pub results: &'static [CallType],
    /// The effects' letters.
    pub effects: &'static str,
    address: fn() -> *const (),
}

impl Call {
    /// Where the function is in this process.
    pub fn address(&self) -> *const u8 {
        (self.address)().cast()
    }

    /// Whether the function may allocate, and so collect.
    pub fn may_allocate(&self) -> bool {
        self.effects.contains('a')
    }

    /// Whether the function may throw.
    pub fn may_throw(&self) -> bool {
        self.effects.contains('t')
    }

    /// Whether the function never returns.
    pub fn is_noreturn(&self) -> bool {
        self.effects.contains('n')
    }

    /// Whether the function reads memory that the program can write.
    pub fn reads(&self) -> bool {
        self.effects.contains(['r', 'w', 'a', 't'])
    }

    /// Whether the function writes memory that the program can read, or does output.
    pub fn writes(&self) -> bool {
        self.effects.contains('w')
    }

    /// Whether equal arguments always give equal results and nothing else happens.
    pub fn is_pure(&self) -> bool {
        self.effects.is_empty()
    }
}

/// The row called `name`, and its index.
pub fn find(name: &str) -> Option<(u32, &'static Call)> {
    CALLS.iter().position(|call| call.name == name).map(|index| (index as u32, &CALLS[index]))
}

macro_rules! call_type {
    (i8) => {
        CallType::I8
    };
    (i16) => {
        CallType::I16
    };
    (i32) => {
        CallType::I32
    };
    (i64) => {
        CallType::I64
    };
    (f32) => {
        CallType::F32
    };
    (f64) => {
        CallType::F64
    };
    (ptr) => {
        CallType::Ptr
    };
}

macro_rules! calls {
    ($($(#[$meta:meta])* $name:ident ($($param:ident: $ty:ident),*) $(-> $($result:ident),+)?; $effects:literal = $address:expr;)*) => {
        /// The rows. A row's index is its number in a [`CALLS`]-relative reference.
        pub static CALLS: &[Call] = &[$(Call {
            name: stringify!($name),
            params: &[$(call_type!($ty)),*],
            results: &[$($(call_type!($result)),+)?],
            effects: $effects,
            address: || $address as *const (),
        }),*];

        /// Indices into [`CALLS`] by name.
        pub mod index {
            #[allow(non_camel_case_types, reason = "variants are the rows' names")]
            enum Number { $($name,)* }
            $(
                $(#[$meta])*
                #[doc = concat!("Row `", stringify!($name), "`.")]
                #[allow(non_upper_case_globals, reason = "named as the row is")]
                pub const $name: u32 = Number::$name as u32;
            )*
        }
    };
}

calls! {
    // Objects. A type is given by its id.
    alloc(ty: i32) -> ptr; "at" = e::alloc;
    alloc_memory(ty: i32, length: i64) -> ptr; "at" = e::alloc_memory;
    alloc_string(length: i64) -> ptr; "at" = e::alloc_string;
    alloc_simple_vector(length: i64) -> ptr; "at" = e::alloc_simple_vector;
    memory_copy(to: ptr, from: ptr, bytes: i64); "w" = e::memory_copy;
    memory_fill(to: ptr, byte: i64, bytes: i64); "w" = e::memory_fill;
    memory_grow(memory: ptr, used: i64, length: i64) -> ptr; "atw" = e::memory_grow;
    write_barrier(object: ptr); "w" = e::write_barrier;
    safepoint(); "atw" = crate::signals::safepoint_slow;
    collect(); "aw" = e::collect;
    count_allocations(change: i64); "w" = e::count_allocations;
    counted_objects() -> i64; "r" = e::counted_objects;
    counted_bytes() -> i64; "r" = e::counted_bytes;
    collecting_ns() -> i64; "r" = e::collecting_ns;
    compiling_ns() -> i64; "r" = e::compiling_ns;
    type_object(ty: i32) -> ptr; "a" = e::type_object;
    type_of(object: ptr) -> ptr; "a" = e::type_of;
    singleton(ty: i32) -> ptr; "a" = e::singleton;
    symbol(bytes: ptr, length: i64) -> ptr; "ar" = e::symbol;
    egal(a: ptr, b: ptr) -> i8; "r" = crate::egal::egal;
    object_id(object: ptr) -> i64; "r" = crate::egal::object_id;
    hash_bytes(bytes: ptr, length: i64, seed: i32) -> i64; "r" = e::hash_bytes;

    // Boxes.
    box_int64(value: i64) -> ptr; "at" = e::box_int64;
    box_float64(value: f64) -> ptr; "at" = e::box_float64;
    box_float32(value: f32) -> ptr; "at" = e::box_float32;
    box_bool(value: i8) -> ptr; "at" = e::box_bool;
    box_char(value: i32) -> ptr; "at" = e::box_char;
    box_bits(ty: i32, low: i64, high: i64) -> ptr; "at" = e::box_bits;

    // Strings.
    string_from_bytes(bytes: ptr, length: i64) -> ptr; "atr" = e::string_from_bytes;
    string_concat(parts: ptr, count: i64) -> ptr; "atr" = e::string_concat;
    string_equal(a: ptr, b: ptr) -> i8; "r" = e::string_equal;
    string_compare(a: ptr, b: ptr) -> i64; "r" = e::string_compare;
    bytes_compare(a: ptr, a_length: i64, b: ptr, b_length: i64) -> i64; "r" = e::bytes_compare;
    bytes_find(text: ptr, length: i64, wanted: ptr, wanted_length: i64, from: i64) -> i64; "r" = e::bytes_find;
    bytes_are_valid(bytes: ptr, length: i64) -> i8; "r" = e::bytes_are_valid;
    char_is_printable(bits: i32) -> i8; "" = n::char_is_printable;
    char_category(code: i32) -> i32; "" = u::char_category;
    char_upper(code: i32) -> i32; "" = u::char_upper;
    char_lower(code: i32) -> i32; "" = u::char_lower;
    char_title(code: i32) -> i32; "" = u::char_title;
    char_case(code: i32) -> i64; "" = u::char_case;
    char_width(code: i32) -> i64; "" = u::char_width;

    // Output. Streams: 1 is stdout, 2 is stderr.
    write_bytes(stream: i64, bytes: ptr, length: i64); "w" = p::write_bytes;
    write_string(stream: i64, string: ptr); "w" = p::write_string;
    write_byte(stream: i64, byte: i64); "w" = p::write_byte;
    write_char(stream: i64, bits: i32); "w" = p::write_char;
    write_int64(stream: i64, value: i64); "w" = p::write_int64;
    write_uint64(stream: i64, value: i64); "w" = p::write_uint64;
    write_float64(stream: i64, value: f64, style: i64); "w" = p::write_float64;
    write_float32(stream: i64, value: f32, style: i64); "w" = p::write_float32;
    flush(stream: i64); "w" = p::flush;
    read_until(delimiter: i64) -> ptr; "atw" = p::read_until;
    read_bytes(count: i64) -> ptr; "atw" = p::read_bytes;
    at_end() -> i8; "w" = p::at_end;

    // Text of values. Styles of floats: 0 print, 1 show, 2 compact.
    string_int64(value: i64) -> ptr; "at" = n::string_int64;
    string_int128(low: i64, high: i64) -> ptr; "at" = n::string_int128;
    string_uint128(low: i64, high: i64) -> ptr; "at" = n::string_uint128;
    string_hex(low: i64, high: i64, bytes: i64) -> ptr; "at" = n::string_hex;
    string_float64(value: f64, style: i64) -> ptr; "at" = n::string_float64;
    string_float32(value: f32, style: i64) -> ptr; "at" = n::string_float32;
    string_float16(bits: i64, style: i64) -> ptr; "at" = n::string_float16;
    string_char(bits: i32) -> ptr; "at" = n::string_char;
    string_quoted(string: ptr) -> ptr; "atr" = n::string_quoted;
    string_escaped(string: ptr, also: ptr) -> ptr; "atr" = n::string_escaped;
    string_char_literal(bits: i32) -> ptr; "at" = n::string_char_literal;
    string_fixed(value: f64, places: i64) -> ptr; "at" = n::string_fixed;
    string_exponent(value: f64, places: i64) -> ptr; "at" = n::string_exponent;

    // Numbers from text. The second result of integers: 0 good, 1 invalid, 2 overflow; of floats: 1 good.
    parse_int(bytes: ptr, length: i64, base: i64, bits: i64) -> i64, i64; "r" = n::parse_int;
    parse_uint(bytes: ptr, length: i64, base: i64, bits: i64) -> i64, i64; "r" = n::parse_uint;
    parse_int128(bytes: ptr, length: i64, base: i64, value: ptr) -> i64; "rw" = n::parse_int128;
    parse_uint128(bytes: ptr, length: i64, base: i64, value: ptr) -> i64; "rw" = n::parse_uint128;
    parse_float64(bytes: ptr, length: i64) -> f64, i64; "r" = n::parse_float64;
    parse_float32(bytes: ptr, length: i64) -> f32, i64; "r" = n::parse_float32;

    // Arithmetic that machines lack. 128-bit values are two words, the low one first.
    int128_div(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> i64, i64; "" = n::int128_div;
    int128_rem(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> i64, i64; "" = n::int128_rem;
    uint128_div(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> i64, i64; "" = n::uint128_div;
    uint128_rem(a_low: i64, a_high: i64, b_low: i64, b_high: i64) -> i64, i64; "" = n::uint128_rem;
    float16_to_float64(bits: i64) -> f64; "" = n::float16_to_float64;
    float64_to_float16(value: f64) -> i64; "" = n::float64_to_float16;
    fma(a: f64, b: f64, c: f64) -> f64; "" = n::fma;
    rem_float64(a: f64, b: f64) -> f64; "" = n::rem_float64;
    math_table(number: i64) -> ptr; "" = crate::tables::math_table;

    // Tasks.
    task_new(function: ptr) -> i64; "w" = t::task_new;
    task_switch(number: i64, ends: i64); "atw" = t::task_switch;

    // The process.
    time() -> f64; "r" = p::time;
    clock_ns() -> i64; "r" = p::clock_ns;
    vector_bytes() -> i64; "" = p::vector_bytes;
    sleep_ns(ns: i64); "w" = p::sleep_ns;
    random_seed() -> i64; "w" = p::random_seed;
    utc_offset(seconds: i64) -> i64; "w" = p::utc_offset;
    arg_count() -> i64; "r" = p::arg_count;
    program_file() -> ptr; "ar" = p::program_file;
    note_exit_hooks() -> i64; "w" = p::note_exit_hooks;
    arg(index: i64) -> ptr; "atr" = p::arg;
    environment(name: ptr) -> ptr; "atr" = p::environment;
    read_file(name: ptr) -> ptr; "atr" = p::read_file;
    write_file(name: ptr, bytes: ptr, length: i64, append: i8) -> i8; "w" = p::write_file;
    file_kind(name: ptr) -> i64; "r" = p::file_kind;
    exit(code: i64); "nw" = p::exit;

    // Files and folders. Results that are numbers are negative for an error: the negative of the system's number.
    file_open(name: ptr, flags: i64) -> i64; "w" = f::file_open;
    file_close(number: i64); "w" = f::file_close;
    file_is_open(number: i64) -> i8; "r" = f::file_is_open;
    file_write(number: i64, bytes: ptr, length: i64); "w" = f::file_write;
    file_flush(number: i64); "w" = f::file_flush;
    file_read(number: i64, count: i64) -> ptr; "atw" = f::file_read;
    file_read_until(number: i64, delimiter: i64) -> ptr; "atw" = f::file_read_until;
    file_at_end(number: i64) -> i8; "w" = f::file_at_end;
    file_seek(number: i64, position: i64); "w" = f::file_seek;
    file_position(number: i64) -> i64; "w" = f::file_position;
    path_size(name: ptr) -> i64; "r" = f::path_size;
    path_remove(name: ptr, recursive: i64) -> i64; "w" = f::path_remove;
    path_make(name: ptr, parents: i64) -> i64; "w" = f::path_make;
    path_rename(from: ptr, to: ptr) -> i64; "w" = f::path_rename;
    path_copy(from: ptr, to: ptr) -> i64; "w" = f::path_copy;
    path_list(name: ptr) -> ptr; "atr" = f::path_list;
    current_folder() -> ptr; "atr" = f::current_folder;
    change_folder(name: ptr) -> i64; "w" = f::change_folder;
    error_text(number: i64) -> ptr; "at" = f::error_text;
    environment_has(name: ptr) -> i8; "r" = f::environment_has;
    environment_names() -> ptr; "atr" = f::environment_names;
    environment_set(name: ptr, value: ptr); "w" = f::environment_set;
    environment_remove(name: ptr); "w" = f::environment_remove;

    // Integers of any size, as strings of words.
    big_from_int128(low: i64, high: i64) -> ptr; "at" = b::big_from_int128;
    big_from_uint128(low: i64, high: i64) -> ptr; "at" = b::big_from_uint128;
    big_from_float64(value: f64) -> ptr; "at" = b::big_from_float64;
    big_binary(operation: i64, a: ptr, b: ptr) -> ptr; "atr" = b::big_binary;
    big_shift(a: ptr, by: i64) -> ptr; "atr" = b::big_shift;
    big_power(a: ptr, exponent: i64) -> ptr; "atr" = b::big_power;
    big_root(a: ptr) -> ptr; "atr" = b::big_root;
    big_compare(a: ptr, b: ptr) -> i64; "r" = b::big_compare;
    big_to_float64(a: ptr) -> f64; "r" = b::big_to_float64;
    big_bits(a: ptr) -> i64; "r" = b::big_bits;
    big_word(a: ptr, index: i64) -> i64; "r" = b::big_word;
    big_text(a: ptr, base: i64) -> ptr; "atr" = b::big_text;
    big_parse(bytes: ptr, length: i64, base: i64) -> ptr; "atr" = b::big_parse;

    // Regular expressions. A pattern is given by its number.
    regex_compile(pattern: ptr, options: i64) -> i64; "w" = r::regex_compile;
    regex_error_offset() -> i64; "r" = r::regex_error_offset;
    regex_error_text(number: i64) -> ptr; "at" = r::regex_error_text;
    regex_match(number: i64, bytes: ptr, length: i64, from: i64, options: i64) -> i64; "w" = r::regex_match;
    regex_offset(number: i64, index: i64) -> i64; "r" = r::regex_offset;
    regex_group_count(number: i64) -> i64; "r" = r::regex_group_count;
    regex_group_name(number: i64, group: i64) -> ptr; "atr" = r::regex_group_name;
    sha256(bytes: ptr, length: i64) -> ptr; "atr" = crate::seed::sha256;

    // Exceptions. References may be null.
    try_enter(record: ptr) -> i32; "w" = crate::exceptions::try_enter_address();
    try_leave(record: ptr); "w" = crate::exceptions::try_leave;
    current_exception() -> ptr; "r" = e::current_exception;
    throw(exception: ptr); "ntw" = crate::exceptions::throw_address();
    rethrow(exception: ptr); "ntw" = crate::exceptions::rethrow;
    throw_divide(); "natw" = e::throw_divide;
    throw_undef_ref(); "natw" = e::throw_undef_ref;
    throw_undef_var(name: ptr); "natw" = e::throw_undef_var;
    throw_bounds(array: ptr, index: ptr); "natw" = e::throw_bounds;
    throw_method(function: ptr, args: ptr); "natw" = e::throw_method;
    throw_type(function: ptr, context: ptr, expected: ptr, got: ptr); "natw" = e::throw_type;
    throw_inexact(function: ptr, ty: ptr, value: ptr); "natw" = e::throw_inexact;
    throw_domain(value: ptr, message: ptr); "natw" = e::throw_domain;
    throw_overflow(message: ptr); "natw" = e::throw_overflow;
    throw_argument(message: ptr); "natw" = e::throw_argument;
    throw_error(message: ptr); "natw" = e::throw_error;
    throw_undef_keyword(name: ptr); "natw" = e::throw_undef_keyword;
    throw_field(ty: ptr, field: ptr); "natw" = e::throw_field;
    throw_stack_overflow(); "natw" = e::throw_stack_overflow;
    throw_out_of_memory(); "natw" = e::throw_out_of_memory_entry;

    // The compiler.
    dynamic_call(args: ptr, count: i64) -> ptr; "atrw" = e::dynamic_call;
    dynamic_call_site(args: ptr, count: i64, site: ptr) -> ptr; "atrw" = e::dynamic_call_site;
    apply_dynamic(args: ptr, count: i64, spliced: i64) -> ptr; "atrw" = e::apply_dynamic;
    tuple_dynamic(elements: ptr, count: i64) -> ptr; "atr" = e::tuple_dynamic;
    new_dynamic(args: ptr, count: i64) -> ptr; "atrw" = e::new_dynamic;
    internal_error(message: ptr, length: i64); "nw" = e::internal_error;
}
