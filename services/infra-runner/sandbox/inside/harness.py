"""Runs a learner's program inside the interpreter: one input after the other, each in a namespace of its own."""
import _json, bisect, builtins, collections, functools, heapq, itertools, math, operator, os, sys, typing

FILE = 'solution.py'
CONTROL = os.open('/wire/jobs', os.O_RDWR)


class Reading:
    """What the scanner in C wants to know; the json package itself would take longer to load than most programs run."""
    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float
    memo = {}


parse = _json.make_scanner(Reading)


def receive():
    head = b''
    while len(head) < 4:
        head += os.read(CONTROL, 4 - len(head))
    size, body = int.from_bytes(head, 'little'), bytearray()
    while len(body) < size:
        body += os.read(CONTROL, min(65536, size - len(body)))
    return parse(body.decode(), 0)[0]


def write_json(value, default):
    def text(name):
        return _json.encode_basestring_ascii(name)

    encode = _json.make_encoder({}, default, text, None, ': ', ', ', False, False, True)
    return ''.join(encode(value, 0)) if isinstance(value, (list, tuple, dict)) else ''.join(encode([value], 0))[1:-1]


def send(done):
    body = write_json(done, repr).encode()
    body = len(body).to_bytes(4, 'little') + body
    while body:
        body = body[os.write(CONTROL, body):]


def is_out_of_memory(error):
    # Sizes beyond 32 bits are beyond every memory here; a container that could not grow may forget to say why.
    return (
        isinstance(error, MemoryError)
        or isinstance(error, OverflowError) and "cannot fit 'int' into an index-sized integer" in str(error)
        or isinstance(error, SystemError) and 'without exception set' in str(error)
    )


def failure(error, code):
    """What a learner may read of an error: their own frames, and the line it came from."""
    lines, frames, at = code.splitlines(), [], error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == FILE:
            frames.append((at.tb_lineno, at.tb_frame.f_code.co_name))
        at = at.tb_next
    kind = 'memory_limit' if is_out_of_memory(error) else 'runtime_error'
    line = frames[-1][0] if frames else 0
    try:
        words = str(error)
    except BaseException:
        words = ''
    message = (type(error).__name__ + (': ' + words if words else ''))[:500]
    if isinstance(error, SyntaxError) and not frames:
        kind, line, message = 'compile_error', error.lineno or 0, f'{type(error).__name__}: {error.msg}'
        frames = [(line, '<module>')]
    shown = ['Traceback (most recent call last):']
    for number, name in frames[-8:]:
        shown.append(f'  File "{FILE}", line {number}, in {name}')
        if 0 < number <= len(lines):
            shown.append('    ' + lines[number - 1].strip()[:200])
    return {'kind': kind, 'exitCode': 1, 'message': message.splitlines()[0] if message else '', 'line': line}, '\n'.join([*shown, message]) + '\n'


def plain(value):
    if isinstance(value, (set, frozenset, collections.deque, range)) or hasattr(value, '__next__'):
        return list(value)
    if isinstance(value, (bytes, bytearray)):
        return value.decode('utf-8', 'replace')
    raise TypeError(f'a {type(value).__name__} is no answer')


# What walks through all of what it is given, in one step of the learner's.
SORTING = (sorted, list.sort)
WALKING = (*SORTING, sum, min, max, any, all, list, tuple, set, frozenset, dict, list.index, list.count, list.reverse, list.copy, str.join, collections.Counter, heapq.heapify)
# What goes down or up a heap, or halves a list, in one step.
DESCENDING = (heapq.heappush, heapq.heappop, heapq.heappushpop, heapq.heapreplace, bisect.bisect_left, bisect.bisect_right)


class Counter:
    """Steps are lines, jumps and calls of the learner's code; bytes are the most that were held at once."""

    def __init__(self):
        self.steps = 0
        self.held = 0

    def __enter__(self):
        import tracemalloc
        monitoring = sys.monitoring
        events = monitoring.events

        def count(code, *rest):
            if code.co_filename != FILE:
                return monitoring.DISABLE
            self.steps += 1

        def call(code, offset, function, first):
            if code.co_filename != FILE:
                return monitoring.DISABLE
            self.steps += 1
            if function in WALKING and hasattr(first, '__len__'):
                size = len(first)
                self.steps += size * max(1, size.bit_length()) if function in SORTING else size
            elif function in DESCENDING and hasattr(first, '__len__'):
                self.steps += len(first).bit_length()

        monitoring.use_tool_id(4, 'steps')
        kinds = (events.LINE, events.JUMP, events.BRANCH, events.PY_START, events.CALL)
        for kind in kinds:
            monitoring.register_callback(4, kind, call if kind == events.CALL else count)
        tracemalloc.start()
        tracemalloc.reset_peak()
        self.base = tracemalloc.get_traced_memory()[0]
        monitoring.set_events(4, functools.reduce(operator.or_, kinds))
        return self

    def __exit__(self, *raised):
        import tracemalloc
        sys.monitoring.set_events(4, 0)
        sys.monitoring.free_tool_id(4)
        self.held = max(0, tracemalloc.get_traced_memory()[1] - self.base)
        tracemalloc.stop()


class Uncounted:
    steps = held = None

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        return None


def callable_of(names, entry):
    found = names.get(entry)
    if found is None and 'Solution' in names:
        found = getattr(names['Solution'](), entry, None)
    if not callable(found):
        raise NameError(f'there is no function {entry}')
    return found


def run(code, job, counter):
    names = {'__name__': '__main__' if job['entry'] == '' else 'solution', '__builtins__': builtins}
    if job['entry'] == '':
        with counter:
            exec(code, names)
        return {}
    exec(code, names)
    function, args = callable_of(names, job['entry']), parse(job['args'], 0)[0]
    with counter:
        value = function(*args)
    return {'value': write_json(value, plain)}


def answer(job, compiled):
    counter = Counter() if job['counted'] else Uncounted()
    try:
        if compiled.get('code') != job['code']:
            compiled.update(program=compile(job['code'], FILE, 'exec', dont_inherit=True), code=job['code'])
        done = {'kind': 'ok', 'exitCode': 0, **run(compiled['program'], job, counter)}
    except SystemExit as leaving:
        status = leaving.code
        if isinstance(status, str):
            print(status, file=sys.stderr)
        done = {'kind': 'ok', 'exitCode': 0 if status is None else status & 255 if isinstance(status, int) else 1}
        if done['exitCode'] != 0:
            done.update(kind='runtime_error', message=f"exited with {done['exitCode']}", line=0)
    except BaseException as error:
        done, shown = failure(error, job['code'])
        sys.__stderr__.write(shown)
    if counter.steps is not None:
        done.update(steps=counter.steps, allocatedBytes=counter.held)
    return done


def serve():
    compiled = {}
    while True:
        job = receive()
        sys.stdin = open(0, 'r', encoding='utf-8', errors='replace', closefd=False)
        sys.stdout = open(1, 'w', encoding='utf-8', errors='replace', closefd=False)
        sys.stderr = sys.__stderr__ = open(2, 'w', encoding='utf-8', errors='replace', closefd=False)
        sys.setrecursionlimit(20_000)
        done = answer(job, compiled)
        for stream in (sys.stdout, sys.__stderr__):
            try:
                stream.flush()
            except BaseException:
                pass
        send({'nonce': job['nonce'], **done})


serve()
