# apt-get as root, patiently: cloud machines install updates of their own for minutes after they boot. Sourced, after root.sh.

apt_patience=${ASTERISM_APT_PATIENCE:-1800} # seconds

# patient_apt LOG ARGUMENT...: runs apt-get with its output in LOG. As long as it fails because another package manager holds
# a lock, it waits, which it says once, and tries again.
patient_apt() {
    local log=$1 since=$SECONDS timeout=0
    shift
    # apt itself waits for dpkg's lock, from the second time on; for those of its lists and its archive it does not.
    until as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive ${APT_CONFIG:+APT_CONFIG="$APT_CONFIG"} \
        apt-get -q -o DPkg::Lock::Timeout="$timeout" "$@" >"$log" 2>&1 </dev/null 8>&- 9>&-; do
        if ! grep -q -E 'Could not get lock|Unable to (lock|acquire)' "$log"; then return 1; fi
        if [ $((SECONDS - since)) -ge "$apt_patience" ]; then return 1; fi
        if [ "$timeout" = 0 ]; then
            echo "waiting: another package manager is at work$(sed -n 's/.* held by process \(.*)\).*/, process \1/p' "$log" | head -n 1)" >&2
            timeout=60
        fi
        sleep 2
    done
}
