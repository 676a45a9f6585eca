/** Programs of learners in virtual time: in three languages, the same seed the same run, small witnesses, and hostile ones. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { openSandbox } from '../../sandbox/open.ts'
import { type LabEvent, type LabRun, type LabVerdict, lessons, runLab } from '../run.ts'

const sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

const usual = { workload: 'broadcast', nodes: 5, seconds: 4, rate: 60, faults: ['partition', 'loss'], seed: 2 } as const

async function played(run: LabRun, signal: AbortSignal): Promise<{ readonly verdict: LabVerdict; readonly events: readonly LabEvent[] }> {
  const events: LabEvent[] = []
  for await (const event of runLab(run, { sandbox, signal })) events.push(event)
  const verdict = events.at(-1)
  assert.ok(verdict?.kind === 'verdict')
  return { verdict, events }
}

function program(source: string, language: LabRun['program']['language'] = 'javascript'): LabRun {
  return { ...usual, program: { language, source, style: 'sdk' } }
}

const starters = lessons.find(({ slug }) => slug === 'broadcast')?.starters ?? []

describe('the lesson of broadcast', { concurrency: 3 }, () => {
  for (const { language, source } of starters) {
    test(`its program to begin with in ${language} loses messages, and the witness is small`, async ({ signal }) => {
      const { verdict, events } = await played(program(source, language), signal)
      assert.deepEqual([verdict.result, verdict.anomaly], ['fail', 'lost'])
      assert.ok((verdict.witness?.operations.length ?? 99) <= 8, `${verdict.witness?.operations.length} operations`)
      assert.match(verdict.explanation, /did not read .* had been acknowledged/)
      const kinds = new Set(events.map(({ kind }) => kind))
      for (const kind of ['started', 'progress', 'operation', 'message', 'state', 'fault-begun', 'fault-ended', 'statistics'] as const)
        assert.ok(kinds.has(kind), kind)
    })
  }
})

const gossip = {
  javascript: `
    export function start(env) {
      const known = new Set(), owed = new Map(env.ids.filter((id) => id !== env.id).map((id) => [id, new Set()]))
      const learn = (all, from) => { for (const one of all) if (!known.has(one)) { known.add(one); for (const [id, set] of owed) if (id !== from) set.add(one) } }
      env.setTimer('again', 100)
      return {
        onMessage(from, { type, all }) {
          if (type === 'tell') { learn(all, from); env.send(from, { type: 'told', all }) }
          for (const one of all) owed.get(from).delete(one)
        },
        onTimer() { for (const [id, set] of owed) if (set.size > 0) env.send(id, { type: 'tell', all: [...set] }); env.setTimer('again', 100) },
        async onClient({ body, reply }) {
          await undefined
          if (body.type === 'read') return reply({ type: 'read_ok', messages: [...known] })
          learn([body.message], env.id)
          reply({ type: 'broadcast_ok' })
        },
      }
    }`,
  python: `
class Node:
    def __init__(self, env):
        self.env, self.known = env, set()
        self.owed = {other: set() for other in env.ids if other != env.id}
        env.set_timer('again', 100)

    def learn(self, messages, sender):
        for message in set(messages) - self.known:
            self.known.add(message)
            for other, owed in self.owed.items():
                if other != sender:
                    owed.add(message)

    def on_message(self, sender, body):
        if body['type'] == 'tell':
            self.learn(body['all'], sender)
            self.env.send(sender, {'type': 'told', 'all': body['all']})
        self.owed[sender] -= set(body['all'])

    def on_timer(self, name):
        for other, owed in self.owed.items():
            if owed:
                self.env.send(other, {'type': 'tell', 'all': sorted(owed)})
        self.env.set_timer('again', 100)

    def on_client(self, client, body, reply):
        if body['type'] == 'read':
            return reply({'type': 'read_ok', 'messages': sorted(self.known)})
        self.learn([body['message']], self.env.id)
        reply({'type': 'broadcast_ok'})


def start(env):
    return Node(env)
`,
} as const

for (const language of ['javascript', 'python'] as const) {
  test(`broadcast that sends again in ${language} passes under all faults of the network, and the same seed is the same run`, async ({ signal }) => {
    const run = { ...program(gossip[language], language), faults: ['partition', 'one-way', 'loss', 'delay', 'duplicate', 'pause'] }
    const [one, again, other] = await Promise.all([played(run, signal), played(run, signal), played({ ...run, seed: 3 }, signal)])
    assert.deepEqual([one.verdict.result, one.verdict.explanation], ['pass', ''])
    assert.deepEqual(one.events, again.events)
    assert.notDeepEqual(one.events, other.events)
  })
}

const flooding = "export function start(env) { env.setTimer('a', 0); return { onMessage() {}, onClient() {}, onTimer() { env.setTimer('a', 0) } } }"

const start = (onClient: string): LabRun => ({
  ...program(`export function start(env) { return { onMessage() {}, onTimer() {}, onClient({ body, reply }) { ${onClient} } } }`),
  ...{ workload: 'echo', faults: [], seconds: 1, nodes: 2 },
})

const bad: readonly { readonly does: string; readonly run: LabRun; readonly anomaly: string; readonly words: RegExp }[] = [
  { does: 'cannot be read', run: start('\n('), anomaly: 'compile-error', words: /^SyntaxError: .* \(line 2\)$/ },
  {
    does: 'cannot be read as TypeScript',
    run: program('const a = 1\nenum B { C }', 'typescript'),
    anomaly: 'compile-error',
    words: /enum .*\(line 2\)$/,
  },
  { does: 'has no start', run: program('const a = 1'), anomaly: 'node-crashed', words: /no function start/ },
  { does: 'throws', run: start('undefined.no'), anomaly: 'node-crashed', words: /TypeError.*line 1/ },
  {
    does: 'throws something that throws when it is read',
    run: start('throw { toString() { throw 1 }, toJSON() { throw 1 } }'),
    anomaly: 'node-crashed',
    words: /cannot be read/,
  },
  { does: 'rejects a promise', run: start('return Promise.reject(new Error("later"))'), anomaly: 'node-crashed', words: /later/ },
  {
    does: 'sends without end',
    run: { ...start(''), program: { language: 'javascript', style: 'sdk', source: flooding } },
    anomaly: 'flood',
    words: /without end/,
  },
  { does: 'sends what is no message', run: start('env.send("n1", 7)'), anomaly: 'node-crashed', words: /object with a type/ },
  { does: 'turns text into code', run: start('env.send.constructor.constructor("return process")()'), anomaly: 'node-crashed', words: /EvalError/ },
  {
    does: 'looks for the process around it',
    run: start('reply({ type: "echo_ok", echo: typeof process + typeof require + typeof fetch })'),
    anomaly: 'other-echo',
    words: /undefinedundefinedundefined/,
  },
  { does: 'answers nothing', run: start(''), anomaly: 'no-progress', words: /not answered/ },
  {
    does: 'spoils what all objects have',
    run: start('Object.prototype.type = "x"; Array.prototype.push = JSON.parse = null; reply({ type: "echo_ok", echo: 7 })'),
    anomaly: 'other-echo',
    words: /7/,
  },
  {
    does: 'takes all memory',
    run: start('const all = []; for (;;) all.push(new Array(1e5).fill(all.length))'),
    anomaly: 'too-much-memory',
    words: /memory/,
  },
]

describe('programs that do what none should', { concurrency: 3 }, () => {
  for (const { does, run, anomaly, words } of bad) {
    test(`one that ${does} is told so`, { timeout: 60_000 }, async ({ signal }) => {
      const { verdict } = await played(run, signal)
      assert.equal(verdict.result, 'fail')
      assert.ok(anomaly.split(' ').includes(verdict.anomaly), `${verdict.anomaly}: ${verdict.explanation}`)
      assert.match(verdict.explanation, words)
    })
  }
})

const neverBack: readonly { readonly run: LabRun; readonly words: RegExp }[] = [
  { run: start('for (;;);'), words: /^n\d did not come back from onClient$/ },
  {
    run: {
      ...program('class Node:\n  def on_client(self, client, body, reply):\n    while True: pass\ndef start(env):\n  return Node()', 'python'),
      ...{ workload: 'echo', faults: [], seconds: 1 },
    },
    words: /^n\d did not come back from on_client$/,
  },
]

describe('programs that never come back', { concurrency: 2 }, () => {
  for (const { run, words } of neverBack) {
    test(`one in ${run.program.language} is told so, with its node and its step`, { timeout: 90_000 }, async ({ signal }) => {
      const { verdict } = await played(run, signal)
      assert.deepEqual([verdict.result, verdict.anomaly], ['fail', 'too-slow'])
      assert.match(verdict.explanation, words)
    })
  }
})

test('an answer that is given twice is heard once, and the log says so; a log without end leaves room for those of others', async ({ signal }) => {
  const twice = 'reply({ type: "echo_ok", echo: body.echo }); reply({ type: "echo_ok", echo: "other" }); '
  const { verdict, events } = await played(start(`${twice} for (let i = 0; i < 600; i++) console.log(i)`), signal)
  assert.equal(verdict.result, 'pass')
  const logs = events.filter((event) => event.kind === 'log')
  for (const id of ['n0', 'n1']) {
    const own = logs.filter(({ node }) => node === id).map(({ text }) => text)
    assert.ok(own.some((text) => text.startsWith('replied a second time')))
    assert.match(own.at(-1) ?? '', /from here on is not kept/)
  }
})

test('Python that leaves is told so, with its line', { timeout: 60_000 }, async ({ signal }) => {
  const source = 'import sys\nclass Node:\n  def on_client(self, client, body, reply):\n    sys.exit(3)\ndef start(env):\n  return Node()'
  const { verdict } = await played({ ...program(source, 'python'), workload: 'echo', faults: [], seconds: 1 }, signal)
  assert.match(verdict.explanation, /SystemExit: 3 \(line 4\)/)
})

test('a run that is given up ends at once', async () => {
  const leaving = new AbortController()
  const playing = (async () => {
    for await (const { kind } of runLab(start('for (;;);'), { sandbox, signal: leaving.signal })) if (kind === 'progress') leaving.abort()
  })()
  await assert.rejects(playing, { name: 'AbortError' })
})
