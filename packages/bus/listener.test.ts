/** Listening and leasing over real connections that are cut, refused or stopped midway: nothing hangs, nothing is left open. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { Database } from '@quint/db/database.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { lease } from './lease.ts'
import { startListener } from './listener.ts'

/** Longer than any test: a loop that only polls is never woken. */
const never = 600_000

type Client = Awaited<ReturnType<Database['listen']>>

/** Hands out real connections, and each to `seen` first. */
function watched(database: Database, seen: (client: Client) => void): Pick<Database, 'listen'> {
  return {
    async listen() {
      const client = await database.listen()
      seen(client)
      return client
    },
  }
}

test('a listener that is stopped while it connects ends, and its connection with it', async () => {
  await using place = await testDatabase('listener', [])
  const stop = new AbortController()
  let ended: Promise<unknown> = Promise.reject(new Error('never connected'))
  ended.catch(() => undefined)
  const database = watched(place.database, (client) => {
    ended = once(client, 'end')
    stop.abort()
  })
  await startListener({ database, channel: 'news', signal: stop.signal, pollMs: never })[Symbol.asyncDispose]()
  await ended
})

test('a listener that may not listen leaves no connection open', async () => {
  await using place = await testDatabase('listener', [])
  const stop = new AbortController()
  const connected = Promise.withResolvers<Client>()
  const database = watched(place.database, (client) => connected.resolve(client))
  await using _listener = startListener({ database, channel: 'not a name', signal: stop.signal, pollMs: never })
  await once(await connected.promise, 'end')
  stop.abort()
})

test('a listener whose connection is cut listens again', async () => {
  await using place = await testDatabase('listener', [])
  const stop = new AbortController()
  const clients: Client[] = []
  const again = Promise.withResolvers<void>()
  const database = watched(place.database, (client) => {
    clients.push(client)
    if (clients.length === 2) again.resolve()
  })
  const listener = startListener({ database, channel: 'news', signal: stop.signal, pollMs: never })
  const tell = (): Promise<object[]> => place.database.asService((tx) => tx.query("select pg_notify('news', '')"))
  await listener.next()
  await tell()
  await listener.next()
  await place.database.asService((tx) =>
    tx.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
    ),
  )
  await again.promise
  for (let time = 0; time < 3; time += 1) {
    await tell()
    await listener.next()
  }
  stop.abort()
  await listener[Symbol.asyncDispose]()
})

test('a listener rests for as long as it is told, and polls while it is not', async () => {
  await using place = await testDatabase('listener', [])
  const stop = new AbortController()
  const first = Promise.withResolvers<Client>()
  let connections = 0
  const database: Pick<Database, 'listen'> = {
    async listen() {
      connections += 1
      if (connections > 1) throw new Error('nobody is there')
      const client = await place.database.listen()
      first.resolve(client)
      return client
    },
  }
  const listener = startListener({ database, channel: 'news', signal: stop.signal, pollMs: 10, restMs: never })
  const client = await first.promise
  while ((await client.query('select pg_listening_channels()')).rows.length === 0);
  const told = once(client, 'notification')
  await place.database.query("select pg_notify('news', '')")
  await told
  // Takes along that it listens, and what it was told: from now on nothing but the end of the connection wakes it.
  await listener.next()
  let woken = false
  const rest = listener.next().then(() => {
    woken = true
  })
  // As long as ten polls would have taken, told by the server's own clock.
  await place.database.query('select pg_sleep(0.1)')
  assert.equal(woken, false)
  await client.end()
  await rest
  for (let time = 0; time < 3; time += 1) await listener.next()
  stop.abort()
  await listener[Symbol.asyncDispose]()
})

test('a lease whose question fails leaves no connection open and asks again', async () => {
  await using place = await testDatabase('lease', [])
  const stop = new AbortController()
  const first = Promise.withResolvers<Client>()
  const second = Promise.withResolvers<void>()
  let connections = 0
  const database = watched(place.database, (client) => {
    connections += 1
    if (connections > 1) return second.resolve()
    client.query = () => Promise.reject(new Error('no answer'))
    first.resolve(client)
  })
  await using leased = lease({ database, name: 'it', signal: stop.signal })
  await once(await first.promise, 'end')
  assert.equal(leased.held(), false)
  await second.promise
  stop.abort()
})

test('what listens and what holds locks share one connection; it ends with the last of them, and a lock before it', async () => {
  await using place = await testDatabase('standing', [])
  const clients: Client[] = []
  const database = watched(place.database, (client) => clients.push(client))
  const [first, second, rest] = [new AbortController(), new AbortController(), new AbortController()]
  const holder = lease({ database, name: 'it', signal: first.signal })
  const waiting = lease({ database, name: 'it', signal: second.signal })
  const heard = startListener({ database, channel: 'news', signal: rest.signal, pollMs: never })
  const unheard = startListener({
    database,
    channel: 'weather',
    concerns: () => assert.fail('of another channel'),
    signal: rest.signal,
    pollMs: never,
  })
  await eventually(() => holder.held())
  await heard.next()
  await place.database.asService((tx) => tx.query("select pg_notify('news', '')"))
  await heard.next()
  assert.equal(waiting.held(), false)
  first.abort()
  await holder[Symbol.asyncDispose]()
  await eventually(() => waiting.held())
  assert.equal(clients.length, 1)
  const [client] = clients
  assert.ok(client)
  const ended = once(client, 'end')
  second.abort()
  rest.abort()
  await Promise.all([waiting, heard, unheard].map((owned) => owned[Symbol.asyncDispose]()))
  await ended
})

test('when the shared connection is cut all of them go on over one new one', async () => {
  await using place = await testDatabase('standing', [])
  let connections = 0
  const database = watched(place.database, () => {
    connections += 1
  })
  const stop = new AbortController()
  const leases = ['one', 'two'].map((name) => lease({ database, name, signal: stop.signal }))
  const heard = startListener({ database, channel: 'news', signal: stop.signal, pollMs: never })
  await eventually(() => leases.every((leased) => leased.held()))
  await heard.next()
  await place.database.asService((tx) =>
    tx.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
    ),
  )
  await eventually(() => leases.some((leased) => !leased.held()))
  await eventually(() => leases.every((leased) => leased.held()))
  // The first word after a new connection is that it is there: something may have been missed.
  await heard.next()
  await place.database.asService((tx) => tx.query("select pg_notify('news', '')"))
  await heard.next()
  assert.equal(connections, 2)
  stop.abort()
  await Promise.all([...leases, heard].map((owned) => owned[Symbol.asyncDispose]()))
})
