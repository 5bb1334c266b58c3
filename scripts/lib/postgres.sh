# Where PostgreSQL is on a Debian machine. Sourced by scripts that build for it or start one.

# The newest server that is installed: its bin directory, or a message about how to get one.
postgres_bin() {
    local bin
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
        echo "no PostgreSQL server found under /usr/lib/postgresql; install it: sudo apt-get install postgresql-15" >&2
        return 1
    fi
    echo "$bin"
}

# Version of the installed pgvector, or nothing.
pgvector_version() {
    local control
    control="$("$1/pg_config" --sharedir)/extension/vector.control"
    if [ -r "$control" ]; then sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$control"; fi
}

