# Adds up what passed and failed, over builds and checks. Sourced.
passed=0
failed=0

heading() { printf '== %s (after %d s)\n' "$1" "$SECONDS"; }

# What ctest prints, without a line for each test that passed.
show_failures() { grep -v -E '^ *(Start +[0-9]+:|[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed )' || true; }

# count_results FILE: adds the JUnit results of one ctest run. Whatever did not run to its end has failed; a missing
# file is one failure.
count_results() {
    if [ ! -s "$1" ]; then
        echo "no test results in $1" >&2
        failed=$((failed + 1))
        return
    fi
    local all good
    all=$(grep -c '<testcase ' "$1" || true)
    good=$(grep -c '<testcase .* status="run"' "$1" || true)
    passed=$((passed + good))
    failed=$((failed + all - good))
    grep '<testcase ' "$1" | grep -v ' status="run"' | sed 's/.*name="\([^"]*\)".*status="\([^"]*\)".*/\2: \1/' || true
}

# count_step NAME COMMAND...: one check that is no ctest test.
count_step() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "fail: $name"
    fi
}

# give_up NAME: ends here, with what failed.
give_up() {
    count_step "$1" false
    final_line || exit 1
}

final_line() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
