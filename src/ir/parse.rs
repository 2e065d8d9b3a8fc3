//! The reader of text IR. It gives back what `print.rs` printed, ids included: `parse(print(x)) == x`.
//!
//! A module is any number of functions; `;` begins a comment. Comments of the form `; word: …` before, between and
//! after functions are kept as directives, for tests. The reader checks form only (names, counts of results, that
//! nothing is defined twice); `verify.rs` checks the rest.

use crate::edit::InstSpec;
use crate::function::{
    Block, External, FuncRef, Function, Imm, Inst, Loc, Position, Region, Signature, SlotData, StackSlot,
    Target, Value, ValueDef,
};
use crate::ops::{Class, ImmKind, Op, TrapReason, TypeRule};
use crate::tables::{BlockData, Range, ValueData};
use crate::ty::Ty;
use core::fmt;
use juliette_support::Id;

/// What the text says wrongly, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1.
    pub column: u32,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

impl core::error::Error for ParseError {}

/// A comment of the form `; word: text`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directive {
    /// The line, from 1.
    pub line: u32,
    /// The word before the colon.
    pub word: String,
    /// What follows, trimmed.
    pub text: String,
}

/// A text module.
#[derive(Clone, Default, Debug)]
pub struct Module {
    /// The functions.
    pub functions: Vec<Function>,
    /// The directives.
    pub directives: Vec<Directive>,
}

impl Module {
    /// The function of that name.
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|func| func.name == name)
    }
}

/// Ids in text are no higher than this, so that a typing error does not ask for gigabytes.
const HIGHEST_ID: u32 = 1 << 22;

/// Reads a text module.
pub fn parse_module(text: &str) -> Result<Module, ParseError> {
    let mut module = Module::default();
    let mut current: Option<Reader> = None;
    for (index, line) in text.lines().enumerate() {
        let mut cursor = Cursor { text: line, at: 0, line: index as u32 + 1 };
        cursor.skip_space();
        if let Some(comment) = cursor.rest().strip_prefix(';') {
            if let Some((word, text)) = comment.trim_start().split_once(':')
                && !word.is_empty()
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            {
                let (word, text) = (word.to_string(), text.trim().to_string());
                module.directives.push(Directive { line: cursor.line, word, text });
            }
            continue;
        }
        if cursor.is_end() {
            continue;
        }
        match &mut current {
            None => current = Some(Reader::begin(&mut cursor)?),
            Some(reader) if cursor.accept("}") => {
                module.functions.push(core::mem::take(&mut reader.func));
                current = None;
            }
            Some(reader) => reader.line(&mut cursor)?,
        }
        if !cursor.is_end() {
            return cursor.fail("unexpected text");
        }
    }
    match current {
        None => Ok(module),
        Some(_) => Err(ParseError {
            line: text.lines().count() as u32,
            column: 1,
            reason: "missing `}`".to_string(),
        }),
    }
}

/// Reads the text of one function.
pub fn parse_function(text: &str) -> Result<Function, ParseError> {
    let mut module = parse_module(text)?;
    match (module.functions.pop(), module.functions.is_empty()) {
        (Some(func), true) => Ok(func),
        _ => Err(ParseError { line: 1, column: 1, reason: "expected exactly one function".to_string() }),
    }
}

/// Reads a constant of the form that the printer writes.
pub fn parse_constant(ty: Ty, text: &str) -> Result<u128, ParseError> {
    let mut cursor = Cursor { text, at: 0, line: 1 };
    let bits = cursor.constant(ty)?;
    if cursor.is_end() { Ok(bits) } else { cursor.fail("unexpected text") }
}

struct Reader {
    func: Function,
    block: Option<Block>,
}

impl Reader {
    fn begin(cursor: &mut Cursor<'_>) -> Result<Reader, ParseError> {
        cursor.expect("function")?;
        cursor.expect("%")?;
        let name = cursor.name()?;
        let signature = cursor.signature()?;
        cursor.expect("{")?;
        Ok(Reader { func: Function::new(name, signature), block: None })
    }

