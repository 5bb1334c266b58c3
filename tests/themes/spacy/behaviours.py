"""A worker that misbehaves in the way its argument names. Speaks the protocol of src/themes/spacy/scripts/worker.py as far as it does.

A good answer gives every text one chunk, its first word, and one entity, its last. A text that holds "poison" sets off the
behaviours named after documents.
"""
import json
import os
import signal
import socket
import subprocess
import sys
import time

BEHAVIOUR = sys.argv[1]
HELLO = {"asterism_nlp": 1, "python": "3", "spacy": "0", "pipeline": BEHAVIOUR, "version": "1"}

if BEHAVIOUR == "crash_at_start":
    sys.exit("no such luck")
if BEHAVIOUR == "exit_silently":
    sys.exit(0)
if BEHAVIOUR == "killed_at_start":
    os.kill(os.getpid(), signal.SIGKILL)
if BEHAVIOUR == "hang_before_hello":
    time.sleep(600)
if BEHAVIOUR == "close_descriptors_and_hang":
    os.closerange(0, 256)
    time.sleep(600)
if BEHAVIOUR == "close_channel_and_hang":
    os.close(3)
    time.sleep(600)
if BEHAVIOUR == "ignore_sigterm":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if BEHAVIOUR == "child_holds_the_channel":
    subprocess.Popen(["sleep", "600"], pass_fds=(3,))
    sys.exit("left a child behind")

channel = socket.socket(fileno=3)
stream = channel.makefile("rwb")


def send(data):
    stream.write(data)
    stream.flush()


def say(answer):
    send(json.dumps(answer).encode() + b"\n")


def docs_of(texts):
    return [{"chunks": text.split()[:1], "entities": [[text.split()[-1], "ORG"]]} for text in texts]


if BEHAVIOUR == "slow_start":
    time.sleep(0.3)
if BEHAVIOUR == "hello_garbage":
    send(b"Traceback (most recent call last)\n")
if BEHAVIOUR == "hello_wrong_version":
    HELLO["asterism_nlp"] = 2
if BEHAVIOUR == "hello_version_as_text":
    HELLO["asterism_nlp"] = "1"
if BEHAVIOUR == "hello_error":
    HELLO = {"asterism_nlp": 1, "error": "no pipeline here", "mend": "scripts/install_nlp it"}
if BEHAVIOUR == "hello_half":
    send(b'{"asterism_nlp": 1, "pyt')
    sys.exit()
if BEHAVIOUR == "hello_array":
    HELLO = [HELLO]
if BEHAVIOUR == "hello_deep":
    send(b"[" * 1000000 + b"\n")
if BEHAVIOUR == "hello_endless_line":
    while True:
        send(b"x" * 1000000)
say(HELLO)
if BEHAVIOUR == "answer_before_asked":
    say({"id": 1, "docs": []})
if BEHAVIOUR == "crash_after_hello":
    sys.exit("that was it")

for line in stream:
    request = json.loads(line)
    texts, answer = request["texts"], {"id": request["id"], "docs": docs_of(request["texts"])}
    poisoned = any("poison" in text for text in texts)
    if BEHAVIOUR == "hang_in_every_batch" or (BEHAVIOUR == "hang_on_document" and poisoned):
        time.sleep(600)
    elif BEHAVIOUR == "crash_on_every_document" or (BEHAVIOUR == "crash_on_document" and poisoned):
        os._exit(3)
    elif BEHAVIOUR == "abort_on_document" and poisoned:
        os.abort()
    elif BEHAVIOUR == "memory_on_document" and poisoned:
        hog = []
        while True:
            hog.append(bytearray(64 << 20))
    elif BEHAVIOUR == "garbage":
        send(b"\x00\xff\xfe not JSON\n")
        continue
    elif BEHAVIOUR == "garbage_on_document" and poisoned:
        send(b"<html></html>\n")
        continue
    elif BEHAVIOUR == "empty_lines":
        send(b"\n\n\n")
        continue
    elif BEHAVIOUR == "invalid_utf8":
        send(b'{"id": %d, "docs": [{"chunks": ["\xff\xfe"], "entities": []}]}\n' % request["id"])
        continue
    elif BEHAVIOUR == "half_a_line":
        send(b'{"id": %d, "docs": [{"chu' % request["id"])
        sys.exit()
    elif BEHAVIOUR == "half_a_line_and_hang":
        send(b'{"id": %d, "docs": [{"chu' % request["id"])
        time.sleep(600)
    elif BEHAVIOUR == "endless_line":
        while True:
            send(b"x" * 1000000)
    elif BEHAVIOUR == "drip":
        while True:
            send(b" ")
            time.sleep(0.02)
    elif BEHAVIOUR == "wrong_id":
        answer["id"] += 1
    elif BEHAVIOUR == "id_as_text":
        answer["id"] = str(answer["id"])
    elif BEHAVIOUR == "too_few_docs":
        answer["docs"] = answer["docs"][1:]
    elif BEHAVIOUR == "too_many_docs":
        answer["docs"] = answer["docs"] * 2
    elif BEHAVIOUR == "docs_as_object":
        answer["docs"] = {"0": answer["docs"]}
    elif BEHAVIOUR == "numbers_for_chunks":
        answer["docs"] = [{"chunks": [1e308, -1], "entities": []} for _ in texts]
    elif BEHAVIOUR == "entity_without_label":
        answer["docs"] = [{"chunks": [], "entities": [["Rome"]]} for _ in texts]
    elif BEHAVIOUR == "null_docs":
        answer["docs"] = [None for _ in texts]
    elif BEHAVIOUR == "long_spans":
        answer["docs"] = [{"chunks": ["x" * 100000, "short"], "entities": []} for _ in texts]
    elif BEHAVIOUR == "nul_bytes":
        answer["docs"] = [{"chunks": ["a\u0000b"], "entities": []} for _ in texts]
    elif BEHAVIOUR == "deep_answer":
        send(b'{"id":' * 500000 + b"\n")
        continue
    elif BEHAVIOUR == "prints":
        print("progress bar " * 1000)
        print("warning " * 1000, file=sys.stderr)
    elif BEHAVIOUR == "floods_standard_output":
        subprocess.Popen(["sh", "-c", "yes 1>&2"])
    elif BEHAVIOUR == "answers_twice":
        say(answer)
    elif BEHAVIOUR == "reads_slowly":
        time.sleep(0.05)
    say(answer)
