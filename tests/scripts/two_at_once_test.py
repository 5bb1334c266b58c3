"""The scripts beside others that do the same work: another apt that holds a lock, and a second one of themselves.

Runs the real apt on folders of the test's own, so that nothing of the machine is locked, read or changed by it.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"

APT_CONF = """\
Dir::Etc::main "/dev/null";
Dir::Etc::parts "{0}/parts";
Dir::Etc::sourcelist "{0}/sources.list";
Dir::Etc::sourceparts "{0}/parts";
Dir::State "{0}";
Dir::State::status "{0}/dpkg/status";
Dir::Cache "{0}/cache";
Dir::Bin::dpkg "/bin/true";
APT::Sandbox::User "";
"""
NOTHING = """\
Package: nothing-at-all
Status: install ok installed
Version: 1
Architecture: all
Maintainer: nobody
Description: stands in for a package
"""
# apt locks with fcntl, so that is what holds one here.
HOLDER = 'import fcntl, sys; f = open(sys.argv[1], "a"); fcntl.lockf(f, fcntl.LOCK_EX); print("held", flush=True); sys.stdin.read()'


class InAFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="asterism-scripts-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def bash(self, script, **variables):
        return subprocess.Popen(["bash", "-euc", script], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env={**os.environ, **variables})

    def end(self, process, code=0):
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, code, out + err)
        return out + err

    def fake(self, name, script):
        """A program of this name in front of the real one."""
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)

    def fake_path(self):
        return f"{self.folder}/bin:{os.environ['PATH']}"

    def log(self):
        return (self.folder / "log").read_text().split()


class AnotherApt(InAFolder):
    def setUp(self):
        super().setUp()
        for name in ("parts", "lists/partial", "cache/archives/partial", "dpkg"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "sources.list").touch()
        (self.folder / "dpkg/status").write_text(NOTHING)
        (self.folder / "apt.conf").write_text(APT_CONF.format(self.folder))

    def hold(self, lock):
        holder = subprocess.Popen([sys.executable, "-c", HOLDER, self.folder / lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (holder.kill(), holder.communicate()))
        self.assertEqual(holder.stdout.readline(), "held\n")
        return holder

    def apt(self, arguments, **variables):
        script = f". {SCRIPTS}/lib/root.sh; . {SCRIPTS}/lib/apt.sh; as_root() {{ \"$@\"; }}; patient_apt log {arguments}"
        return self.bash(script, APT_CONFIG=str(self.folder / "apt.conf"), **variables)

    def check_waits(self, lock, arguments):
        holder = self.hold(lock)
        waiting = self.apt(arguments)
        said = waiting.stderr.readline()
        self.assertRegex(said, rf"^waiting: another package manager is at work, process {holder.pid} \(.+\)$")
        time.sleep(3)
        self.assertIsNone(waiting.poll())
        holder.communicate("")
        self.assertEqual(self.end(waiting), "")

    def test_the_lock_of_the_lists_is_waited_for(self):
        self.check_waits("lists/lock", "update")

    def test_the_lock_of_dpkg_is_waited_for(self):
        self.check_waits("dpkg/lock-frontend", "remove -y nothing-at-all")

    def test_patience_has_an_end(self):
        self.hold("lists/lock")
        self.assertIn("waiting", self.end(self.apt("update", ASTERISM_APT_PATIENCE="1"), code=1))
        self.assertIn("Could not get lock", (self.folder / "log").read_text())

    def test_another_failure_is_one_at_once(self):
        self.assertEqual(self.end(self.apt("install -y no-such-package"), code=1), "")
        self.assertIn("no-such-package", (self.folder / "log").read_text())


class TwoOfOurOwn(InAFolder):
    def test_packages_are_installed_once(self):
        self.fake("dpkg-query", f"test -e {self.folder}/there && echo installed || exit 1\n")
        self.fake("apt-get", f'case "$*" in *install*) echo begin >>{self.folder}/log; sleep 2; touch {self.folder}/there; '
                             f"echo end >>{self.folder}/log ;; esac\n")
        self.fake("sudo", 'exec "$@"\n')
        both = [self.bash(f"exec {SCRIPTS}/install_packages", PATH=self.fake_path()) for _ in range(2)]
        said = [self.end(one) for one in both]
        self.assertEqual(self.log(), ["begin", "end"])
        self.assertEqual(sorted("waiting: another script is installing packages" in text for text in said), [False, True], said)

    def test_a_folder_is_built_by_one_of_them(self):
        shutil.copytree(SCRIPTS, self.folder / "scripts")
        self.fake("cmake", 'case "$*" in *--build*) echo begin >>log; sleep 1; echo end >>log ;; esac\n')
        script = (". scripts/lib/build.sh; . scripts/lib/locks.sh\n"
                  "(lock_build dev && configure_preset dev && build_preset dev); (lock_build other && build_preset other)")
        both = [self.bash(script, PATH=self.fake_path()) for _ in range(2)]
        said = "".join(self.end(one) for one in both)
        self.assertEqual(said.count("waiting: another script is building in build/dev"), 1, said)
        self.assertEqual(sorted(self.log()), ["begin"] * 4 + ["end"] * 4)
        self.assertEqual(self.log()[:2], ["begin", "end"])

    def test_the_whole_of_a_script_waits_for_its_like(self):
        """Up to the first thing the second does: its lock."""
        shutil.copytree(SCRIPTS, self.folder / "scripts")
        for name in ("test", "demo"):
            lock = self.bash(f". scripts/lib/locks.sh; take_lock 8 build/{name}.lock working; echo held; exec sleep 60")
            self.assertEqual(lock.stdout.readline(), "held\n")
            second = self.bash(f"exec scripts/{name}")
            self.assertRegex(second.stderr.readline(), "^waiting: another script is .* here$")
            second.kill()  # what it started to wait with holds its output until the lock is free
            lock.kill()
            lock.communicate()
            second.communicate()

    def test_a_server_that_outlives_its_script_holds_no_lock(self):
        script = (f". {SCRIPTS}/lib/locks.sh; take_lock 8 first.lock a; take_lock 9 second.lock b; "
                  f"{SCRIPTS}/with_postgres sh -c 'ls -l /proc/$(head -n 1 $PGHOST/data/postmaster.pid)/fd'")
        open_files = self.end(self.bash(script))
        self.assertIn("socket:", open_files)
        self.assertNotIn(".lock", open_files.replace(".s.PGSQL", ""))


if __name__ == "__main__":
    unittest.main()
