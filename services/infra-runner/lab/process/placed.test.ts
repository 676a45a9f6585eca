/** Nodes at seats of real agents, each a process of its own: the same runs as beside the runner, and the same bounds. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import type { Place } from '../../place/place.ts'
import { testingPlace } from '../../place/testing.ts'
import { openSandbox } from '../../sandbox/open.ts'
import { type LabEvent, type LabProgram, type LabRun, type LabVerdict, runLab } from '../run.ts'
import { wasTooBusy } from './testing.ts'

const bubblewrap = process.env.RUNNER_BUBBLEWRAP ?? 'bwrap'
const sandbox = await openSandbox({ bubblewrap, warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())
const skip = sandbox.bubblewrap === undefined ? 'bubblewrap is not here' : false

const program = (language: LabProgram['language'], source: string): LabProgram => ({ language, source, style: 'maelstrom' })
const usual = { workload: 'echo', nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1 } as const

interface Playing {
  readonly run: LabRun
  readonly signal: AbortSignal
  readonly place?: Place
  readonly each?: (event: LabEvent) => void
}

async function played({ run, signal, place, each }: Playing): Promise<{ readonly verdict: LabVerdict; readonly logs: string }> {
  await using own = testingPlace()
  const at = place ?? own
  let logs = ''
  let last: LabEvent | undefined
  for await (const event of runLab(run, {
    sandbox,
    signal,
    placing: { place: at, log: silentLog, bubblewrap, openWithinMs: 60_000, buildWithinMs: 60_000 },
  })) {
    if (event.kind === 'log') logs += `${event.text}\n`
    each?.(event)
    last = event
  }
  assert.ok(last?.kind === 'verdict')
  assert.deepEqual(await at.left(), [])
  return { verdict: last, logs }
}

/** Answers init; `more` is what it does with everything else. */
const node = (onOther: string): LabProgram =>
  program(
    'javascript',
    `
    let me = ''
    const send = (src, dest, body) => console.log(JSON.stringify({ src, dest, body }))
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { src, body } = JSON.parse(line)
      if (body.type === 'init') { me = body.node_id; send(me, src, { type: 'init_ok', in_reply_to: body.msg_id }); return }
      ${onOther}
    })`,
  )

const echoing = node("send(me, src, { type: 'echo_ok', echo: body.echo, in_reply_to: body.msg_id })")

/** Answers every echo; `atInit` is done once. */
const python = (atInit: string): LabProgram =>
  program(
    'python',
    `
import json, os, sys
for line in sys.stdin:
    message = json.loads(line)
    body = message['body']
    answer = {'type': body['type'] + '_ok', 'in_reply_to': body['msg_id']}
    if body['type'] == 'init':
        me = body['node_id']
        ${atInit.trim().replaceAll('\n', '\n        ')}
    else:
        answer['echo'] = body['echo']
    print(json.dumps({'src': me, 'dest': message['src'], 'body': answer}), flush=True)
`,
  )

const broadcast = program('javascript', readFileSync(path.join(import.meta.dirname, '../programs/javascript/broadcast.js'), 'utf8'))

const lives = `
open(os.environ['QUINT_DATA_DIR'] + '/lives', 'a').write('.')
print('life', len(open(os.environ['QUINT_DATA_DIR'] + '/lives').read()), file=sys.stderr, flush=True)`

const hoard = `
for place in range(1000):
    with open(os.environ['QUINT_DATA_DIR'] + f'/{place}', 'wb') as file:
        file.write(b'x' * 50_000_000)`

