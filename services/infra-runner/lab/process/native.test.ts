/** Nodes behind bubblewrap, where it works: what they may and may not do, and what a compiler says of them. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { openSandbox } from '../../sandbox/open.ts'
import { type LabEvent, type LabProgram, type LabVerdict, runLab } from '../run.ts'
import { hasToolchain, wasTooBusy } from './testing.ts'

const sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

const works = sandbox.bubblewrap !== undefined
const skip = (language: string): string | false => (works && hasToolchain(language) ? false : `bubblewrap or ${language} is not here`)

async function played(
  program: Omit<LabProgram, 'style'>,
  more: { readonly signal: AbortSignal; readonly faults?: readonly string[]; readonly seconds?: number; readonly nodes?: number },
): Promise<{ readonly verdict: LabVerdict; readonly logs: string }> {
  const { signal, faults = [], seconds = 1, nodes = 2 } = more
  const run = { workload: 'echo', nodes, seconds, rate: 20, faults, seed: 1, program: { ...program, style: 'maelstrom' as const } }
  let logs = ''
  let verdict: LabEvent | undefined
  for await (const event of runLab(run, { sandbox, signal })) {
    if (event.kind === 'log') logs += `${event.text}\n`
    verdict = event
  }
  assert.ok(verdict?.kind === 'verdict')
  return { verdict, logs }
}

/** Answers every echo; `atInit` is done once. */
function python(atInit: string): Omit<LabProgram, 'style'> {
  const source = `
import json, os, sys, socket, subprocess, threading
for line in sys.stdin:
    message = json.loads(line)
    body = message['body']
    answer = {'type': 'echo_ok', 'echo': body.get('echo'), 'in_reply_to': body['msg_id']}
    if body['type'] == 'init':
        me, answer['type'] = body['node_id'], 'init_ok'
        try:
            ${atInit.trim().replaceAll('\n', '\n            ')}
        except BaseException as error:
            print('refused', type(error).__name__, file=sys.stderr, flush=True)
    print(json.dumps({'src': me, 'dest': message['src'], 'body': answer}), flush=True)
`
  return { language: 'python', source }
}

const refused: readonly { readonly tries: string; readonly code: string }[] = [
  { tries: 'to read what it is not shown', code: "print(open('/root/.bashrc').read(), open('/etc/shadow').read())" },
  { tries: 'to write where it may not', code: "open('/usr/quint-was-here', 'w').write('x')" },
  { tries: 'to reach the network', code: "socket.create_connection(('127.0.0.1', 22), 1)" },
  {
    tries: 'to write 1 GB',
    code: "file = open(os.environ['QUINT_DATA_DIR'] + '/big', 'wb')\nfor _ in range(1000):\n    file.write(b'x' * 1_000_000)",
  },
]

const mistaken = [
  ['cpp', '#include <iostream>\nint main() {\n  retrun 0;\n}\n'],
  ['java', 'public class Main {\n  public static void main(String[] arguments) {\n    retrun(0);\n  }\n}\n'],
  ['rust', 'fn main() {\n  let unused = 1;\n  retrun(0);\n}\n'],
] as const

const hoards: readonly { readonly keeps: string; readonly code: string }[] = [
  {
    keeps: 'more and more in one file after another',
    code: "for place in range(1000):\n    with open(os.environ['QUINT_DATA_DIR'] + f'/{place}', 'wb') as file:\n        file.write(b'x' * 50_000_000)",
  },
  { keeps: 'files without end', code: "for place in range(1_000_000):\n    open(os.environ['QUINT_DATA_DIR'] + f'/{place}', 'w').close()" },
]

