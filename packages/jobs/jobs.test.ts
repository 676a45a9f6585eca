/** Jobs against a real PostgreSQL: each step once, whoever dies; undone to the last when it is given up; in turns between learners. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import type { JobKind, JobRun } from './job.ts'
import * as store from './store.ts'
import { startWorkers, type WorkerOptions } from './worker.ts'

async function place() {
  const db = await testDatabase('content', [store.jobMigrations])
  const { database } = db
  const learner = uuidv7()
  return {
    database,
    learner,
    order: (kind: string, userId = learner) => database.asLearner(userId, (tx) => store.enqueue(tx, { kind, userId, input: { wish: 'x' } })),
    find: (id: string, userId = learner) => database.asLearner(userId, (tx) => store.findJob(tx, id)),
    workers: (kinds: readonly JobKind[], options: Partial<WorkerOptions> = {}) =>
      startWorkers({ database, kinds, log: silentLog, beatMs: 20, pollMs: 20, againMs: 1, ...options }),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

/** A kind whose ends are waited for. */
function kindOf(name: string, rest: Partial<JobKind> & Pick<JobKind, 'run'>) {
  const ends: string[] = []
  const waiting: { readonly many: number; readonly resolve: () => void }[] = []
  const kind: JobKind = {
    name,
    atOnce: 2,
    mostPerLearner: 2,
    mostTries: 3,
    async ended(_tx, { state }) {
      ends.push(state)
      for (const one of waiting) if (ends.length >= one.many) one.resolve()
    },
    ...rest,
  }
  const ended = (many = 1): Promise<void> => (ends.length >= many ? Promise.resolve() : new Promise((resolve) => waiting.push({ many, resolve })))
  return { kind, ends, ended }
}

const steps = ['script', 'render', 'store'] as const

test('the steps of a job are done in order, each once, and their results are kept', async () => {
  await using at = await place()
  const seen: string[] = []
  const { kind, ended, ends } = kindOf('video', {
    async run(job) {
      for (const name of steps) seen.push(await job.step(name, async () => `${name} done`))
      job.report({ stage: 'store', percent: 100 })
    },
  })
  const id = await at.order('video')
  await using _workers = at.workers([kind])
  await ended()
  assert.deepEqual(seen, ['script done', 'render done', 'store done'])
  await eventually(async () => (await at.find(id))?.state === 'done')
  assert.deepEqual(ends, ['done'])
})

test('a job that fails for a reason that may pass goes on behind its last step', async () => {
  await using at = await place()
  const done: string[] = []
  let away = 2
  const { kind, ended } = kindOf('video', {
    async run(job) {
      for (const name of steps) {
        await job.step(name, async () => {
          if (name === 'render' && away > 0) {
            away -= 1
            throw new Failure('unavailable', 'the renderer is away')
          }
          done.push(name)
        })
      }
    },
  })
  await at.order('video')
  await using _workers = at.workers([kind])
  await ended()
  assert.deepEqual(done, ['script', 'render', 'store'])
})

for (const broken of steps) {
  for (const way of ['for good', 'too often'] as const) {
    test(`a job that fails ${way} at ${broken} leaves nothing behind, and can be tried again`, async () => {
      await using at = await place()
      const effects = new Set<string>()
      const taken: string[] = []
      let works = false
      const { kind, ended, ends } = kindOf('video', {
        async run(job) {
          for (const name of steps) {
            await job.step(name, async () => {
              effects.add(name)
              if (name === broken && !works) throw way === 'for good' ? new Failure('invalid', 'it cannot be') : new Error('again')
            })
          }
        },
        undo: Object.fromEntries(
          steps.map((name) => [
            name,
            async () => {
              taken.push(name)
              effects.delete(name)
            },
          ]),
        ),
      })
      const id = await at.order('video')
      await using _workers = at.workers([kind])
      await ended()
      assert.deepEqual([...effects], [])
      assert.deepEqual(taken, steps.slice(0, steps.indexOf(broken) + 1).toReversed())
      await eventually(async () => (await at.find(id))?.state === 'failed')
      assert.equal((await at.find(id))?.error, way === 'for good' ? 'invalid' : 'internal')
      works = true
      assert.equal(await at.database.asLearner(at.learner, (tx) => store.retry(tx, id)), true)
      await ended(2)
      assert.deepEqual([...effects].sort(), [...steps].sort())
      assert.deepEqual(ends, ['failed', 'done'])
    })
  }
}

