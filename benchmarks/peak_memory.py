"""The peak memory of a child process, read from its own VmHWM while it runs.

ru_maxrss would not do: the kernel hands it down through fork and exec, so a small child of a large parent shows the parent's.
"""
import re
import threading

EVERY_S = 0.005
HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class PeakMemory:
    """Watches a process from another thread; `mib` is the last high-water mark seen, at most EVERY_S before its end."""

    def __init__(self, pid):
        self.mib = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(pid,), daemon=True)
        self._thread.start()

    def _watch(self, pid):
        while not self._ended.wait(EVERY_S):
            try:
                with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
                    seen = HIGH_WATER.search(status.read())
            except OSError:
                return
            if seen:
                self.mib = int(seen.group(1)) / 1024

    def end(self):
        """Called once the process was waited for; returns the peak in MiB."""
        self._ended.set()
        self._thread.join()
        return self.mib