describe('nodes at seats', { concurrency: 4 }, () => {
  test('broadcast stands partitions', { timeout: 120_000 }, async ({ signal }) => {
    const run = { workload: 'broadcast', nodes: 3, seconds: 2, rate: 20, faults: ['partition'], seed: 4, program: broadcast }
    const { verdict } = await played({ run, signal })
    assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
  })

  test('what a node wrote outlives its kill, at the same seat, and pauses pass', { skip, timeout: 120_000 }, async ({ signal }) => {
    const run = { ...usual, seconds: 4, faults: ['kill', 'pause'], seed: 3, program: python(lives) }
    const { verdict, logs } = await played({ run, signal })
    assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
    assert.match(logs, /life 1\n/)
    assert.match(logs, /life 2\n/)
  })

  const bad: readonly {
    readonly does: string
    readonly program: LabProgram
    readonly anomaly: string
    readonly words: RegExp
    readonly skip?: string | false
  }[] = [
    { does: 'exits at once', program: program('javascript', 'process.exit(3)'), anomaly: 'node-crashed', words: /ended by itself with 3/ },
    { does: 'never answers', program: node(''), anomaly: 'no-progress', words: /not answered/ },
    {
      does: 'floods',
      program: node(
        "const said = JSON.stringify({ src: me, dest: 'c-nobody', body: { type: 'x' } }) + '\\n'; setInterval(() => process.stdout.write(said.repeat(20_000)), 0)",
      ),
      anomaly: 'node-crashed',
      words: /prints without end/,
    },
    { does: 'writes 1 GB', program: python(hoard), anomaly: 'node-crashed', words: /kept too much in its folder/, skip },
  ]
  for (const { does, program: given, anomaly, words, skip: without = false } of bad) {
    test(`one that ${does} is told so`, { skip: without, timeout: 120_000 }, async (context) => {
      const { verdict } = await played({ run: { ...usual, seconds: does === 'floods' ? 30 : 1, program: given }, signal: context.signal })
      if (wasTooBusy(verdict)) return context.skip(verdict.explanation)
      assert.deepEqual([verdict.result, verdict.anomaly], ['fail', anomaly], verdict.explanation)
      assert.match(verdict.explanation, words)
    })
  }

  test('a compiler says what is wrong, with the line', { skip, timeout: 120_000 }, async ({ signal }) => {
    const { verdict } = await played({
      run: { ...usual, nodes: 1, program: program('cpp', '#include <iostream>\nint main() {\n  retrun 0;\n}\n') },
      signal,
    })
    assert.equal(verdict.anomaly, 'compile-error', verdict.explanation)
    assert.match(verdict.explanation, /retrun.*line 3/)
  })

  test('a machine that dies in the middle is no verdict about the program, and all is removed', { timeout: 120_000 }, async ({ signal }) => {
    await using place = testingPlace()
    let namespace = ''
    let killed = 0
    const watched: Place = {
      ...place,
      open(wanted) {
        namespace = wanted.namespace
        return place.open(wanted)
      },
    }
    const each = (event: LabEvent): void => {
      if (event.kind !== 'operation' || killed > 0) return
      killed = place.pidOf(namespace, 'n1')
      assert.ok(commandsOf(killed).length > 0)
      process.kill(killed, 'SIGKILL')
    }
    const playing = played({ run: { ...usual, seconds: 30, program: echoing }, signal, place: watched, each })
    await assert.rejects(
      playing,
      (error) => error instanceof Failure && error.code === 'unavailable' && /The machine of n1 was lost/.test(error.message),
    )
    assert.deepEqual(await place.left(), [])
    // What it had started ended with it.
    await eventually(() => commandsOf(killed).length === 0)
  })

  test('nodes over gRPC are asked what they hold, and answer through the agent', { skip, timeout: 120_000 }, async ({ signal }) => {
    const source = readFileSync(path.join(import.meta.dirname, '../programs/grpc/echo.ts'), 'utf8')
      .replace('@quint/proto/gen/quint/lab/v1/node.ts', './node.ts')
      .replace("throw new ServerError(Status.UNIMPLEMENTED, 'nothing to show')", 'return { view: \'{"role":"echo"}\' }')
    const views = new Set<string>()
    const each = (event: LabEvent): void => void (event.kind === 'state' && views.add(`${event.state.node} ${event.state.view}`))
    const { verdict } = await played({ run: { ...usual, program: { language: 'typescript', style: 'grpc', source } }, signal, each })
    assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
    assert.deepEqual([...views].sort(), ['n0 {"role":"echo"}', 'n1 {"role":"echo"}'])
  })

  test('a run that is given up while it is built leaves no agent behind', { timeout: 120_000 }, async () => {
    await using place = testingPlace()
    const leaving = new AbortController()
    const playing = played({ run: { ...usual, program: echoing }, signal: leaving.signal, place })
    await eventually(async () => (await place.left()).length > 1)
    leaving.abort()
    await assert.rejects(playing, { name: 'AbortError' })
    assert.deepEqual(await place.left(), [])
  })
})

/** Of all processes that run what this agent has built. */
function commandsOf(agent: number): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(`quint-run-${agent}-`)
    } catch {
      // Gone meanwhile.
      return false
    }
  })
}
