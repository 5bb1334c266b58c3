# An apt that fetches lists and sources into a folder of ours and leaves the machine's own lists alone. Sourced.
#
# It keeps the machine's download settings (proxies) but none of its hooks, works for any user, and checks the archive's
# signatures as always.

# The Debian mirror this machine uses, or a message. The suite is the machine's own.
debian_codename() { (. /etc/os-release && echo "${VERSION_CODENAME:-}"); }
debian_mirror() {
    local mirror
    mirror=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' "Created-By: Packages" |
        sed -n "s/^$(debian_codename) main //p" | head -n 1)
    if [ -z "$mirror" ]; then
        echo "no Debian mirror for \"$(debian_codename) main\" in /etc/apt" >&2
        return 1
    fi
    echo "$mirror"
}

# own_apt DIR TYPE SUITE: prepares DIR for one line of sources ("deb" or "deb-src"); apt uses it once APT_CONFIG is
# DIR/apt.conf.
own_apt() {
    local dir=$1 mirror
    mirror=$(debian_mirror)
    mkdir -p "$dir"/lists/partial "$dir"/cache/archives/partial "$dir"/parts
    echo "$2 [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $3 main" >"$dir/sources.list"
    {
        apt-config dump | grep '^Acquire::' || true
        cat <<CONF
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "$dir/parts";
Dir::Etc::sourcelist "$dir/sources.list";
Dir::Etc::sourceparts "$dir/parts";
Dir::State::lists "$dir/lists";
Dir::Cache "$dir/cache";
APT::Sandbox::User "root";
CONF
    } >"$dir/apt.conf"
}
