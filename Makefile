# Juliette: `make demo` shows it at work, `make test` runs every check. Both install what is missing first.

CARGO ?= cargo
PREFIX ?= /usr/local
LLVM = 22
# What Debian must provide: LLVM with its development files, and the libraries that those link with.
PACKAGES = llvm-$(LLVM)-dev libpolly-$(LLVM)-dev zlib1g-dev libzstd-dev libffi-dev libxml2-dev build-essential musl-tools
# `juliette` itself is linked with musl, with which it starts sooner, if Rust's library for it is there.
MUSL = x86_64-unknown-linux-musl
HAS_MUSL = [ -d "$$(rustc --print target-libdir --target $(MUSL) 2>/dev/null)" ]
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: all setup build program demo test fmt lint bench stencil-report install clean

all: build

# Asks nothing, and does nothing where everything is there.
setup:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
	@$(HAS_MUSL) || rustup target add $(MUSL) 2>/dev/null || echo "without Rust's library for musl: programs start later"
	@command -v $(CARGO) >/dev/null || { echo "Rust is not installed: see https://www.rust-lang.org/tools/install" >&2; exit 1; }

# What these programs call first is put side by side by the linker: what every start needs, what is carried out without being
# compiled, then what compiling needs.
ORDERED = runtime/workload/hello.jl runtime/workload/loops.jl examples/thirty.jl $(wildcard runtime/workload/*.jl) \
  examples/words.jl examples/lisp.jl
# How often these reach each branch of `juliette` is what it is optimized by (docs/decisions/static-linking.md).
PROFILED = $(wildcard runtime/workload/*.jl) examples/thirty.jl examples/words.jl
PROFILE = target/profile/juliette.profdata
# What runs once is not to grow by what is inlined: hot is only what the greater part of the time goes to.
HOT = -profile-summary-cutoff-hot=900000
CAN_PROFILE = rustc -vV | grep -q '^LLVM version: $(LLVM)\.'
ONLY_PROGRAM = --target $(MUSL) -p juliette --bin juliette

build: setup
	$(CARGO) build --release --workspace
	@if ! $(HAS_MUSL); then $(MAKE) --no-print-directory program OUT=target/release WHAT=--workspace; \
	elif ! $(CAN_PROFILE); then echo "without a profile, since rustc's LLVM is not $(LLVM): programs start later"; \
	  $(MAKE) --no-print-directory program OUT=target/$(MUSL)/release WHAT="$(ONLY_PROGRAM)"; \
	else $(MAKE) --no-print-directory $(PROFILE) && \
	  echo 'target.$(MUSL).rustflags = ["-Cprofile-use=$(CURDIR)/$(PROFILE)", "-Cllvm-args=$(HOT)"]' >target/profile/use.toml && \
	  $(MAKE) --no-print-directory program OUT=target/$(MUSL)/release WHAT="$(ONLY_PROGRAM) --config target/profile/use.toml"; fi

# The same program, made to count, in a folder of its own. It ends by `exit`, where it writes what it counted.
$(PROFILE): $(shell find src runtime grammar stencils Cargo.lock Makefile -type f)
	$(CARGO) build --release --target-dir target/profile $(ONLY_PROGRAM) \
	  --config 'target.$(MUSL).rustflags = ["-Cprofile-generate", "-Clink-arg=--defsym=_exit=exit"]'
	LLVM_PROFILE_FILE=/dev/null target/profile/$(MUSL)/release/juliette --build-image
	rm -f target/profile/*.profraw
	for file in $(PROFILED); do \
	  LLVM_PROFILE_FILE=target/profile/%p.profraw target/profile/$(MUSL)/release/juliette run --no-cache $$file </dev/null >/dev/null || exit 1; \
	done
	llvm-profdata-$(LLVM) merge -o $@ target/profile/*.profraw

# A copy of a program, written at once: in the pieces in which a file is written the system keeps it and maps it.
place = dd if=$(1) of=$(2).new bs=256M status=none && chmod 755 $(2).new && mv -f $(2).new $(2)

# The program, and the base images of it and of its companion.
program:
	$(CARGO) build --release $(WHAT)
	$(OUT)/juliette --build-image
	target/release/juliette-link-order $(OUT)/juliette $(OUT)/link-order.txt $(ORDERED)
	@# Linked anew if the order is another one. A linker that knows no such order has none.
	$(CARGO) build --release $(WHAT) || { : > $(OUT)/link-order.txt; $(CARGO) build --release $(WHAT); }
	$(call place,$(OUT)/juliette,target/release/juliette)
	target/release/juliette --build-image

demo: build
	target/release/juliette examples/mandelbrot.jl
	target/release/juliette compare examples/mandelbrot.jl

fmt:
	$(CARGO) fmt --all --check

lint: setup
	$(CARGO) clippy --release --workspace --all-targets -- -D warnings

# The sum over all suites ends the output. Cargo puts the program that the tests run in the place of the one that is installed.
test: fmt lint build
	@bash -o pipefail -c '$(CARGO) test --release --workspace 2>&1 | tee target/test.log'
	@$(MAKE) --no-print-directory build >/dev/null 2>&1
	@awk '/^test result:/ { passed += $$4; failed += $$6 } END { printf "%d passed, %d failed\n", passed, failed }' target/test.log

# Code generation on every backend; the figures also go to target/bench/codegen.json.
bench: build
	$(CARGO) run --release -p juliette-benches --bin codegen
	target/release/startup
	benches/latency/table

stencil-report: setup
	$(CARGO) run --release -p juliette-stencils --example report

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	$(call place,target/release/juliette,$(DESTDIR)$(PREFIX)/bin/juliette)
	install -D -m 755 target/release/juliette-llvm $(DESTDIR)$(PREFIX)/lib/juliette/juliette-llvm
	install -D -m 755 target/release/libjuliette_llvm_plugin.so $(DESTDIR)$(PREFIX)/lib/juliette/libjuliette_llvm_plugin.so
	rm -f $(DESTDIR)$(PREFIX)/lib/juliette/juliette-*.image
	install -m 644 target/release/juliette-*.image $(DESTDIR)$(PREFIX)/lib/juliette/

clean:
	$(CARGO) clean

# The README's tables and picture, measured on this machine beside what is installed of its peers (benches/suite).
.PHONY: compare-peers pages agree
compare-peers: build
	benches/suite/run --write

# The reports of every example, looked at in headless Chromium; screenshots go to target/pages.
pages: build
	benches/pages target/pages

# Whether `juliette compare` tells the same times as hyperfine and perf stat.
agree: build
	benches/agree