    fn line(&mut self, cursor: &mut Cursor<'_>) -> Result<(), ParseError> {
        if cursor.accept_word("slot") {
            return self.slot(cursor);
        }
        if cursor.accept_word("extern") {
            return self.external(cursor);
        }
        if cursor.accept_word("loc") {
            return self.position(cursor);
        }
        if cursor.rest().starts_with("block") {
            let block = Block(cursor.id("block")?);
            return self.label(cursor, block);
        }
        self.inst(cursor)
    }

    fn slot(&mut self, cursor: &mut Cursor<'_>) -> Result<(), ParseError> {
        self.expect_id(cursor, "s", self.func.slots.len())?;
        cursor.expect("=")?;
        let size = cursor.number()?;
        cursor.expect("align")?;
        let align = cursor.number()?;
        self.func.slots.push(SlotData { size, align });
        Ok(())
    }

    fn external(&mut self, cursor: &mut Cursor<'_>) -> Result<(), ParseError> {
        self.expect_id(cursor, "f", self.func.externals.len())?;
        cursor.expect("=")?;
        let target = if cursor.accept_word("slot") {
            Target::Slot(cursor.number()?)
        } else if cursor.accept_word("runtime") {
            Target::Runtime(cursor.number()?)
        } else if cursor.accept_word("local") {
            Target::Local
        } else if cursor.accept_word("indirect") {
            Target::Indirect
        } else {
            return cursor.fail("expected slot, runtime, local or indirect");
        };
        cursor.expect("%")?;
        let name = cursor.name()?;
        let signature = cursor.signature()?;
        let noreturn = cursor.accept_word("noreturn");
        let may_throw = cursor.accept_word("throws");
        self.func.externals.push(External { name, signature, target, noreturn, may_throw });
        Ok(())
    }

    fn position(&mut self, cursor: &mut Cursor<'_>) -> Result<(), ParseError> {
        self.expect_id(cursor, "l", self.func.positions.len())?;
        cursor.expect("=")?;
        let (function, file, line) = (cursor.quoted()?, cursor.quoted()?, cursor.number()?);
        let inlined_at = if cursor.accept_word("in") { Some(Loc(cursor.id("l")?)) } else { None };
        self.func.positions.push(Position { function: function.into(), file: file.into(), line, inlined_at });
        Ok(())
    }

    fn expect_id(&self, cursor: &mut Cursor<'_>, prefix: &str, next: usize) -> Result<(), ParseError> {
        if cursor.id(prefix)? as usize != next {
            return cursor.fail(format!("expected {prefix}{next}: they are numbered in order"));
        }
        Ok(())
    }

    fn label(&mut self, cursor: &mut Cursor<'_>, block: Block) -> Result<(), ParseError> {
        self.ensure_block(block);
        if self.func.is_block_in_order(block) {
            return cursor.fail(format!("{block} is defined twice"));
        }
        self.func.append_block(block);
        self.block = Some(block);
        if cursor.accept("(") {
            let start = self.func.pool.len() as u32;
            let mut len = 0;
            while !cursor.accept(")") {
                if len > 0 {
                    cursor.expect(",")?;
                }
                let value = Value(cursor.id("v")?);
                cursor.expect(":")?;
                let ty = cursor.ty()?;
                self.define(cursor, value, ty, ValueDef::Param(block, len))?;
                self.func.pool.push(value);
                len += 1;
            }
            self.func.blocks[block.index()].params = Range { start, len };
        }
        cursor.expect(":")
    }

    fn ensure_block(&mut self, block: Block) {
        let empty =
            BlockData { params: Range::default(), first: Inst::NONE, last: Inst::NONE, in_order: false };
        let bound = self.func.blocks.len().max(block.index() + 1);
        self.func.blocks.resize(bound, empty);
    }

