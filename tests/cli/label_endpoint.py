"""Labels by an endpoint, end to end: the real program, a real HTTP server, an SQLite reader.

Usage: label_endpoint.py PROGRAM. Standard library only.
"""

import http.server
import json
import os
import random
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest

from readers import SqliteReader

KEY = "s3cret-label-key"
TOPICS = {"energy": "solar wind turbine battery grid storage panel megawatt power plant",
          "space": "rocket orbit satellite launch moon lander telescope astronaut mars probe",
          "cooking": "recipe oven garlic butter sauce onion dough flour pan simmer"}


class Endpoint:
    """Keeps every request; `reply(number)` gives status and body, counted from 0."""

    def __init__(self, reply):
        self.seen, self.connections = [], 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status, text = reply(len(outer.seen))
                outer.seen.append((self.path, self.headers.get("Authorization"), body))
                self.send_response(status)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        class Counting(http.server.ThreadingHTTPServer):
            def get_request(self):
                outer.connections += 1
                return super().get_request()

        self.server = Counting(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def says(label):
    return 200, json.dumps({"choices": [{"message": {"content": label}}],
                            "usage": {"prompt_tokens": 50, "completion_tokens": 3}})


class LabelEndpoint(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="asterism-labels-")
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        self.reader = SqliteReader(self.folder)
        self.said = ""
        self.run_program("init", self.reader.location, "--dimensions", "16")
        pick, rows = random.Random(1), []
        for size, (topic, words) in zip((30, 25, 20), TOPICS.items()):
            for _ in range(size):
                rows.append({"id": len(rows) + 1, "title": "Headline " + " ".join(pick.sample(words.split(), 3)),
                             "summary": f"News about {topic}: " + " ".join(pick.choices(words.split(), k=12))})
        path = os.path.join(self.folder, "articles.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
        self.run_program("ingest", self.reader.location, path)
        self.run_program("embed", self.reader.location)

    def endpoint(self, reply):
        made = Endpoint(reply)
        self.addCleanup(made.close)
        return made

    def run_program(self, *arguments, code=0, **variables):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ASTERISM_", "XDG_"))}
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, cwd=self.folder, timeout=300,
                              env={**kept, "HOME": self.folder, **variables})
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        self.said += done.stdout + done.stderr
        return done

    def cluster(self, *arguments, code=0, **variables):
        return self.run_program("cluster", self.reader.location, *arguments, code=code, **variables)

    def labels(self):
        texts = self.reader.rows("SELECT metadata FROM clusters ORDER BY article_count DESC")
        return [(m["label"], m["label_source"]) for m in (json.loads(text) for text, in texts)]

    def record(self):
        text = self.reader.rows("SELECT metrics FROM cluster_runs ORDER BY run_id DESC LIMIT 1")[0][0]
        return json.loads(text).get("label_endpoint")

    def test_no_connection_is_made_unless_an_endpoint_is_named(self):
        server = self.endpoint(lambda _: says("Never"))
        self.cluster(ASTERISM_LABEL_KEY=KEY, ASTERISM_LABEL_MODEL="m", ASTERISM_LABEL_TITLES="3")
        self.assertEqual(server.connections, 0)
        self.assertIsNone(self.record())
        self.assertNotIn("endpoint", {source for _, source in self.labels()})

    def test_the_largest_clusters_get_the_labels_of_the_endpoint(self):
        server = self.endpoint(lambda number: says(f"Theme number {'one two three'.split()[number]}"))
        self.cluster("--label-endpoint", server.url, "--label-model", "m", "--label-requests", "2", "-v",
                     ASTERISM_LABEL_KEY=KEY)
        labels = self.labels()
        self.assertGreater(len(labels), 2)
        self.assertEqual(labels[:2], [("Theme number one", "endpoint"), ("Theme number two", "endpoint")])
        self.assertNotIn("endpoint", {source for _, source in labels[2:]})
        record = self.record()
        self.assertEqual((record["requests"], record["labels"], record["ended_by"]), (2, 2, "most_requests"))
        self.assertEqual((record["prompt_tokens"], record["completion_tokens"]), (100, 6))
        self.assertEqual({(path, key) for path, key, _ in server.seen}, {("/v1/chat/completions", f"Bearer {KEY}")})
        self.assertFalse([body for _, _, body in server.seen if "Headline" in body], "a title left the machine")
        dump = "".join(str(self.reader.rows(f"SELECT * FROM {table}")) for table in ("cluster_runs", "clusters"))
        self.assertNotIn(KEY, self.said + dump)

    def test_titles_leave_only_when_allowed(self):
        server = self.endpoint(lambda _: says("Sun"))
        self.cluster("--label-endpoint", server.url, "--label-model", "m", "--label-titles", "2")
        for _, _, body in server.seen:
            data = json.loads(json.loads(body)["messages"][1]["content"])
            self.assertEqual([title[:8] for title in data["titles"]], ["Headline"] * 2)

    def test_labels_stay_unique(self):
        server = self.endpoint(lambda number: says("Same thing" if number else "same Thing"))
        self.cluster("--label-endpoint", server.url, "--label-model", "m")
        labels = [label.lower() for label, _ in self.labels()]
        self.assertEqual(len(set(labels)), len(labels))
        self.assertEqual(self.record()["labels"], 1)

    def test_a_failing_endpoint_never_fails_the_run(self):
        server = self.endpoint(lambda _: (401, KEY))
        done = self.cluster("--label-endpoint", server.url, "--label-model", "m", ASTERISM_LABEL_KEY=KEY)
        self.assertIn("label endpoint failed 3 times", done.stderr)
        self.assertEqual(self.record()["ended_by"], "failures_in_a_row")
        self.assertNotIn("endpoint", {source for _, source in self.labels()})
        self.assertNotIn(KEY, self.said + str(self.reader.rows("SELECT * FROM cluster_runs")))

    def test_an_endpoint_that_hangs_up_never_fails_the_run(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)

        def hang_up():
            try:
                while True:
                    connection, _ = listener.accept()
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    connection.close()
            except OSError:
                pass  # the test is over

        threading.Thread(target=hang_up, daemon=True).start()
        self.cluster("--label-endpoint", f"http://127.0.0.1:{listener.getsockname()[1]}/v1", "--label-model", "m")
        self.assertEqual(self.record()["failures"], 3)

    def test_what_cannot_be_used_is_refused_before_the_work(self):
        for arguments, variables in ((("ftp://h",), {}), (("https://me:pw@h/v1",), {}),
                                     (("http://example.org/v1",), {"ASTERISM_LABEL_KEY": KEY})):
            self.cluster("--label-endpoint", *arguments, "--label-model", "m", code=2, **variables)
        done = self.cluster("--label-endpoint", "http://127.0.0.1:1", code=2)
        self.assertIn("--label-model", done.stderr)
        self.assertEqual(self.reader.rows("SELECT count(*) FROM cluster_runs"), [["0"]])
        self.run_program("config", ASTERISM_LABEL_KEY=KEY)
        self.assertNotIn(KEY, self.said)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
