# Attune's own commands. `make demo` and `make test` are the two that a newcomer needs; each
# installs what is missing first (Scripts/setup.sh) and says so.

PREFIX ?= /usr/local
export PREFIX
ifneq ($(PREFIX),/usr/local)
# pkg-config and the encoder look-up know /usr/local by themselves.
export PKG_CONFIG_PATH := $(PREFIX)/lib/pkgconfig:$(PKG_CONFIG_PATH)
export ATTUNE_MODELS ?= $(PREFIX)/share/attune/models
endif

SOURCES := Sources Tests Package.swift Examples

.PHONY: help setup build demo test lint check format end-to-end example clean

help:
	@echo "make demo     set up, build, and run everything once on a synthetic corpus"
	@echo "make test     set up, check, build and test all of it (what CI runs)"
	@echo "make setup    install what is missing: Debian packages, libtorch, the text encoder"
	@echo "make build    release build of the command: .build/release/attune"
	@echo "make lint     format, layering, headers as C, forbidden words"
	@echo "make format   format the Swift files in place"
	@echo "make clean    remove what builds and demos left"
	@echo
	@echo "PREFIX=$(PREFIX)  LIBTORCH_WHEEL=file  LIBTORCH=folder   (see docs/setup.md)"

setup:
	@Scripts/setup.sh

build: setup
	swift build -c release --product attune

demo: build
	@Scripts/demo.sh --attune .build/release/attune --out demo

# The tests come last but for the small run through the command, so their summary is kept and
# shown again as the very last lines.
test: check
	swift build --build-tests
	@Scripts/run-tests.sh
	@$(MAKE) --no-print-directory example end-to-end
	@Scripts/run-tests.sh --summary

# As `lint`, with what it needs installed first.
check: setup
	@$(MAKE) --no-print-directory lint

lint:
	@swift format lint --strict --parallel -r $(SOURCES) && echo "format: clean"
	@python3 Scripts/check-layering.py
	@Scripts/check-headers.sh
	@Scripts/check-shell.sh
	@python3 Scripts/check-words.py

format:
	swift format -i --parallel -r $(SOURCES)

# A package of its own that depends on this one, as a user's would.
example: setup
	swift build --package-path Examples/ClipEmotion

# The demo's steps on few conversations, with the debug build that the tests made.
end-to-end:
	@Scripts/demo.sh --attune .build/debug/attune --out .build/end-to-end --small

clean:
	rm -rf .build demo Examples/ClipEmotion/.build
