"""Broadcast in one thread: waits for lines or for the time to tell the others again."""
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


known, acknowledged = set(), {}
due = 0.0
while True:
    for message in lines(max(0.0, due - time.monotonic())):
        body = message['body']
        if body['type'] == 'init':
            me, ids = body['node_id'], body['node_ids']
            acknowledged = {other: set() for other in ids if other != me}
            reply(message, {'type': 'init_ok'})
        elif body['type'] == 'topology':
            reply(message, {'type': 'topology_ok'})
        elif body['type'] == 'broadcast':
            known.add(body['message'])
            reply(message, {'type': 'broadcast_ok'})
        elif body['type'] == 'read':
            reply(message, {'type': 'read_ok', 'messages': sorted(known)})
        elif body['type'] == 'tell':
            known.update(body['messages'])
            acknowledged[message['src']].update(body['messages'])
            send(message['src'], {'type': 'told', 'messages': body['messages']})
        elif body['type'] == 'told':
            acknowledged[message['src']].update(body['messages'])
    if time.monotonic() >= due:
        due = time.monotonic() + 0.15
        for other, has in acknowledged.items():
            news = sorted(known - has)
            if news:
                send(other, {'type': 'tell', 'messages': news})
