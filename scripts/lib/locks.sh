# Only one of these scripts at a time where two would be in each other's way. Sourced.
#
# A lock is held on a descriptor, 8 for a whole run and 9 for one step, until the process that took it ends. A server that
# outlives its script must not hold one: whoever starts servers closes both (8>&- 9>&-).

# take_lock DESCRIPTOR PATH DOING: waits until nobody else holds the lock of PATH, a file (which is made) or a folder, and
# says once that it waits, and for what.
take_lock() {
    if [ ! -d "$2" ]; then
        mkdir -p "$(dirname "$2")"
        : >>"$2"
    fi
    eval "exec $1<\"\$2\""
    if flock --nonblock "$1"; then return; fi
    echo "waiting: another script is $3" >&2
    flock "$1"
}

# Machine-wide, for anybody: whoever may read the folder may lock it. apt's and dpkg's own locks are of another kind.
lock_installation() { take_lock 9 /var/lib/dpkg "installing packages"; }

# For a folder that a preset is built in, from the repository's root.
lock_build() { take_lock 9 "build/$1.lock" "building in build/$1"; }
