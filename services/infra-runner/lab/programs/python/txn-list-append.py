"""Transactions on lists: the whole state is one value of lin-kv, changed by compare-and-set."""
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

def transact(steps):
    before = ask('lin-kv', {'type': 'read', 'key': 'root'})
    if before['type'] == 'error' and before['code'] != 20:
        return before
    state = before.get('value', {})
    after, done = dict(state), []
    for f, key, value in steps:
        if f == 'append':
            after[str(key)] = [*after.get(str(key), []), value]
        done.append([f, key, value if f == 'append' else after.get(str(key))])
    answer = ask('lin-kv', {'type': 'cas', 'key': 'root', 'from': state, 'to': after, 'create_if_not_exists': True})
    if answer['type'] == 'cas_ok':
        return {'type': 'txn_ok', 'txn': done}
    return {'type': 'error', 'code': 30, 'text': 'another came first'} if answer['code'] == 22 else answer


while True:
    for message in [aside.pop(0)] if aside else lines(1.0):
        body = message['body']
        if body['type'] == 'init':
            me, ids = body['node_id'], body['node_ids']
            reply(message, {'type': 'init_ok'})
        elif body['type'] == 'txn':
            reply(message, {**transact(body['txn'])})
