# Every node of the cluster is a process: a line of JSON in is a message to it, a line out is one from it. What goes to stderr is its log.
import json
import sys

me, ids = '', []


def send(dest, body):
    print(json.dumps({'src': me, 'dest': dest, 'body': body}), flush=True)


def reply(message, body):
    send(message['src'], {**body, 'in_reply_to': message['body']['msg_id']})


for line in sys.stdin:
    message = json.loads(line)
    kind = message['body']['type']
    if kind == 'init':
        me, ids = message['body']['node_id'], message['body']['node_ids']
        reply(message, {'type': 'init_ok'})
    elif kind == 'topology':
        # Whom to talk to, where the lesson says so.
        reply(message, {'type': 'topology_ok'})
    else:
        print(me, 'of', len(ids), 'was asked', kind, 'by', message['src'], file=sys.stderr, flush=True)
        reply(message, {'type': 'error', 'code': 10, 'text': 'not supported yet'})
