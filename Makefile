# make run, make test: all that is needed on a fresh Debian 12 with Swift. The rest is for those who work on it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run

PREFIX ?= /usr
DESTDIR ?=
SECONDS_TO_RUN ?=

# The Swift runtime is linked in: an office's machine needs none, and the programs start sooner.
release := -c release --static-swift-stdlib
bin := .build/release

.PHONY: run deb test test-rules coverage mutants fuzz build bench bench-peers crash crash-points attack attack-files edits cluster-test sanitize web completions install format lint images deps clean acceptance acceptance-clock

run: build
	@SECONDS_TO_RUN="$(SECONDS_TO_RUN)" Examples/run $(bin)

build: deps
	swift build $(release) --product dondoc
	ln -sf dondoc $(bin)/dondocd
	mkdir -p $(bin)/completions
	for shell in bash zsh fish; do \
		LC_ALL=vi_VN.UTF-8 $(bin)/dondoc --generate-completion-script $$shell | \
			sed '1{/^#!/d}' >$(bin)/completions/dondoc.$$shell; \
	done

test: deps
	@.ci/dependencies postgresql libpq5 pgbouncer systemd
	swift build --build-tests
	swift test --skip-build

# Lines that the tests reach, by module; what is tried on the programs counts. As root.
coverage: deps
	@.ci/dependencies python3 python3-icalendar postgresql libpq5 pgbouncer procps iproute2 bash zsh fish nginx-light apache2 \
		openssl chromium poppler-utils pandoc libreoffice-calc-nogui libreoffice-writer-nogui maildrop neomutt dovecot-imapd \
		libical-dev gcc libc6-dev khal todoman nodejs neovim emacs-nox elpa-eglot systemd e2fsprogs strace msmtp
	Tests/Coverage/run

# Small changes of the core that the tests must notice.
mutants: deps
	@.ci/dependencies python3
	Tests/Mutants/run

