//! Modules: making and entering them, and what `using` and `import` bring into one.

use crate::define::{Refusal, refuse, root_module};
use crate::session::Session;
use juliette_lower::ModulePath;
use juliette_methods::Binding;
use juliette_support::{ModuleId, Span, Symbol};
use juliette_types::{Const, known};

/// What every module has of its own: `eval` and `include` work in it.
const OWN_FUNCTIONS: &str = "eval(x) = Base.eval_in(MODULE, x)\neval(m::Module, x) = Base.eval_in(m, x)\n\
                             include(path) = Base.include_in(MODULE, path)\n";

impl Session {
    /// Makes a module that stands in another. It has its name there only when it is entered.
    pub(crate) fn make_module(&mut self, name: Symbol, parent: ModuleId) -> ModuleId {
        let outer = self.text(self.program.modules.module(parent).path);
        let path =
            if parent == ModuleId::BASE { self.text(name) } else { format!("{outer}.{}", self.text(name)) };
        let path = self.program.interner.intern(&path);
        let module = self.program.modules.add(name, path, Some(parent));
        self.program.modules.add_using(module, ModuleId::CORE);
        self.program.modules.add_using(module, ModuleId::BASE);
        let value = Const::bits(known::MODULE, module.0.into());
        self.program.modules.bind(module, name, Binding::Const(value));
        module
    }

    /// Gives a module its name in the current one, and goes on in it.
    pub(crate) fn enter_module(
        &mut self,
        name: Symbol,
        module: ModuleId,
    ) -> Result<(), crate::load::Failure> {
        let outer = self.module;
        if let Some(Binding::Const(old)) = self.program.modules.own(outer, name)
            && old.as_module().is_some()
        {
            let text = format!("WARNING: replacing module {}.\n", self.text(name));
            self.machine.runtime.streams.write(juliette_runtime::streams::STDERR, text.as_bytes());
        }
        self.bind_const(name, Const::bits(known::MODULE, module.0.into()));
        let functions = OWN_FUNCTIONS.replace("MODULE", &self.text(name));
        let line = self.line;
        crate::load::run_text(module, "none", functions, None)?;
        let session = crate::session::session();
        (session.module, session.line) = (module, line);
        Ok(())
    }

    /// The module that a name stands for in a qualified name, as seen from the current module.
    pub(crate) fn module_by_name(&mut self, name: Symbol, span: Span) -> Result<ModuleId, Refusal> {
        if let Some(module) = root_module(name) {
            return Ok(module);
        }
        match self.program.modules.resolve(self.module, name) {
            Some(Binding::Const(value)) if value.as_module().is_some() => {
                Ok(value.as_module().expect("it was one just now"))
            }
            _ => refuse(span, format!("module `{}` is not known", self.text(name))),
        }
    }

    /// The module that a path names, from the current one.
    fn find_module(&mut self, path: &ModulePath, span: Span) -> Result<ModuleId, Refusal> {
        let mut names = path.names.iter();
        let mut module = if path.dots == 0 {
            let name = *names.next().expect("a path without dots has a name");
            let found = root_module(name).or_else(|| self.packages.get(&name).copied());
            match found {
                Some(module) => module,
                None => {
                    let name = self.text(name);
                    let text = format!("package `{name}` (Juliette has no packages beside its own library)");
                    return Err(Box::new(juliette_lower::unsupported(span, &text)));
                }
            }
        } else {
            let mut module = self.module;
            for _ in 1..path.dots {
                module = self.program.modules.module(module).parent;
            }
            module
        };
        for &name in names {
            module = match self.program.modules.resolve(module, name) {
                Some(Binding::Const(value)) if value.as_module().is_some() => {
                    value.as_module().expect("it was one just now")
                }
                Some(_) => {
                    let text = format!("invalid using path: \"{}\" does not name a module", self.text(name));
                    return refuse(span, text);
                }
                None => return refuse(span, format!("UndefVarError: `{}` not defined", self.text(name))),
            };
        }
        Ok(module)
    }

    /// `using M`.
    pub(crate) fn define_using(&mut self, path: &ModulePath, span: Span) -> Result<(), Refusal> {
        let used = self.find_module(path, span)?;
        self.program.modules.add_using(self.module, used);
        let name = self.program.modules.module(used).name;
        if self.program.modules.own(self.module, name).is_none() {
            let value = Const::bits(known::MODULE, used.0.into());
            self.program.modules.bind(self.module, name, Binding::Const(value));
        }
        if self.module == ModuleId::MAIN {
            for name in self.program.modules.exported(used) {
                self.note_visible(used, name);
            }
        }
        Ok(())
    }

    /// Types and functions whose bare names Main sees are shown without their module.
    fn note_visible(&mut self, module: ModuleId, name: Symbol) {
        let Some(Binding::Const(value)) = self.program.modules.resolve(module, name) else { return };
        let types = &mut self.program.types;
        let Some(id) = types.name_of(value.as_type().unwrap_or(value.ty)) else { return };
        let own = match value.as_type() {
            Some(_) => types.name(id).name == name,
            None => types.name(id).function == Some(name),
        };
        if own {
            types.set_visible(id, true);
        }
    }

    /// `import M: a, b` and `using M: a, b`, and `import M`, whose path is empty.
    pub(crate) fn define_import(
        &mut self,
        path: &ModulePath,
        names: &[(Symbol, Symbol)],
        extend: bool,
        span: Span,
    ) -> Result<(), Refusal> {
        if path.names.is_empty() && path.dots == 0 {
            for &(name, local) in names {
                let path = ModulePath { dots: 0, names: vec![name] };
                let module = self.find_module(&path, span)?;
                let value = Const::bits(known::MODULE, module.0.into());
                if root_module(local).is_none() {
                    self.program.modules.bind(self.module, local, Binding::Const(value));
                }
            }
            return Ok(());
        }
        let module = self.find_module(path, span)?;
        for &(name, local) in names {
            let Some((home, _)) = self.program.modules.home(module, name) else {
                return refuse(span, format!("UndefVarError: `{}` not defined", self.text(name)));
            };
            if (home, name) != (self.module, local) {
                self.program.modules.bind(self.module, local, Binding::Alias(module, name));
                self.program.modules.set_fixed(self.module, local, !extend);
            }
            if self.module == ModuleId::MAIN && name == local {
                self.note_visible(module, name);
            }
        }
        Ok(())
    }
}