    fn define(&mut self, cursor: &Cursor<'_>, value: Value, ty: Ty, def: ValueDef) -> Result<(), ParseError> {
        let bound = self.func.values.len().max(value.index() + 1);
        self.func.values.resize(bound, ValueData { ty: Ty::I1, def: ValueDef::None });
        let data = &mut self.func.values[value.index()];
        if data.def != ValueDef::None {
            return cursor.fail(format!("{value} is defined twice"));
        }
        *data = ValueData { ty, def };
        Ok(())
    }

    fn inst(&mut self, cursor: &mut Cursor<'_>) -> Result<(), ParseError> {
        let Some(block) = self.block else {
            return cursor.fail("expected a block before the first instruction");
        };
        let mut results = Vec::new();
        if cursor.is_id("v") {
            results = self.values(cursor)?;
            cursor.expect("=")?;
        }
        let (op, ty, from) = self.op(cursor)?;
        let mut args = Vec::new();
        let mut edges: Vec<(Block, Vec<Value>, i64)> = Vec::new();
        let imm = match op.row().imm {
            ImmKind::None => {
                args = self.values(cursor)?;
                Imm::None
            }
            ImmKind::Const => Imm::Const(cursor.constant(ty)?),
            ImmKind::Offset => {
                args = self.values(cursor)?;
                Imm::Offset(cursor.offset()?)
            }
            ImmKind::Scaled => {
                args = self.values(cursor)?;
                cursor.expect("*")?;
                Imm::Scaled { scale: cursor.number()?, offset: cursor.offset()? }
            }
            ImmKind::Slot => Imm::Slot { slot: StackSlot(cursor.id("s")?), offset: cursor.offset()? },
            ImmKind::Func => {
                if op == Op::CallIndirect {
                    args.push(Value(cursor.id("v")?));
                    cursor.expect(",")?;
                }
                let callee = FuncRef(cursor.id("f")?);
                if callee.index() >= self.func.externals.len() {
                    return cursor.fail(format!("{callee} is not declared"));
                }
                if op != Op::SlotAddr {
                    cursor.expect("(")?;
                    args.extend(self.values(cursor)?);
                    cursor.expect(")")?;
                }
                Imm::Func(callee)
            }
            ImmKind::Trap => {
                let name = cursor.quoted()?;
                match TrapReason::from_name(&name) {
                    Some(reason) => Imm::Trap(reason),
                    None => return cursor.fail(format!("there is no trap reason {name:?}")),
                }
            }
            ImmKind::Edges => {
                for _ in op.row().operands {
                    args.push(Value(cursor.id("v")?));
                    cursor.expect(",")?;
                }
                self.edges(cursor, op, &mut edges)?;
                Imm::Edges
            }
        };
        let mut region = Region::Any;
        if cursor.accept("@") {
            let name = cursor.word()?;
            match Region::ALL.into_iter().find(|region| region.name() == name) {
                Some(found) => region = found,
                None => return cursor.fail(format!("there is no region {name:?}")),
            }
        }
        let loc = if cursor.accept("!") { Loc(cursor.number()?) } else { Loc::NONE };
        let inst = self.func.make_inst_without_results(InstSpec { op, ty, from, imm, loc }, &args);
        if imm == Imm::Edges {
            self.func.set_edges(inst, edges.iter().map(|(block, args, case)| (*block, &args[..], *case)));
        }
        let types: Vec<Ty> = match (op.row().results, self.func.callee(inst)) {
            ([Class::Rest], Some(callee)) => callee.signature.results.clone(),
            (classes, _) => classes.iter().filter_map(|class| class.ty(ty, from)).collect(),
        };
        if types.len() != results.len() || types.len() > 2 {
            return cursor.fail(format!("{op} gives {} results here, not {}", types.len(), results.len()));
        }
        for (i, (&value, &ty)) in results.iter().zip(&types).enumerate() {
            self.define(cursor, value, ty, ValueDef::Result(inst, i as u32))?;
            self.func.insts[inst.index()].results[i] = value;
        }
        self.func.insts[inst.index()].packed |= results.len() as u8;
        self.func.set_region(inst, region);
        self.func.append_inst(block, inst);
        Ok(())
    }

