/** Parts by month: there before they are needed, gone when past their time, and reached only through their table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from './database.ts'
import { keepMonths, monthsMigrations, type Part } from './months.ts'
import { testDatabase } from './testing.ts'

async function openPlace() {
  const owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('things', [monthsMigrations]))
  const owner = owned.use(openDatabase({ url: db.urls.ownerUrl, maxConnections: 2 }))
  await owner.asService(async (tx) => {
    await tx.query('create table deeds (id integer not null, at timestamptz not null, primary key (id, at)) partition by range (at)')
    await tx.query('create index deeds_by_time on deeds (at desc)')
    await tx.query('revoke update, delete on deeds from things')
    await tx.query("insert into partitioned (parent, keep_months) values ('deeds', 6)")
  })
  return {
    database: db.database,
    keepAt: (moment: string) => owner.asService((tx) => tx.query<Part>('select part, verb from keep_months_at($1)', [moment])),
    add: (id: number, at: string) => db.database.asService((tx) => tx.query('insert into deeds values ($1, $2)', [id, at])),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const made = (parts: readonly Part[]) => parts.filter(({ verb }) => verb === 'made').map(({ part }) => part)
const dropped = (parts: readonly Part[]) => parts.filter(({ verb }) => verb === 'dropped').map(({ part }) => part)

test('three months are there ahead, once; as time passes the next are made and those past their time dropped with their rows', async () => {
  await using place = await openPlace()
  assert.deepEqual(made(await place.keepAt('2026-11-30T23:30:00-01:00')), ['deeds_202612', 'deeds_202701', 'deeds_202702', 'deeds_202703'])
  assert.deepEqual(await place.keepAt('2026-12-31T23:59:59Z'), [])
  await place.add(1, '2026-12-01T00:00:00Z')
  await place.add(2, '2027-03-31T23:59:59.999Z')
  await assert.rejects(place.add(3, '2027-04-01T00:00:00Z'), /no partition/)
  for (const moment of ['2027-03-01', '2027-06-15']) await place.keepAt(`${moment}T00:00:00Z`)
  // December may go once six whole months have passed since.
  assert.deepEqual(dropped(await place.keepAt('2027-06-30T23:59:59Z')), [])
  assert.deepEqual(dropped(await place.keepAt('2027-07-01T00:00:00Z')), ['deeds_202612'])
  const left = await place.database.asService((tx) => tx.query<{ id: number }>('select id from deeds'))
  assert.deepEqual(left, [{ id: 2 }])
})

test('a query for one month reads that month only', async () => {
  await using place = await openPlace()
  await place.keepAt('2026-12-01T00:00:00Z')
  const plan = await place.database.asService((tx) =>
    tx.query<Record<string, string>>("explain select * from deeds where at >= '2027-01-01T00:00:00Z' and at < '2027-02-01T00:00:00Z'"),
  )
  const text = JSON.stringify(plan)
  assert.match(text, /deeds_202701/)
  assert.doesNotMatch(text, /deeds_202612|deeds_202702/)
})

test('who writes rows neither changes them in a part, nor chooses the moment', async () => {
  await using place = await openPlace()
  const parts = await keepMonths(place.database)
  assert.equal(made(parts).length, 4)
  const refused = (text: string) =>
    assert.rejects(
      place.database.asService((tx) => tx.query(text)),
      /permission denied/,
    )
  await refused(`delete from ${parts[0]?.part}`)
  await refused(`insert into ${parts[0]?.part} values (1, now())`)
  await refused('delete from deeds')
  await refused("select * from keep_months_at('2099-01-01')")
  await refused('update partitioned set keep_months = 1')
})

test('instances that keep them at the same time make each part once', async () => {
  await using place = await openPlace()
  const all = await Promise.all(Array.from({ length: 4 }, () => keepMonths(place.database)))
  assert.equal(made(all.flat()).length, 4)
})
