"""Registers over lin-kv: a node that passes on what it is asked."""
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
while True:
    for message in [aside.pop(0)] if aside else lines(1.0):
        body = message['body']
        if body['type'] == 'init':
            me, ids = body['node_id'], body['node_ids']
            reply(message, {'type': 'init_ok'})
            continue
        answer = ask('lin-kv', {key: value for key, value in body.items() if key != 'msg_id'})
        reply(message, {key: value for key, value in answer.items() if key not in ('in_reply_to', 'msg_id')})
