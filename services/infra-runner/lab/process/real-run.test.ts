/** Nodes as real processes: honest ones, and those that do what no node may, each beside a neighbour that goes on unharmed. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { openSandbox } from '../../sandbox/open.ts'
import { type LabEvent, type LabRun, type LabVerdict, runLab } from '../run.ts'
import { wasTooBusy } from './testing.ts'

const sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

const usual = { workload: 'echo', nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1 } as const

function javascript(source: string): LabRun {
  return { ...usual, program: { language: 'javascript', style: 'maelstrom', source } }
}

/** Answers init; `more` is what it does with everything else, or at once. */
function node(onOther: string, atOnce = ''): LabRun {
  return javascript(`
    let me = ''
    const send = (src, dest, body) => console.log(JSON.stringify({ src, dest, body }))
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const { src, body } = JSON.parse(line)
      if (body.type === 'init') { me = body.node_id; send(me, src, { type: 'init_ok', in_reply_to: body.msg_id }); ${atOnce}; return }
      ${onOther}
    })`)
}

const right = "send(me, src, { type: 'echo_ok', echo: body.echo, in_reply_to: body.msg_id })"

async function played(run: LabRun, signal: AbortSignal): Promise<{ readonly verdict: LabVerdict; readonly events: readonly LabEvent[] }> {
  const events: LabEvent[] = []
  for await (const event of runLab(run, { sandbox, signal })) events.push(event)
  const verdict = events.at(-1)
  assert.ok(verdict?.kind === 'verdict')
  return { verdict, events }
}

test('an honest node passes, and its run is told from its start to its verdict', async ({ signal }) => {
  const { verdict, events } = await played(node(`console.error('asked'); ${right}`), signal)
  assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
  const kinds = new Set(events.map(({ kind }) => kind))
  for (const kind of ['started', 'progress', 'operation', 'log', 'statistics'] as const) assert.ok(kinds.has(kind), kind)
})

const bad: readonly { readonly does: string; readonly run: LabRun; readonly anomaly: string; readonly words: RegExp }[] = [
  { does: 'prints garbage', run: node("console.log('hello there')"), anomaly: 'malformed-message', words: /printed what is no message.*hello there/ },
  {
    does: 'sends a message without a body',
    run: node('console.log(JSON.stringify({ src: me, dest: src }))'),
    anomaly: 'malformed-message',
    words: /no body/,
  },
  { does: 'sends a list in place of a message', run: node("console.log('[1, 2]')"), anomaly: 'malformed-message', words: /no object/ },
  {
    does: 'adds to the envelope',
    run: node("console.log(JSON.stringify({ src: me, dest: src, body: { type: 'a' }, more: 1 }))"),
    anomaly: 'malformed-message',
    words: /it has more/,
  },
  {
    does: 'speaks in the name of another',
    run: node(`send('n9', src, { type: 'echo_ok', echo: 1, in_reply_to: body.msg_id })`),
    anomaly: 'forged-source',
    words: /as n9/,
  },
  { does: 'never answers', run: node(''), anomaly: 'no-progress', words: /not answered/ },
  { does: 'gives back something else', run: node(right.replace('body.echo', '7')), anomaly: 'other-echo', words: /7/ },
  { does: 'exits at once', run: javascript('process.exit(3)'), anomaly: 'node-crashed', words: /ended by itself with 3/ },
  {
    does: 'exits in Python',
    run: { ...usual, program: { language: 'python', style: 'maelstrom', source: 'import sys\nsys.stdin.readline()\nsys.exit(3)\n' } },
    anomaly: 'node-crashed',
    words: /ended by itself with 3/,
  },
  { does: 'throws', run: node('undefined.no'), anomaly: 'node-crashed', words: /TypeError/ },
  { does: 'cannot be read', run: javascript('function ('), anomaly: 'node-crashed', words: /SyntaxError/ },
  {
    does: 'prints one line without end',
    run: node("for (;;) process.stdout.write('x'.repeat(1e5))"),
    anomaly: 'node-crashed',
    words: /printed|too much/,
  },
  {
    does: 'writes a log without end',
    run: { ...node("setInterval(() => { for (let i = 0; i < 100; i += 1) console.error('x'.repeat(5000)) }, 0)"), seconds: 60 },
    anomaly: 'node-crashed',
    words: /log/,
  },
  {
    does: 'sends to its neighbour without end',
    run: {
      ...node(
        "setInterval(() => { for (let i = 0; i < 20000; i += 1) send(me, me === 'n0' ? 'n1' : 'n0', { type: 'x', text: 'y'.repeat(500) }) }, 0)",
      ),
      seconds: 60,
    },
    anomaly: 'node-crashed no-progress',
    words: /./,
  },
  {
    does: 'sends to nobody without end',
    run: {
      ...node(
        // Empty lines cost little: also a slow machine prints too many of them.
        "const said = JSON.stringify({ src: me, dest: 'c-nobody', body: { type: 'x' } }) + '\\n'.repeat(30); setInterval(() => process.stdout.write(said.repeat(20_000)), 0)",
      ),
      seconds: 60,
    },
    anomaly: 'node-crashed',
    words: /prints without end/,
  },
  {
    does: 'takes all memory',
    run: node('const all = []; for (;;) all.push(new Array(1e5).fill(all.length))'),
    anomaly: 'node-crashed no-progress',
    words: /held too much memory|not answered/,
  },
  { does: 'forks', run: node("require('child_process').fork(__filename)"), anomaly: 'node-crashed', words: /no module child_process/ },
  { does: 'reads files', run: node("require('fs').readFileSync('/etc/passwd')"), anomaly: 'node-crashed', words: /TypeError|not a function/ },
]

