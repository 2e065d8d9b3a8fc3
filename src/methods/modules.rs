//! Modules and their global names.
//!
//! A name of a module is a constant, a variable with a cell of its own, or is seen through `using`. Constants
//! are compile-time values; a variable's value lives in run-time memory, addressed by its [`GlobalId`].

use hashbrown::HashMap;
use juliette_support::{Arena, Interner, ModuleId, Symbol, define_id};
use juliette_types::Const;
use rustc_hash::{FxBuildHasher, FxHashSet};

define_id! {
    /// A global variable; its cell is found by this number.
    pub struct GlobalId; "global"
}

/// What a name of a module means.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Binding {
    /// A constant.
    Const(Const),
    /// A variable.
    Variable(GlobalId),
    /// Another module's name under this one, by `import` or `using M: name`.
    Alias(ModuleId, Symbol),
}

/// One module.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its name.
    pub name: Symbol,
    /// Its full name, as types of it are shown outside: `Main.A`.
    pub path: Symbol,
    /// The module it stands in; a root module stands in itself.
    pub parent: ModuleId,
    /// Its own names.
    names: HashMap<Symbol, Binding, FxBuildHasher>,
    exports: FxHashSet<Symbol>,
    /// Modules whose exports it sees, in order.
    using: Vec<ModuleId>,
    /// Names that mean another module's things for good, by `using M: name`. The module can neither assign them nor
    /// add methods to them.
    fixed: FxHashSet<Symbol>,
    /// The same of names that code of the module has read.
    read: FxHashSet<Symbol>,
}

/// A variable's facts.
#[derive(Clone, Copy, Debug)]
pub struct Global {
    /// The module it belongs to.
    pub module: ModuleId,
    /// Its name.
    pub name: Symbol,
}

/// All modules and global variables.
#[derive(Clone, Debug, Default)]
pub struct Modules {
    modules: Arena<ModuleId, Module>,
    globals: Arena<GlobalId, Global>,
    /// Whether code that reads names does not fix them: it is compiled ahead, and may never run.
    pub reads_are_ignored: bool,
}

impl Modules {
    /// Adds a module.
    pub fn add(&mut self, name: Symbol, path: Symbol, parent: Option<ModuleId>) -> ModuleId {
        let key = self.modules.next_id();
        self.modules.push(Module {
            name,
            path,
            parent: parent.unwrap_or(key),
            names: HashMap::default(),
            exports: FxHashSet::default(),
            using: Vec::new(),
            fixed: FxHashSet::default(),
            read: FxHashSet::default(),
        })
    }

    /// A module's facts.
    pub fn module(&self, key: ModuleId) -> &Module {
        &self.modules[key]
    }

    /// Makes a module one that stands in no other: a package.
    pub fn set_root(&mut self, module: ModuleId) {
        let name = self.modules[module].name;
        self.modules[module].parent = module;
        self.modules[module].path = name;
    }

    /// Makes the exports of `used` visible in `module`.
    pub fn add_using(&mut self, module: ModuleId, used: ModuleId) {
        if !self.modules[module].using.contains(&used) {
            self.modules[module].using.push(used);
        }
    }

    /// Exports names of a module.
    pub fn export(&mut self, module: ModuleId, names: &[Symbol]) {
        self.modules[module].exports.extend(names);
    }

    /// Whether the module exports the name.
    pub fn is_exported(&self, module: ModuleId, name: Symbol) -> bool {
        self.modules[module].exports.contains(&name)
    }

    /// The module of that full name: the last one that was made.
    pub fn by_path(&self, path: Symbol) -> Option<ModuleId> {
        self.modules.ids().rev().find(|&module| self.modules[module].path == path)
    }

    /// The names that a module exports, in no order.
    pub fn exported(&self, module: ModuleId) -> Vec<Symbol> {
        self.modules[module].exports.iter().copied().collect()
    }

    /// The binding that the module itself has for a name, aliases not followed.
    pub fn own(&self, module: ModuleId, name: Symbol) -> Option<Binding> {
        self.modules[module].names.get(&name).copied()
    }

