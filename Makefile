# The commands people type. Each is one script or one cargo call; what a script does stands at its top.

# Where `make run` keeps its data, and where it listens.
DATA ?= assay-data
LISTEN ?= 127.0.0.1:8420

.PHONY: help run test bench build release

help:
	@echo "make run      start Assay with the demo on http://$(LISTEN)/ (DATA=folder, LISTEN=address)"
	@echo "make test     everything that has to hold before a change goes in"
	@echo "make bench    measurements, beside their baselines"
	@echo "make build    the program, for development: target/debug/assay"
	@echo "make release  the program, as it is shipped: target/release/assay"

run:
	@DATA='$(DATA)' LISTEN='$(LISTEN)' scripts/run.sh

test:
	@scripts/test.sh

bench:
	cargo bench --workspace --bench '*'

build:
	cargo build --package assay

release:
	cargo build --package assay --release