test('a job that is cancelled while a step runs is told at once, and what it began is undone', async () => {
  await using at = await place()
  const begun = Promise.withResolvers<void>()
  const undone: unknown[] = []
  const { kind, ended, ends } = kindOf('video', {
    run: async (job) => {
      await job.step('script', async () => 'a script')
      await job.step(
        'render',
        (signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true })
            begun.resolve()
          }),
      )
    },
    undo: {
      script: async ({ result }) => void undone.push(['script', result]),
      render: async ({ result }) => void undone.push(['render', result]),
    },
  })
  const id = await at.order('video')
  await using _workers = at.workers([kind])
  await begun.promise
  assert.equal(await at.database.asLearner(at.learner, (tx) => store.cancel(tx, id)), true)
  await ended()
  assert.deepEqual(ends, ['cancelled'])
  assert.deepEqual(undone, [
    ['render', undefined],
    ['script', 'a script'],
  ])
})

test('a job that is cancelled before anybody took it up never runs', async () => {
  await using at = await place()
  let ran = false
  const { kind, ended, ends } = kindOf('video', {
    run: async () => {
      ran = true
    },
  })
  const id = await at.order('video')
  await at.database.asLearner(at.learner, (tx) => store.cancel(tx, id))
  await using _workers = at.workers([kind])
  await ended()
  assert.deepEqual([ran, ends], [false, ['cancelled']])
  assert.equal(await at.database.asLearner(at.learner, (tx) => store.cancel(tx, id)), false)
})

test('a job that waits is cancelled at once, though whoever works has their hands full', async () => {
  await using at = await place()
  const begun = Promise.withResolvers<void>()
  const ran: string[] = []
  const { kind, ended, ends } = kindOf('video', {
    atOnce: 1,
    async run(job) {
      ran.push(job.id)
      await job.step('render', (signal) => {
        begun.resolve()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      })
    },
  })
  await using _workers = at.workers([kind])
  const first = await at.order('video')
  await begun.promise
  const second = await at.order('video', at.learner)
  const third = await at.order('video', uuidv7())
  assert.ok(await at.database.asLearner(at.learner, (tx) => store.cancel(tx, second)))
  await ended()
  assert.deepEqual(ends, ['cancelled'])
  // Its end is told before it is committed.
  await eventually(async () => (await at.find(second))?.state === 'cancelled')
  assert.equal((await at.find(first))?.state, 'running')
  // Nobody else was let in beside the one that works.
  assert.deepEqual(ran, [first])
  assert.notEqual(third, '')
})

test('a worker that was given up cannot keep what it does later, and its job is done once', async () => {
  await using at = await place()
  const frozen = Promise.withResolvers<void>()
  const zombie = Promise.withResolvers<void>()
  const kept: string[] = []
  const runBy = (who: string) => async (job: JobRun) => {
    await job.step(
      'render',
      async () => {
        if (who === 'first') {
          frozen.resolve()
          await zombie.promise
        }
        return who
      },
      async (_tx, result) => void kept.push(result),
    )
  }
  const first = kindOf('video', { run: runBy('first') })
  const second = kindOf('video', { run: runBy('second') })
  await at.order('video')
  // Its heart beats once in an hour: to the others it looks dead.
  const workers = at.workers([first.kind], { beatMs: 3_600_000, leaseSeconds: 0.2 })
  await frozen.promise
  await using _others = at.workers([second.kind], { leaseSeconds: 5 })
  await second.ended()
  zombie.resolve()
  await workers[Symbol.asyncDispose]()
  assert.deepEqual(kept, ['second'])
  assert.deepEqual([first.ends, second.ends], [[], ['done']])
})