    /// Where the name is defined: its own binding followed through aliases, or a used module's export.
    pub fn home(&self, module: ModuleId, name: Symbol) -> Option<(ModuleId, Binding)> {
        let mut at = (module, name);
        // Aliases of aliases are followed a bounded number of times, since imports could name each other.
        for _ in 0..16 {
            match self.own(at.0, at.1) {
                Some(Binding::Alias(module, name)) => at = (module, name),
                Some(binding) => return Some((at.0, binding)),
                None => {
                    let name = at.1;
                    let mut used =
                        self.modules[at.0].using.iter().copied().filter(|&used| self.is_exported(used, name));
                    let found = used.next()?;
                    // The same constant under two modules' names is one meaning.
                    if let Some(other) = used.next()
                        && let (here, there) = (self.home(found, name), self.home(other, name))
                        && here.map(|(home, _)| home) != there.map(|(home, _)| home)
                        && !matches!((here, there), (Some((_, Binding::Const(a))), Some((_, Binding::Const(b)))) if a == b)
                    {
                        // Two modules export different things under the name: it means neither.
                        return None;
                    }
                    at = (found, name);
                }
            }
        }
        None
    }

    /// What the name means in the module.
    pub fn resolve(&self, module: ModuleId, name: Symbol) -> Option<Binding> {
        self.home(module, name).map(|(_, binding)| binding)
    }

    /// What code of the module reads under a name, which is noted.
    pub fn read(&mut self, module: ModuleId, name: Symbol) -> Option<Binding> {
        match self.own(module, name) {
            Some(Binding::Alias(..)) => self.resolve(module, name),
            Some(binding) => Some(binding),
            None => {
                let binding = self.resolve(module, name);
                let is_noted = self.reads_are_ignored || module == ModuleId::BASE || module == ModuleId::CORE;
                if !is_noted && binding.is_some() && !self.modules[module].read.contains(&name) {
                    self.modules[module].read.insert(name);
                }
                binding
            }
        }
    }

    /// Notes that code of the module reads a name: if it is another module's, it stays so.
    pub fn note_read(&mut self, module: ModuleId, name: Symbol) {
        if !self.reads_are_ignored
            && module != ModuleId::BASE
            && module != ModuleId::CORE
            && self.own(module, name).is_none()
            && !self.modules[module].read.contains(&name)
            && self.home(module, name).is_some()
        {
            self.modules[module].read.insert(name);
        }
    }

    /// Forgets what was read so far: code that was made ahead has read names that the program has not come to.
    pub fn forget_reads(&mut self) {
        for key in self.modules.ids().collect::<Vec<_>>() {
            self.modules[key].read.clear();
        }
    }

    /// Fixes a name as another module's, or lets the module extend what it means.
    pub fn set_fixed(&mut self, module: ModuleId, name: Symbol, is_fixed: bool) {
        if is_fixed {
            self.modules[module].fixed.insert(name);
        } else {
            self.modules[module].fixed.remove(&name);
            self.modules[module].read.remove(&name);
        }
    }

    /// The module that a fixed name belongs to.
    pub fn fixed_home(&self, module: ModuleId, name: Symbol) -> Option<ModuleId> {
        let of = &self.modules[module];
        let is_fixed = of.fixed.contains(&name) || of.read.contains(&name);
        let (home, _) = if is_fixed { self.home(module, name)? } else { return None };
        (home != module).then_some(home)
    }

    /// Why a module cannot assign a name.
    pub fn assignment_error(&self, module: ModuleId, name: Symbol, interner: &Interner) -> String {
        let text = interner.name(name);
        let home = match (self.own(module, name), self.fixed_home(module, name)) {
            (Some(Binding::Alias(from, name)), _) => self.home(from, name).map(|(home, _)| home),
            (_, home) => home,
        };
        let shown = |module: ModuleId| interner.name(self.modules[module].path);
        match home {
            Some(home) => format!(
                "cannot assign a value to imported variable {}.{text} from module {}",
                shown(home),
                shown(module)
            ),
            None => format!("invalid redefinition of constant {text}"),
        }
    }

    /// Gives the module's own name a meaning.
    pub fn bind(&mut self, module: ModuleId, name: Symbol, binding: Binding) {
        self.modules[module].names.insert(name, binding);
    }

    /// The module's own variable of that name, made now if the name has no meaning yet.
    pub fn variable(&mut self, module: ModuleId, name: Symbol) -> Option<GlobalId> {
        match self.own(module, name) {
            Some(Binding::Variable(global)) => Some(global),
            Some(Binding::Const(_) | Binding::Alias(..)) => None,
            None if self.fixed_home(module, name).is_some() => None,
            None => {
                let global = self.globals.push(Global { module, name });
                self.bind(module, name, Binding::Variable(global));
                Some(global)
            }
        }
    }

    /// A variable's facts.
    pub fn global(&self, global: GlobalId) -> Global {
        self.globals[global]
    }

    /// The number of global variables.
    pub fn global_count(&self) -> usize {
        self.globals.len()
    }

    /// A module's own names, for suggestions.
    pub fn names(&self, module: ModuleId) -> impl Iterator<Item = Symbol> {
        self.modules[module].names.keys().copied()
    }
}
