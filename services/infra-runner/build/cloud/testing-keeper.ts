/** A keeper of clouds in a process of its own, to be killed: see cloud.test.ts and aws.suite.ts. */
import { readFileSync } from 'node:fs'
import { openDatabase } from '@quint/db/database.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { startKeeper } from './keeper.ts'
import type { CloudPlace } from './place.ts'

const [, , url = '', place = '', leaseSeconds = '2'] = process.argv
const database = openDatabase({ url })
startKeeper({
  database,
  place: JSON.parse(readFileSync(place, 'utf8')) as CloudPlace,
  log: silentLog,
  leaseSeconds: Number(leaseSeconds),
  beatMs: 200,
  pollMs: 50,
  againMs: 20,
  healthWithinMs: 20_000,
})
// Until it is killed.
setInterval(() => undefined, 60_000)