test('a process that takes leave puts its job down, and another goes on behind its last step', async () => {
  await using at = await place()
  const inRender = Promise.withResolvers<void>()
  const done: string[] = []
  const first = kindOf('video', {
    run: async (job) => {
      await job.step('script', async () => void done.push('first: script'))
      await job.step('render', (signal) => {
        inRender.resolve()
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('leaving')), { once: true }))
      })
    },
  })
  const second = kindOf('video', {
    run: async (job) => {
      await job.step('script', async () => void done.push('second: script'))
      await job.step('render', async () => void done.push('second: render'))
    },
  })
  const id = await at.order('video')
  const workers = at.workers([first.kind])
  await inRender.promise
  await workers[Symbol.asyncDispose]()
  assert.equal((await at.find(id))?.state, 'waiting')
  await using _others = at.workers([second.kind])
  await second.ended()
  assert.deepEqual(done, ['first: script', 'second: render'])
})

test('learners take turns, however many jobs one of them has ordered', async () => {
  await using at = await place()
  const [many, few] = [uuidv7(), uuidv7()]
  const served: string[] = []
  const { kind, ended } = kindOf('video', { atOnce: 1, mostPerLearner: 1, run: async (job) => void served.push(job.userId) })
  const ids: string[] = []
  for (let n = 0; n < 4; n += 1) ids.push(await at.order('video', many))
  const last = await at.order('video', few)
  assert.deepEqual(await at.database.asLearner(few, (tx) => store.placeOf(tx, last)), { ahead: 1, running: 0 })
  assert.deepEqual(await at.database.asLearner(many, (tx) => store.placeOf(tx, ids[3] ?? '')), { ahead: 4, running: 0 })
  const standings = await at.database.asLearner(many, (tx) => store.standingsOf(tx, [...ids, last]))
  assert.equal(standings.length, ids.length, 'of others nothing is told')
  assert.deepEqual(
    standings.find(({ id }) => id === ids[3]),
    { id: ids[3], state: 'waiting', progress: {}, ahead: 4, running: 0 },
  )
  await using _workers = at.workers([kind])
  await ended(5)
  assert.equal(served.indexOf(few), 1)
})

test('a job is ordered with the change that asks for it, or not at all', async () => {
  await using at = await place()
  const id = uuidv7()
  await assert.rejects(
    at.database.asLearner(at.learner, async (tx) => {
      await store.enqueue(tx, { id, kind: 'video', userId: at.learner, input: {} })
      throw new Error('the change failed')
    }),
  )
  assert.equal(await at.find(id), undefined)
})

test('another learner neither sees a job nor stops it', async () => {
  await using at = await place()
  const id = await at.order('video')
  const stranger = uuidv7()
  assert.equal(await at.find(id, stranger), undefined)
  assert.equal(await at.database.asLearner(stranger, (tx) => store.cancel(tx, id)), false)
  await assert.rejects(at.database.asLearner(stranger, (tx) => store.enqueue(tx, { kind: 'video', userId: at.learner, input: {} })))
})

test('a learner who is forgotten leaves no job behind, nor what one had begun', async () => {
  await using at = await place()
  const inStep = Promise.withResolvers<void>()
  const effects = new Set<string>()
  const { kind, ended } = kindOf('video', {
    run: (job) =>
      job.step('render', (signal) => {
        effects.add('render')
        inStep.resolve()
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true }))
      }),
    undo: { render: async () => void effects.delete('render') },
  })
  const id = await at.order('video')
  await using _workers = at.workers([kind])
  await inStep.promise
  await at.database.asLearner(at.learner, (tx) => store.eraseJobs(tx))
  await ended()
  await eventually(async () => (await at.find(id)) === undefined)
  assert.deepEqual([...effects], [])
})

test('a job that kills whoever takes it up is given up', async () => {
  await using at = await place()
  const { kind, ended, ends } = kindOf('video', { mostTries: 1, run: () => Promise.reject(new Error('never asked')) })
  const id = await at.order('video')
  for (let n = 0; n < 4; n += 1) await store.claim(at.database, { kind: 'video', mostPerLearner: 9, leaseSeconds: 0 })
  await using _workers = at.workers([kind])
  await ended()
  assert.deepEqual(ends, ['failed'])
  await eventually(async () => (await at.find(id))?.error === 'gave_up')
})