# The tests that stand in the rule files themselves, through the program an office uses.
test-rules: build
	$(bin)/dondoc --lang en test --coverage --min-coverage 100 --mutate --min-killed 95 Rules/*.rules

# libFuzzer over the readers of rules and deadlines, and over what editors send, SECONDS_TO_RUN each.
fuzz:
	Fuzz/run $(SECONDS_TO_RUN)

# Every goal's figure on this machine, in one table.
bench:
	@.ci/dependencies python3 systemd wrk postgresql libpq5
	Benchmarks/run

# What others take for the nearest they do, on the tasks of the same site; what is not there is installed.
bench-peers: build
	@.ci/dependencies python3 remind taskwarrior clips prometheus
	swift build $(release) --product GenerateSite
	Benchmarks/Peers/run

# Kills a run with SIGKILL at random calls, restarts included, until there were 10,000 kills.
crash: deps
	swift build $(release) --product CrashSubject
	Tests/Crash/run $(bin)/CrashSubject --random 10000

# At every call of a run: before it, after it, and in the middle of each write. EVERY=43 FIRST=5 does every 43rd from the
# fifth on; what mends a ledger is short, and is killed fifteen times as densely.
EVERY ?= 1
FIRST ?= 1
mend_every = $(shell echo $$(( ($(EVERY) + 14) / 15 )))
mend_first = $(shell echo $$(( ($(FIRST) - 1) % $(mend_every) + 1 )))
crash-points: deps
	swift build $(release) --product CrashSubject
	swift build $(release) --product dondoc
	Tests/Crash/run $(bin)/CrashSubject --every $(EVERY) --first $(FIRST)
	for kind in salvage restore accept-older backup; do \
		Tests/Crash/run $(bin)/CrashSubject --mend $$kind --every $(mend_every) --first $(mend_first); \
	done
	Tests/Crash/programs $(bin) --every $(EVERY) --first $(FIRST)

# Kills, power cuts, damages and garbled messages from outside, seeded; SHARE=0.1 does a tenth, PARTS=ledger one part. As root.
SHARE ?= 1
PARTS ?=
attack: build
	@.ci/dependencies python3 systemd e2fsprogs strace msmtp
	Tests/Attack/run $(bin) --share $(SHARE) $(PARTS)

# 10,000 random edits in the language server's sessions: texts and diagnostics are those of the editor and of a fresh check.
edits: deps
	swift build --build-tests
	DONDOC_EDITS=10000 swift test --skip-build --filter LanguageServerTests.RandomEditsTests

# Two servers of PostgreSQL's and two hosts, killed and stopped at random, FAULTS times; each takes some seconds. As root.
FAULTS ?= 500
cluster-test: build
	@.ci/dependencies python3 postgresql libpq5 procps iproute2
	Tests/Cluster/run $(bin) --faults $(FAULTS)

# The daemon's, the ledger's and the delivery's tests, built to see races and misuse of memory. Reports go to files, for a
# daemon whose output nobody reads would wait for its reader. Closed connections keep their shells on purpose (retire(_:) in
# Sources/Ledger), so that leaks are not sought here: EnduranceTests watch the memory.
sanitize: deps
	@.ci/dependencies postgresql libpq5 pgbouncer systemd
	export TSAN_OPTIONS="suppressions=$(CURDIR)/Tests/thread-suppressions.txt log_path=$(CURDIR)/.build/thread-report"; \
	export ASAN_OPTIONS="detect_leaks=0 log_path=$(CURDIR)/.build/address-report"; \
	for kind in thread address; do \
		rm -f .build/$$kind-report.*; \
		swift build --build-tests --sanitize $$kind --scratch-path .build/$$kind; \
		swift test --skip-build --sanitize $$kind --scratch-path .build/$$kind \
			--filter 'DaemonTests|LedgerTests|DeliveryTests|HandoverTests|ControlTests'; \
		if cat .build/$$kind-report.* 2>/dev/null; then exit 1; fi; \
	done

# Files that are made to harm, to `check` and to a start of the daemon.
attack-files: build
	.ci/dependencies python3
	Tests/Attack/hostile-files --from $(bin)

# The pages, attacked over HTTP through nginx and Apache, and as a browser lays them out.
web: build
	@.ci/dependencies nginx-light apache2 openssl chromium python3
	Tests/Web/run $(bin)

# Presses TAB in bash, zsh and fish.
completions: build
	.ci/dependencies bash zsh fish python3
	Tests/Completions/run $(bin)

# What the build needs from Debian, where it is missing.
deps:
	@.ci/dependencies

# Build first, as yourself; install puts in place what was built, as root.
install:
	install -Dm755 -t "$(DESTDIR)$(PREFIX)/bin" $(bin)/dondoc
	ln -sf dondoc "$(DESTDIR)$(PREFIX)/bin/dondocd"
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/lib/systemd/system" systemd/*.service systemd/*.socket systemd/*.path systemd/*.timer
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/lib/sysusers.d" systemd/sysusers.d/dondoc.conf
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d" systemd/tmpfiles.d/dondoc.conf
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/lib/dondoc/rules" Rules/*.rules
	install -Dm755 -t "$(DESTDIR)$(PREFIX)/lib/dondoc" packaging/outlets/dondoc-apprise
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/lib/systemd/catalog" systemd/dondoc.catalog
	for section in 1 5 7 8; do \
		install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/man/man$$section" docs/man/*.$$section; \
		install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/man/vi/man$$section" docs/man/vi/*.$$section; \
	done
	install -Dm644 $(bin)/completions/dondoc.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/dondoc"
	install -Dm644 $(bin)/completions/dondoc.zsh "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_dondoc"
	install -Dm644 $(bin)/completions/dondoc.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/dondoc.fish"
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/doc/dondoc" docs/*.md README.md README.vi.md CHANGELOG.md
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/doc/dondoc/vi" docs/vi/*.md
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/doc/dondoc/images" docs/images/*.svg
	# There these lie beside one another.
	sed -i -E 's#\]\((docs|\.\.)/#](#g' "$(DESTDIR)$(PREFIX)/share/doc/dondoc/"*.md
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/doc/dondoc/schema" docs/schema/*
	cd Examples && find mau nam-dinh phu-tho quang-ngai -type f \
		-exec install -Dm644 {} "$(abspath $(DESTDIR)$(PREFIX))/share/doc/dondoc/examples/{}" ";"
	install -Dm644 -t "$(DESTDIR)$(PREFIX)/share/doc/dondoc/web" docs/Examples/web/*
	install -d "$(DESTDIR)/etc/dondoc/programmes" "$(DESTDIR)/etc/dondoc/rules"
	[ -e "$(DESTDIR)/etc/dondoc/dondoc.yaml" ] || \
		install -m644 packaging/dondoc.yaml "$(DESTDIR)/etc/dondoc/dondoc.yaml"
	sed -i 's|/usr/bin/dondoc|$(PREFIX)/bin/dondoc|' "$(DESTDIR)$(PREFIX)/lib/systemd/system/"dondoc*.service

# build/dondoc_VERSION_amd64.deb, with the Swift runtime inside.
deb: build
	packaging/deb/build build

# The package, installed in a Debian 12 that booted with systemd: what an administrator would do and see. As root.
acceptance: deb
	.ci/dependencies mmdebstrap systemd-container python3 openssl chromium python3-icalendar
	Tests/Acceptance/outputs.py $(bin)/dondoc
	Tests/Acceptance/booted.sh

# A virtual machine whose clock is set back a year and forward two while dondocd runs.
acceptance-clock: build
	.ci/dependencies qemu-system-x86 python3
	Tests/Acceptance/clock $(bin)

format:
	swift format --in-place --recursive Sources Tests

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# The pictures of the READMEs and the guide, from what the program prints.
images: build
	docs/images/draw $(bin)

clean:
	swift package clean
