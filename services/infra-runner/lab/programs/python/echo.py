"""Echo over lines, with nothing but the standard library."""
import json
import sys

me = ''
for line in sys.stdin:
    message = json.loads(line)
    body = message['body']
    if body['type'] == 'init':
        me = body['node_id']
        print('I am', me, file=sys.stderr, flush=True)
        answer = {'type': 'init_ok'}
    else:
        answer = {'type': 'echo_ok', 'echo': body['echo']}
    answer['in_reply_to'] = body['msg_id']
    print(json.dumps({'src': me, 'dest': message['src'], 'body': answer}), flush=True)