describe('nodes that do what no node may', { concurrency: 4 }, () => {
  for (const { does, run, anomaly, words } of bad) {
    test(`a node that ${does} is told so, and its neighbour is not harmed`, { timeout: 150_000 }, async (context) => {
      const [{ verdict }, neighbour] = await Promise.all([played(run, context.signal), played(node(right), context.signal)])
      if (!wasTooBusy(neighbour.verdict)) assert.equal(neighbour.verdict.result, 'pass', neighbour.verdict.explanation)
      if (wasTooBusy(verdict)) return context.skip(verdict.explanation)
      assert.equal(verdict.result, 'fail')
      assert.ok(anomaly.split(' ').includes(verdict.anomaly), `${verdict.anomaly}: ${verdict.explanation}`)
      assert.match(verdict.explanation, words)
    })
  }
})

const harmless: readonly { readonly does: string; readonly run: LabRun; readonly log: RegExp }[] = [
  { does: 'answers twice', run: node(`${right}; ${right}`), log: /was not asked, or twice/ },
  {
    does: 'answers what another was asked',
    run: node(`${right}; send(me, 'c9', { type: 'echo_ok', echo: 1, in_reply_to: 1 })`),
    log: /was not asked, or twice/,
  },
  {
    does: 'also answers with its number as text',
    run: node(`send(me, src, { type: 'echo_ok', echo: 1, in_reply_to: String(body.msg_id) }); ${right}`),
    log: /in_reply_to that is no number/,
  },
  {
    does: 'also answers without a number',
    run: node(`send(me, src, { type: 'echo_ok', echo: 1 }); ${right}`),
    log: /without in_reply_to/,
  },
  { does: 'sends to nobody', run: node(`${right}; send(me, 'x', { type: 'a' })`), log: /nobody here/ },
  { does: 'does not want to end', run: node(right, "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 10)"), log: /(?!)/ },
]

describe('nodes that are odd', { concurrency: 4 }, () => {
  for (const { does, run, log } of harmless) {
    test(`a node that ${does} changes nothing by it`, { timeout: 60_000 }, async ({ signal }) => {
      const { verdict, events } = await played(run, signal)
      assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
      const logs = events.filter((event) => event.kind === 'log')
      assert.ok(log.source === '(?!)' || logs.some(({ text }) => log.test(text)), JSON.stringify(logs.slice(0, 3)))
    })
  }
})

test('a node that does not answer init is told so', { timeout: 60_000 }, async ({ signal }) => {
  const { verdict } = await played(javascript("process.stdin.on('data', () => undefined)"), signal)
  assert.deepEqual([verdict.result, verdict.anomaly], ['fail', 'no-init'])
})

test('threads of Python, and languages that need a sandbox that is not here, are told so: that is no verdict about the program', async ({
  signal,
}) => {
  const python = await played({ ...usual, program: { language: 'python', style: 'maelstrom', source: 'import threading\n' } }, signal)
  assert.deepEqual([python.verdict.result, python.verdict.anomaly], ['unknown', ''])
  assert.match(python.verdict.explanation, /threads of Python need bubblewrap/)
  const go = await played({ ...usual, program: { language: 'go', style: 'maelstrom', source: 'package main\n' } }, signal)
  assert.deepEqual([go.verdict.result, go.verdict.anomaly], ['unknown', ''])
  assert.match(go.verdict.explanation, /programs in go need bubblewrap/)
})

test('a run that is given up ends at once with all its processes', async () => {
  const leaving = new AbortController()
  const before = children()
  const events: string[] = []
  const playing = (async () => {
    for await (const event of runLab({ ...node(right), seconds: 30 }, { sandbox, signal: leaving.signal })) {
      events.push(event.kind)
      if (event.kind === 'operation') leaving.abort()
    }
  })()
  await assert.rejects(playing, { name: 'AbortError' })
  assert.ok(events.includes('operation') && !events.includes('verdict'))
  // Nothing of it is left when whoever gave it up hears so, and nothing more was told after the first answers.
  assert.deepEqual(children(), before)
  assert.equal(events.lastIndexOf('progress') < events.indexOf('operation'), true)
})

test('whoever stops following in the middle leaves no process behind', async ({ signal }) => {
  const before = children()
  for await (const { kind } of runLab({ ...node(right), seconds: 30 }, { sandbox, signal })) if (kind === 'operation') break
  assert.deepEqual(children(), before)
})

/** Processes that this one has started and that are still there, where the system tells. */
function children(): readonly string[] {
  if (process.platform !== 'linux') return []
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'latin1').trim().split(' ')
}
