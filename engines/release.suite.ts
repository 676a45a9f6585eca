/** The version that runs goes on while the next one is rolled out: each statement of the last release is understood by the schema of this one. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { migrationId } from '@quint/db/schema.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { migrations as identity } from '../gateway/migrate.ts'
import { migrations as content } from '../services/content/migrate.ts'
import { migrations as hints } from '../services/hints/migrate.ts'
import { migrations as runner } from '../services/infra-runner/migrate.ts'
import { migrations as plans } from '../services/plans/migrate.ts'
import { migrations as sessions } from '../services/sessions/migrate.ts'
import { contracted, readReleased, refused } from './released/released.ts'

const schemas: Readonly<Record<string, readonly string[]>> = {
  identity,
  sessions,
  hints,
  plans,
  content,
  runner,
  bus: [path.join(import.meta.dirname, '..', 'packages', 'bus', 'schema')],
}
/** Each service has more; a recording that lost them would prove nothing. */
const fewest = 20

for (const [schema, folders] of Object.entries(schemas))
  test(`PostgreSQL: every statement of the last release is understood by the schema of ${schema}`, async () => {
    await using place = await testDatabase(schema, folders)
    const { statements } = readReleased()
    const [role, url] = schema === 'bus' ? ['bus_owner', place.urls.ownerUrl] : [schema, place.urls.url]
    const texts = statements[role] ?? []
    assert.ok(texts.length >= (schema === 'bus' ? 5 : fewest), `${texts.length} statements of ${role} are noted`)
    const wanted = contracted.filter((one) => one.role === role)
    const names = folders.flatMap((folder) => readdirSync(folder).map((file) => migrationId(folder, file)))
    for (const { migration } of wanted) assert.ok(names.includes(migration), `there is no ${migration}`)
    const found = await refused(url, texts)
    const excused = (statement: string) => wanted.some(({ begins }) => statement.startsWith(begins))
    assert.deepEqual(
      found.filter(({ statement }) => !excused(statement)),
      [],
    )
    const stale = wanted.filter(({ begins }) => !found.some(({ statement }) => statement.startsWith(begins)))
    assert.deepEqual(stale, [], 'what is still understood needs no excuse')
  })
