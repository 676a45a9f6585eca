"""A counter that only grows, over seq-kv: every node keeps its own sum there, under its name."""
import json
import select
import sys
import time

me, ids, count = "", [], 0


def send(dest, body):
    print(json.dumps({"src": me, "dest": dest, "body": body}), flush=True)


def reply(to, body):
    send(to["src"], {**body, "in_reply_to": to["body"]["msg_id"]})


pending = b""


def lines(wait):
    """The lines that have come, after so many seconds at most."""
    global pending
    if select.select([sys.stdin], [], [], wait)[0]:
        read = sys.stdin.buffer.raw.read(65536)
        if not read:
            sys.exit()
        pending += read
    *whole, pending = pending.split(b"\n")
    return [json.loads(line) for line in whole if line.strip()]



def ask(dest, body):
    """Asks and waits; what comes meanwhile is put aside."""
    global count
    count += 1
    own = count
    send(dest, {**body, "msg_id": own})
    until = time.monotonic() + 1
    while time.monotonic() < until:
        for message in lines(max(0.0, until - time.monotonic())):
            if message["body"].get("in_reply_to") == own:
                found.append(message["body"])
            elif "in_reply_to" not in message["body"]:
                aside.append(message)
        if found:
            return found.pop()
    return {"type": "error", "code": 0, "text": "timeout"}


aside, found = [], []
own, written, due = 0, 0, 0.0
sums = {}


def handle(message):
    global me, ids, own
    body = message['body']
    if body['type'] == 'init':
        me, ids = body['node_id'], body['node_ids']
        reply(message, {'type': 'init_ok'})
    elif body['type'] == 'add':
        own += body['delta']
        reply(message, {'type': 'add_ok'})
    elif body['type'] == 'read':
        reply(message, {'type': 'read_ok', 'value': own + sum(sums.values())})


while True:
    for message in [*aside, *lines(0 if aside else max(0.0, due - time.monotonic()))]:
        if message in aside:
            aside.remove(message)
        handle(message)
    if me and time.monotonic() >= due:
        if own != written:
            wanted = own
            if ask('seq-kv', {'type': 'write', 'key': me, 'value': wanted})['type'] == 'write_ok':
                written = wanted
        # A write of one's own makes the reads that follow see all that was before it.
        ask('seq-kv', {'type': 'write', 'key': 'seen by ' + me, 'value': count})
        for other in ids:
            if other != me:
                answer = ask('seq-kv', {'type': 'read', 'key': other})
                sums[other] = max(sums.get(other, 0), answer.get('value', 0))
        due = time.monotonic() + 0.3