    fn op(&self, cursor: &mut Cursor<'_>) -> Result<(Op, Ty, Ty), ParseError> {
        let name = cursor.word()?;
        let Some(op) = Op::from_name(name) else {
            return cursor.fail(format!("there is no operation {name:?}"));
        };
        match op.row().rule {
            TypeRule::Mono => Ok((op, Ty::Ptr, Ty::Ptr)),
            TypeRule::One(_) => {
                cursor.expect(".")?;
                let ty = cursor.ty()?;
                Ok((op, ty, ty))
            }
            TypeRule::Two(_) => {
                cursor.expect(".")?;
                let ty = cursor.ty()?;
                cursor.expect(".")?;
                Ok((op, ty, cursor.ty()?))
            }
        }
    }

    fn values(&self, cursor: &mut Cursor<'_>) -> Result<Vec<Value>, ParseError> {
        let mut values = Vec::new();
        if cursor.is_id("v") {
            values.push(Value(cursor.id("v")?));
            while cursor.accept(",") {
                values.push(Value(cursor.id("v")?));
            }
        }
        Ok(values)
    }

    fn edges(
        &mut self,
        cursor: &mut Cursor<'_>,
        op: Op,
        edges: &mut Vec<(Block, Vec<Value>, i64)>,
    ) -> Result<(), ParseError> {
        loop {
            let mut case = 0;
            if op == Op::Switch && !edges.is_empty() {
                case = Ty::I64.signed(cursor.constant(Ty::I64)?) as i64;
                cursor.expect("=>")?;
            }
            let block = Block(cursor.id("block")?);
            self.ensure_block(block);
            let mut args = Vec::new();
            if cursor.accept("(") {
                args = self.values(cursor)?;
                cursor.expect(")")?;
            }
            edges.push((block, args, case));
            if !cursor.accept(",") {
                return Ok(());
            }
        }
    }
}