describe('nodes behind bubblewrap', { concurrency: 3 }, () => {
  for (const { tries, code } of refused) {
    test(`one that tries ${tries} is refused`, { skip: skip('python'), timeout: 60_000 }, async ({ signal }) => {
      const { verdict, logs } = await played(python(code), { signal })
      // Whether it goes on or is ended by a limit: it was not done.
      assert.ok(/refused/.test(logs) || verdict.anomaly === 'node-crashed', `${verdict.explanation} ${logs}`)
    })
  }

  for (const { keeps, code } of hoards) {
    test(`one that keeps ${keeps} is ended`, { skip: skip('python'), timeout: 60_000 }, async ({ signal }) => {
      const { verdict } = await played(python(code), { signal })
      assert.deepEqual([verdict.result, verdict.anomaly], ['fail', 'node-crashed'])
      assert.match(verdict.explanation, /kept too much in its folder/)
    })
  }

  test('one that ignores SIGTERM ends with its run, and so does what it has started', { skip: skip('python'), timeout: 60_000 }, async ({
    signal,
  }) => {
    const mark = `deaf-${randomUUID()}`
    const code = `
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
deaf = 'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)'
subprocess.Popen([sys.executable, '-c', deaf, '${mark}'], start_new_session=True)
print('has a child', file=sys.stderr, flush=True)`
    const { verdict, logs } = await played(python(code), { signal })
    assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
    assert.match(logs, /has a child/)
    // The kernel ends what is left in their namespace.
    await eventually(() => !commands().some((command) => command.includes(mark)))
  })

  test('a node that a signal ends is told by its name', { skip: skip('python'), timeout: 60_000 }, async ({ signal }) => {
    const { verdict } = await played(python('os.abort()'), { signal })
    assert.match(verdict.explanation, /^n\d ended by itself, by SIGABRT/)
  })

  test('a fork bomb meets its limit, and a neighbour goes on', { skip: skip('python'), timeout: 60_000 }, async ({ signal }) => {
    const [bomb, neighbour] = await Promise.all([played(python('while True:\n    os.fork()'), { signal }), played(python('pass'), { signal })])
    assert.ok(/refused/.test(bomb.logs) || bomb.verdict.result === 'fail', bomb.logs)
    assert.deepEqual([neighbour.verdict.result, neighbour.verdict.explanation], ['pass', ''])
  })

  test('threads work, and a folder outlives a kill', { skip: skip('python'), timeout: 60_000 }, async ({ signal }) => {
    const code = `
thread = threading.Thread(target=lambda: None); thread.start(); thread.join()
open(os.environ['QUINT_DATA_DIR'] + '/lives', 'a').write('.')
print('life', len(open(os.environ['QUINT_DATA_DIR'] + '/lives').read()), file=sys.stderr, flush=True)`
    const { verdict, logs } = await played(python(code), { signal, faults: ['kill'], seconds: 4 })
    assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
    assert.match(logs, /life 1\n/)
    assert.match(logs, /life 2\n/)
  })

  for (const [language, source] of mistaken) {
    test(`a compiler says what is wrong in ${language}, with the line`, { skip: skip(language), timeout: 60_000 }, async ({ signal }) => {
      const { verdict } = await played({ language, source }, { signal })
      assert.deepEqual([verdict.result, verdict.anomaly], ['fail', 'compile-error'])
      assert.match(verdict.explanation, /retrun.*line 3/)
    })
  }
})

test('each of 25 nodes may have its processes, whatever its neighbours have', { skip: skip('python'), timeout: 120_000 }, async (context) => {
  const { verdict } = await played(python('pass'), { signal: context.signal, nodes: 25 })
  if (wasTooBusy(verdict)) return context.skip(verdict.explanation)
  assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
})

/** Of all processes that this one may look at. */
function commands(): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, 'latin1')] : []
    } catch {
      // Gone meanwhile.
      return []
    }
  })
}

test('without bubblewrap it is said which programs cannot run, and none of them is started', async ({ signal }) => {
  const without = { ...sandbox, bubblewrap: undefined }
  const programs: readonly (readonly [LabProgram, RegExp])[] = [
    [{ language: 'cpp', source: 'int main() {}', style: 'maelstrom' }, /programs in cpp need bubblewrap/],
    [{ language: 'go', source: 'package main', style: 'maelstrom' }, /programs in go need bubblewrap/],
    [{ language: 'python', source: 'import threading', style: 'maelstrom' }, /threads of Python need bubblewrap.*wait with select/],
    [{ language: 'python', source: 'import grpc', style: 'grpc' }, /over gRPC need bubblewrap/],
  ]
  for (const [program, words] of programs) {
    const run = { workload: 'echo', nodes: 1, seconds: 1, rate: 1, faults: [], seed: 1, program }
    const events = await Array.fromAsync(runLab(run, { sandbox: without, signal }))
    const verdict = events.at(-1)
    assert.ok(verdict?.kind === 'verdict' && verdict.result === 'unknown')
    assert.match(verdict.explanation, words)
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'progress' ? [event.stage] : [])),
      ['building'],
    )
  }
})
