"""The parts of benchmarks/run, one module per job; README.md says what is measured and how."""
