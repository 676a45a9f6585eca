/** Nodes of a run on machines of their own: what agents say is heard within bounds, and a machine that is lost is no verdict about the program. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { labNodeTask } from '../agent/lab-node.ts'
import type { NodeSaid, NodeTold } from '../agent/lab-node-messages.ts'
import type { Task } from '../agent/task.ts'
import { BuildFailed, NoSandbox } from '../lab/process/refused.ts'
import { type LabEvent, type LabRun, type LabVerdict, runLab } from '../lab/run.ts'
import { openSandbox } from '../sandbox/open.ts'
import type { LabPlacing } from './lab-ground.ts'
import { echoTask, memoryPlace } from './lab-testing.ts'
import type { Place } from './place.ts'

const sandbox = await openSandbox({ bubblewrap: '', warm: 0, idleMs: 1_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())

const run: LabRun = {
  ...{ workload: 'echo', nodes: 2, seconds: 1, rate: 20, faults: [], seed: 1 },
  program: { language: 'javascript', style: 'maelstrom', source: 'node' },
}

const placingAt = (place: Place, more: Partial<LabPlacing> = {}): LabPlacing => ({
  place,
  log: silentLog,
  bubblewrap: '',
  openWithinMs: 60_000,
  buildWithinMs: 60_000,
  ...more,
})

interface Playing {
  readonly placing: LabPlacing
  readonly signal: AbortSignal
  readonly run?: LabRun
  readonly each?: (event: LabEvent) => void
}

async function played({ placing, signal, run: asked = run, each }: Playing): Promise<{ readonly verdict: LabVerdict; readonly logs: string }> {
  let last: LabEvent | undefined
  let logs = ''
  for await (const event of runLab(asked, { sandbox, placing, signal })) {
    if (event.kind === 'log') logs += `${event.node}: ${event.text}\n`
    each?.(event)
    last = event
  }
  assert.ok(last?.kind === 'verdict')
  return { verdict: last, logs }
}

// Most of their time is waiting.
describe('nodes on machines of their own', { concurrency: 8 }, () => {
  test('nodes at seats are killed, started again, paused and asked like processes here, and their machines are removed with the run', async ({
    signal,
  }) => {
    const place = memoryPlace(echoTask)
    const { verdict, logs } = await played({ placing: placingAt(place), signal, run: { ...run, seconds: 3, faults: ['kill', 'pause'], seed: 3 } })
    assert.deepEqual([verdict.result, verdict.explanation], ['pass', ''])
    assert.match(logs, /life 2/)
    assert.deepEqual(await place.left(), [])
  })

  describe('a machine that is lost in the middle', { concurrency: 8 }, () => {
    /** As the echoing node, until it is asked for the third time. */
    const until = (then: (line: Parameters<Task>[0]) => void, within: (said: NodeSaid) => NodeSaid | undefined = (said) => said): Task => {
      return (line) => {
        let asked = 0
        return echoTask({
          ...line,
          hear: (each) =>
            line.hear((told) => {
              if ((told as NodeTold).kind === 'lines') asked += 1
              if (asked === 3) then(line)
              each(told)
            }),
          say(said) {
            const heard = asked < 3 ? (said as NodeSaid) : within(said as NodeSaid)
            if (heard !== undefined) line.say(heard)
          },
        })
      }
    }
    const rows: readonly { readonly which: string; readonly task: Task; readonly words: RegExp; readonly beatEveryMs?: number }[] = [
      {
        which: 'ends its task',
        task: (line) => Promise.race([echoTask(line), new Promise<never>((_, reject) => setTimeout(reject, 300, new Error('its disk is full')))]),
        words: /The machine of n[01] was lost: its disk is full/,
      },
      {
        which: 'says nothing more',
        task: until(
          () => undefined,
          () => undefined,
        ),
        words: /does not answer/,
      },
      {
        which: 'ends before its node has begun',
        task: (line) => {
          const { promise, reject } = Promise.withResolvers<never>()
          const hear: typeof line.hear = (each) =>
            line.hear((told) => ((told as NodeTold).kind === 'start' ? reject(new Error('its disk is full')) : each(told)))
          return Promise.race([echoTask({ ...line, hear }), promise])
        },
        words: /its disk is full/,
      },
      {
        // Long after the last answer that the run needs.
        which: 'does not answer the runner itself',
        task: until(
          () => undefined,
          (said) => (said.kind === 'beaten' ? undefined : said),
        ),
        words: /does not answer/,
        beatEveryMs: 400,
      },
      { which: 'says what no agent says', task: until((line) => line.say({ kind: 'lines', life: 0, lines: 'no list' })), words: /no agent says/ },
      { which: 'speaks of a life that nobody lives', task: until((line) => line.say({ kind: 'lines', life: 7, lines: [] })), words: /no agent says/ },
      {
        which: 'speaks without end',
        task: until((line) => {
          for (let told = 0; told <= 100_000; told += 1) line.say({ kind: 'gone', life: 9 })
        }),
        words: /speaks without end/,
      },
    ]
    for (const { which, task, words, beatEveryMs = 40 } of rows) {
      test(`one that ${which} gives no verdict, but a failure that may pass`, { timeout: 60_000 }, async ({ signal }) => {
        const place = memoryPlace(task)
        const kinds = new Set<string>()
        const playing = played({ placing: placingAt(place, { beatEveryMs }), signal, each: ({ kind }) => kinds.add(kind) })
        await assert.rejects(playing, (error) => error instanceof Failure && error.code === 'unavailable' && words.test(error.message))
        assert.equal(kinds.has('verdict'), false)
        assert.deepEqual(await place.left(), [])
      })
    }

    test('one that is gone is told in the log of its node', async ({ signal }) => {
      const place = memoryPlace(echoTask)
      let logs = ''
      const each = (event: LabEvent): void => {
        if (event.kind === 'operation') place.lose('n1')
        if (event.kind === 'log') logs += `${event.node}: ${event.text}\n`
      }
      await assert.rejects(played({ placing: placingAt(place), signal, each, run: { ...run, seconds: 30 } }), /The machine of n1 was lost/)
      assert.match(logs, /n1: its machine is gone/)
      assert.deepEqual(await place.left(), [])
    })
  })

  test('an agent that passes on more than a node may say is believed to be the node, which is ended', { timeout: 60_000 }, async ({ signal }) => {
    const flooding: Task = (line) =>
      echoTask({
        ...line,
        say(said) {
          line.say(said)
          if ((said as NodeSaid).kind === 'started') line.say({ kind: 'lines', life: 0, lines: Array.from({ length: 150_000 }, () => '') })
        },
      })
    const place = memoryPlace(flooding)
    const { verdict } = await played({ placing: placingAt(place), signal })
    assert.deepEqual([verdict.result, verdict.anomaly], ['fail', 'node-crashed'])
    assert.match(verdict.explanation, /prints without end/)
    assert.deepEqual(await place.left(), [])
  })

  for (const [what, error, result, anomaly] of [
    ['cannot build', new BuildFailed('solution.go:3: undefined: retrun (line 3)'), 'fail', 'compile-error'],
    ['has nothing for', new NoSandbox('there is nothing for go on this machine'), 'unknown', ''],
  ] as const) {
    test(`a seat says why of a program that it ${what}`, async ({ signal }) => {
      const place = memoryPlace(labNodeTask(() => Promise.reject(error)))
      const { verdict } = await played({ placing: placingAt(place), signal })
      assert.deepEqual([verdict.result, verdict.anomaly, verdict.explanation], [result, anomaly, error.message])
      assert.deepEqual(await place.left(), [])
    })
  }

  test('without machines there is no verdict, but a failure that may pass', async ({ signal }) => {
    const place = memoryPlace(echoTask)
    const refusing = { ...place, open: () => Promise.reject(new Failure('exhausted', 'The quota is exceeded.')) }
    const waiting: Place = {
      ...place,
      open: ({ signal: given }) => new Promise((_, reject) => given?.addEventListener('abort', () => reject(given.reason))),
    }
    for (const placing of [placingAt(refusing), placingAt(waiting, { openWithinMs: 20 })])
      await assert.rejects(played({ placing, signal }), (error) => error instanceof Failure && error.code === 'unavailable')
    const slow = placingAt(memoryPlace(labNodeTask(() => new Promise(() => undefined))), { buildWithinMs: 20 })
    await assert.rejects(played({ placing: slow, signal }), /was not built in time/)
  })

  test('a run that is given up while its machines are made ready, or while it is built, leaves nothing', async () => {
    const built = Promise.withResolvers<void>()
    const task = labNodeTask(async (_opening, closed) => {
      built.resolve()
      return new Promise((_, reject) => closed.addEventListener('abort', () => reject(closed.reason)))
    })
    const place = memoryPlace(task)
    const building = new AbortController()
    const playing = played({ placing: placingAt(place), signal: building.signal })
    await built.promise
    assert.equal((await place.left()).length, 1)
    building.abort()
    await assert.rejects(playing, { name: 'AbortError' })
    assert.deepEqual(await place.left(), [])

    const opening = new AbortController()
    let open = 0
    const slow: Place = {
      ...place,
      open: ({ signal }) => {
        open += 1
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      },
    }
    const early = played({ placing: placingAt(slow), signal: opening.signal })
    await eventually(() => open === 1)
    opening.abort()
    await assert.rejects(early, { name: 'AbortError' })
  })

  test('a verdict stands though the machines cannot be removed', async ({ signal }) => {
    const place = memoryPlace(echoTask)
    const stuck: Place = {
      ...place,
      async open(wanted) {
        const ground = await place.open(wanted)
        return { ...ground, [Symbol.asyncDispose]: () => Promise.reject(new Failure('unavailable', 'The API server is away.')) }
      },
    }
    const { verdict } = await played({ placing: placingAt(stuck), signal })
    assert.equal(verdict.result, 'pass')
  })
})