/// A place in a line. Every reading method skips the space that follows what it read.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Cursor<'t> {
    fn fail<T>(&self, reason: impl Into<String>) -> Result<T, ParseError> {
        Err(ParseError { line: self.line, column: self.at as u32 + 1, reason: reason.into() })
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn advance(&mut self, bytes: usize) {
        self.at += bytes;
        self.skip_space();
    }

    fn is_end(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(';')
    }

    fn accept(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.advance(text.len());
        }
        found
    }

    fn accept_word(&mut self, word: &str) -> bool {
        let found = self.word_length() == word.len() && self.rest().starts_with(word);
        found && self.accept(word)
    }

    fn expect(&mut self, text: &str) -> Result<(), ParseError> {
        if self.accept(text) { Ok(()) } else { self.fail(format!("expected `{text}`")) }
    }

    fn word_length(&self) -> usize {
        let end = self.rest().find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        end.unwrap_or(self.rest().len())
    }

    fn word(&mut self) -> Result<&'t str, ParseError> {
        let word = &self.rest()[..self.word_length()];
        if word.is_empty() {
            return self.fail("expected a name");
        }
        self.advance(word.len());
        Ok(word)
    }

    fn is_id(&self, prefix: &str) -> bool {
        let digits = self.rest().strip_prefix(prefix);
        digits.is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn id(&mut self, prefix: &str) -> Result<u32, ParseError> {
        if !self.is_id(prefix) {
            return self.fail(format!("expected `{prefix}` and a number"));
        }
        self.at += prefix.len();
        match self.number()? {
            id if id <= HIGHEST_ID => Ok(id),
            _ => self.fail(format!("numbers go up to {HIGHEST_ID}")),
        }
    }

    fn number(&mut self) -> Result<u32, ParseError> {
        let length = self.rest().find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest().len());
        match self.rest()[..length].parse() {
            Ok(number) => {
                self.advance(length);
                Ok(number)
            }
            Err(_) => self.fail("expected a number of 32 bits"),
        }
    }

    fn offset(&mut self) -> Result<i32, ParseError> {
        let negative = match self.rest().as_bytes().first() {
            Some(b'+') => false,
            Some(b'-') => true,
            _ => return Ok(0),
        };
        self.advance(1);
        let number = i64::from(self.number()?);
        match i32::try_from(if negative { -number } else { number }) {
            Ok(offset) => Ok(offset),
            Err(_) => self.fail("the offset does not fit 32 bits"),
        }
    }

    fn ty(&mut self) -> Result<Ty, ParseError> {
        let length = self.word_length();
        match Ty::from_name(&self.rest()[..length]) {
            Some(ty) => {
                self.advance(length);
                Ok(ty)
            }
            None => self.fail("expected a type"),
        }
    }

    fn signature(&mut self) -> Result<Signature, ParseError> {
        let mut signature = Signature::default();
        self.expect("(")?;
        while !self.accept(")") {
            if !signature.params.is_empty() {
                self.expect(",")?;
            }
            signature.params.push(self.ty()?);
        }
        if self.accept("->") {
            signature.results.push(self.ty()?);
            while self.accept(",") {
                signature.results.push(self.ty()?);
            }
        }
        Ok(signature)
    }

    fn name(&mut self) -> Result<String, ParseError> {
        if self.rest().starts_with('"') {
            return self.quoted();
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let length = self.rest().find(|c: char| !plain(c)).unwrap_or(self.rest().len());
        if length == 0 {
            return self.fail("expected a name");
        }
        let name = self.rest()[..length].to_string();
        self.advance(length);
        Ok(name)
    }

    /// A string in quotes with the escapes that Rust's `Debug` writes.
    fn quoted(&mut self) -> Result<String, ParseError> {
        if !self.rest().starts_with('"') {
            return self.fail("expected a name in quotes");
        }
        let mut name = String::new();
        let mut chars = self.rest()[1..].char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => {
                    self.advance(i + 2);
                    return Ok(name);
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => name.push('\n'),
                    Some((_, 't')) => name.push('\t'),
                    Some((_, 'r')) => name.push('\r'),
                    Some((_, '0')) => name.push('\0'),
                    Some((_, 'u')) => {
                        let digits: String =
                            chars.by_ref().map(|(_, c)| c).skip(1).take_while(|&c| c != '}').collect();
                        let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                        match code {
                            Some(c) => name.push(c),
                            None => return self.fail("a bad escape in a name"),
                        }
                    }
                    Some((_, c)) => name.push(c),
                    None => return self.fail("a name without closing quote"),
                },
                c => name.push(c),
            }
        }
        self.fail("a name without closing quote")
    }

    fn constant(&mut self, ty: Ty) -> Result<u128, ParseError> {
        let as_bits = self.accept_word("bits");
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
        let length = self.rest().find(|c: char| !word(c)).unwrap_or(self.rest().len());
        let text = &self.rest()[..length];
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let is_hex = digits.starts_with("0x");
        let bits = if as_bits || is_hex || !ty.is_float() {
            let number = match digits.strip_prefix("0x") {
                Some(hex) => u128::from_str_radix(hex, 16).ok(),
                None => digits.parse::<u128>().ok(),
            };
            match number {
                Some(n) if negative => {
                    let fits = n <= 1 << (ty.bits() - 1);
                    fits.then(|| n.wrapping_neg() & ty.mask())
                }
                Some(n) => (n & !ty.mask() == 0).then_some(n),
                None => None,
            }
        } else {
            match ty {
                Ty::F32 => text.parse::<f32>().ok().map(|x| u128::from(x.to_bits())),
                Ty::F64 => text.parse::<f64>().ok().map(|x| u128::from(x.to_bits())),
                Ty::F16 | Ty::I1 | Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::I128 | Ty::Ptr => None,
            }
        };
        match bits {
            Some(bits) => {
                self.advance(length);
                Ok(bits)
            }
            None => self.fail(format!("expected a constant of type {ty}")),
        }
    }
}
