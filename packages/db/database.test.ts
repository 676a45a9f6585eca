/** Transactions on a real Postgres: whose rows they see, what a failure leaves behind, how lost connections end. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { Failure } from '@quint/runtime/failure.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { openDatabase, type Tx } from './database.ts'
import { testDatabase, volatileFolder } from './testing.ts'

const notes = `
create table notes (id int generated always as identity primary key, user_id uuid not null, body text not null unique);
create policy own_rows on notes to notes
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
alter table notes enable row level security;
alter table notes force row level security;`

async function house() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'quint-database-'))
  writeFileSync(path.join(root, '0001_notes.sql'), notes)
  try {
    return await testDatabase('notes', [root])
  } finally {
    rmSync(root, { recursive: true })
  }
}

const add = (tx: Tx, userId: string, body: string) => tx.query('insert into notes (user_id, body) values ($1, $2)', [userId, body])
const bodies = async (tx: Tx) => (await tx.query<{ body: string }>('select body from notes order by id')).map((row) => row.body)
const unavailable = (error: unknown): boolean => error instanceof Failure && error.code === 'unavailable'

test('a server of tests keeps its files where the run wants them: in memory, where there is plenty of it', {
  skip: process.env.QUINT_TEST_POSTGRES_URL !== undefined && 'another server is named',
}, async () => {
  await using place = await house()
  await using admin = openDatabase({ url: place.adminUrl })
  const [kept] = await admin.query<{ folder: string }>("select current_setting('data_directory') as folder")
  const wanted = realpathSync(process.env.QUINT_TEST_DATABASE_DIR || os.tmpdir())
  assert.ok(kept?.folder.startsWith(path.join(wanted, 'quint-test-')), kept?.folder)
  const { bavail, bsize } = existsSync('/dev/shm') ? statfsSync('/dev/shm') : { bavail: 0, bsize: 0 }
  const freeBytes = bavail * bsize
  const plentyBytes = 3 * 1024 ** 3
  if (freeBytes > plentyBytes && process.availableMemory() > 2 * plentyBytes) assert.equal(volatileFolder(), '/dev/shm')
  if (freeBytes === 0) assert.equal(volatileFolder(), os.tmpdir())
})

test('a transaction sees the rows of its own learner only, on one shared connection too', async () => {
  await using place = await house()
  await using single = openDatabase({ url: place.urls.url, maxConnections: 1 })
  const [ann, bob] = [uuidv7(), uuidv7()]
  await single.asLearner(ann, (tx) => add(tx, ann, 'of ann'))
  await single.asLearner(bob, (tx) => add(tx, bob, 'of bob'))
  const seen = await Promise.all([single.asLearner(ann, bodies), single.asService(bodies), single.asLearner(bob, bodies), single.asService(bodies)])
  assert.deepEqual(seen, [['of ann'], [], ['of bob'], []])
  await assert.rejects(
    single.asLearner(ann, (tx) => add(tx, bob, 'forged')),
    /row-level security/,
  )
})

test('the handle of a transaction that has ended reads nothing of whoever uses the connection next', async () => {
  await using place = await house()
  await using single = openDatabase({ url: place.urls.url, maxConnections: 1 })
  const [ann, bob] = [uuidv7(), uuidv7()]
  await single.asLearner(bob, (tx) => add(tx, bob, 'of bob'))
  const kept = await single.asLearner(ann, async (tx) => tx)
  await single.asLearner(bob, async () => {
    await assert.rejects(bodies(kept), /transaction has ended/)
  })
})

test('one statement as a learner sees and writes their rows alone, and a refused one leaves nothing to whoever comes next', async () => {
  await using place = await house()
  await using single = openDatabase({ url: place.urls.url, maxConnections: 1 })
  const [ann, bob] = [uuidv7(), uuidv7()]
  const insert = (as: string, of: string, body: string) => single.queryAsLearner(as, 'insert into notes (user_id, body) values ($1, $2)', [of, body])
  const read = (as: string) => single.queryAsLearner<{ body: string }>(as, 'select body from notes order by id')
  await insert(ann, ann, 'of ann')
  await insert(bob, bob, 'of bob')
  await assert.rejects(insert(ann, bob, 'forged'), /row-level security/)
  await assert.rejects(insert(ann, ann, 'of ann'), { code: '23505' })
  assert.deepEqual(await Promise.all([read(ann), single.query('select body from notes'), read(bob), single.asService(bodies)]), [
    [{ body: 'of ann' }],
    [],
    [{ body: 'of bob' }],
    [],
  ])
})

test('one statement as a learner is kept only if its commit is', async () => {
  await using place = await house()
  await using owner = openDatabase({ url: place.urls.ownerUrl, maxConnections: 1 })
  await owner.query('create function refuse() returns trigger language plpgsql as $$ begin raise check_violation; end $$')
  await owner.query('create constraint trigger late after insert on notes deferrable initially deferred for each row execute function refuse()')
  const ann = uuidv7()
  const insert = place.database.queryAsLearner(ann, 'insert into notes (user_id, body) values ($1, $2) returning body', [ann, 'refused late'])
  await assert.rejects(insert, { code: '23514' })
  assert.deepEqual(await place.database.asLearner(ann, bodies), [])
})

test('statements that do not wait for each other run in the order they were given, repeats of one text included', async () => {
  await using place = await house()
  const ann = uuidv7()
  const answers = await place.database.asLearner(ann, (tx) =>
    Promise.all([add(tx, ann, 'a'), bodies(tx), add(tx, ann, 'b'), add(tx, ann, 'c'), bodies(tx), bodies(tx)]),
  )
  assert.deepEqual(answers, [[], ['a'], [], [], ['a', 'b', 'c'], ['a', 'b', 'c']])
})

test('work that throws leaves nothing behind, and its connection serves the next', async () => {
  await using place = await house()
  await using single = openDatabase({ url: place.urls.url, maxConnections: 1 })
  const ann = uuidv7()
  await assert.rejects(
    single.asLearner(ann, async (tx) => {
      await add(tx, ann, 'lost')
      throw new Failure('conflict', 'changed my mind')
    }),
    (error) => error instanceof Failure && error.code === 'conflict',
  )
  await assert.rejects(
    single.asLearner(ann, (tx) => Promise.all([add(tx, ann, 'twice'), add(tx, ann, 'twice'), bodies(tx)])),
    { code: '23505' },
  )
  assert.deepEqual(await single.asLearner(ann, bodies), [])
})

test('a statement first sent after a failed one is understood by the next transaction on that connection', async () => {
  await using place = await house()
  await using single = openDatabase({ url: place.urls.url, maxConnections: 1 })
  const fresh = (tx: Tx) => tx.query<{ n: number }>('select 7 as n')
  await assert.rejects(
    single.asService((tx) => Promise.all([tx.query('select 1 / 0'), fresh(tx)])),
    { code: '22012' },
  )
  await assert.rejects(
    single.asService((tx) => tx.query('select nonsense')),
    { code: '42703' },
  )
  await assert.rejects(
    single.asService((tx) => tx.query('select nonsense')),
    { code: '42703' },
  )
  assert.deepEqual(await single.asService(fresh), [{ n: 7 }])
})

test('a transaction whose failed statement was passed over says that nothing was kept', async () => {
  await using place = await house()
  const ann = uuidv7()
  await assert.rejects(
    place.database.asLearner(ann, async (tx) => {
      await add(tx, ann, 'kept?')
      await tx.query('select 1 / 0').catch(() => undefined)
    }),
    /rolled back/,
  )
  assert.deepEqual(await place.database.asLearner(ann, bodies), [])
})

test('a server that is not there and a cut connection are unavailable, and the pool heals', async () => {
  await using place = await house()
  await using nowhere = openDatabase({ url: 'postgres://a:b@127.0.0.1:1/x' })
  await assert.rejects(nowhere.asService(bodies), unavailable)
  await using single = openDatabase({ url: place.urls.url, maxConnections: 1 })
  await assert.rejects(
    single.asService((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())')),
    unavailable,
  )
  assert.deepEqual(await single.asService(bodies), [])
})

test('a lock that is held too long makes the database busy', async () => {
  await using place = await house()
  await using impatient = openDatabase({ url: place.urls.url, statementTimeoutMs: 50 })
  const held = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holder = place.database.asService(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(1)')
    held.resolve()
    await release.promise
  })
  await held.promise
  await assert.rejects(
    impatient.asService((tx) => tx.query('select pg_advisory_xact_lock(1)')),
    (error) => unavailable(error) && error instanceof Error && /busy/.test(error.message),
  )
  release.resolve()
  await holder
})

/** Between us and the server: passes everything on until it is told to swallow. */
async function swallowingProxy(url: string) {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  const state = { swallow: false }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => state.swallow || to.write(chunk)).on('error', () => undefined)
      from.on('close', () => to.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return {
    url: Object.assign(new URL(url), { port: String(address.port) }).href,
    state,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a server that falls silent is given up on, and its connection is not used again', async () => {
  await using place = await house()
  await using proxy = await swallowingProxy(place.urls.url)
  await using single = openDatabase({ url: proxy.url, maxConnections: 1, statementTimeoutMs: 100 })
  assert.deepEqual(await single.asService(bodies), [])
  proxy.state.swallow = true
  await assert.rejects(single.asService(bodies), unavailable)
  proxy.state.swallow = false
  assert.deepEqual(await single.asService(bodies), [])
})

test('a listening connection hears what commits, not what is rolled back', async () => {
  await using place = await house()
  const client = await place.database.listen()
  try {
    const heard = Promise.withResolvers<string | undefined>()
    client.on('notification', (message) => heard.resolve(message.payload))
    await client.query('listen news')
    const tell = (tx: Tx, text: string) => tx.query("select pg_notify('news', $1)", [text])
    await assert.rejects(
      place.database.asService(async (tx) => {
        await tell(tx, 'lost')
        throw new Error('no')
      }),
    )
    await place.database.asService((tx) => tell(tx, 'kept'))
    assert.equal(await heard.promise, 'kept')
  } finally {
    await client.end()
  }
})

test('a database without room refuses as one that is not available, and nothing is changed', async () => {
  await using place = await house()
  for (const code of ['53100', '53200', '58030'])
    await assert.rejects(
      place.database.asService((tx) => tx.query(`do $$ begin raise exception 'no room' using errcode = '${code}'; end $$`)),
      unavailable,
    )
})
