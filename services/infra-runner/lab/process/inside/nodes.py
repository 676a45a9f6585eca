"""Runs the nodes of a simulated cluster, each life of each node in a namespace of its own: a step goes in, what the program wants done comes out."""
import builtins, json, os, sys

FILE = 'node.py'
CONTROL = os.open('/wire/jobs', os.O_RDWR)
dumps, loads = json.JSONEncoder(separators=(',', ':'), default=lambda value: list(value) if isinstance(value, (set, frozenset)) else str(value)).encode, json.loads


def receive():
    head = b''
    while len(head) < 4:
        head += os.read(CONTROL, 4 - len(head))
    size, body = int.from_bytes(head, 'little'), bytearray()
    while len(body) < size:
        body += os.read(CONTROL, size - len(body))
    return loads(body)


def send(text):
    body = text.encode('utf-8', 'replace')
    body = len(body).to_bytes(4, 'little') + body
    while body:
        body = body[os.write(CONTROL, body):]


def body_of(body, what):
    if not isinstance(body, dict) or not isinstance(body.get('type'), str):
        raise TypeError(f'{what} needs a dict with a type')
    return dumps(body)


class Disk:
    def __init__(self, files, say):
        self._files, self._say = files, say

    def read(self, name):
        return self._files.get(name, '')

    def write(self, name, text):
        self._files[name] = str(text)
        self._say('write', str(name), str(text))

    def append(self, name, text):
        self._files[name] = self._files.get(name, '') + str(text)
        self._say('append', str(name), str(text))

    def sync(self):
        self._say('sync')

    def files(self):
        return list(self._files)


class Env:
    def __init__(self, life, given):
        self._life = life
        self._state = given['seed'] & 0xFFFFFFFF
        self.id, self.ids, self.disk = given['id'], list(given['ids']), Disk(dict(given['all']), life.say)

    def now(self):
        return self._life.now

    def random(self):
        self._state = (self._state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((self._state ^ (self._state >> 15)) * (self._state | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (mixed ^ (mixed >> 7)) * (mixed | 61)) & 0xFFFFFFFF
        return ((mixed ^ (mixed >> 14)) & 0xFFFFFFFF) / 4294967296

    def send(self, to, body):
        self._life.say('send', str(to), body_of(body, 'send'))

    def set_timer(self, name, after_ms):
        self._life.say('timer', str(name), float(after_ms))

    def clear_timer(self, name):
        self._life.say('clear', str(name))


class Life:
    def __init__(self, given):
        self.effects, self.now, self.program = [], given['now'], None
        self.env = Env(self, given)

    def say(self, *parts):
        self.effects.append(parts)

    def start(self, code):
        names = {'__name__': 'node', '__builtins__': builtins, 'print': self.log}
        exec(code, names)
        if not callable(names.get('start')):
            raise NameError('there is no function start(env)')
        self.program = names['start'](self.env)

    def log(self, *values, **_rest):
        self.say('log', ' '.join(map(str, values))[:500])

    def step(self, kind, name, body):
        if kind == 'message':
            self.program.on_message(name, loads(body))
        elif kind == 'timer':
            self.program.on_timer(name)
        else:
            asked = loads(body)
            number = asked['number']
            self.program.on_client(asked['client'], asked['body'], lambda said: self.say('reply', number, body_of(said, 'reply')))

    def broken(self, error):
        line, at = 0, error.__traceback__
        while at is not None:
            if at.tb_frame.f_code.co_filename == FILE:
                line = at.tb_lineno
            at = at.tb_next
        self.say('broken', f'{type(error).__name__}: {error}'[:450] + (f' (line {line})' if line else ''))

    def take(self):
        view = ''
        try:
            if hasattr(self.program, 'inspect'):
                view = dumps(self.program.inspect())
        except BaseException as error:
            self.broken(error)
        done, self.effects = dumps(self.effects), []
        return done + '\n' + view


def compiled(source):
    try:
        return compile(source, FILE, 'exec', dont_inherit=True), ''
    except SyntaxError as error:
        return None, f'{type(error).__name__}: {error.msg} (line {error.lineno})'


def serve():
    code, lives = None, {}
    while True:
        what, *rest = receive()
        if what == 'source':
            code, wrong = compiled(rest[0])
            send(wrong)
            continue
        number, *rest = rest
        if what == 'open':
            lives[number] = Life(rest[0])
            send('')
            continue
        life = lives[number]
        life.now = rest[-1]
        try:
            life.start(code) if what == 'start' else life.step(*rest[:-1])
        except BaseException as error:  # sys.exit is one, and would end all nodes
            life.broken(error)
        send(life.take())


sys.setrecursionlimit(5_000)
serve()
