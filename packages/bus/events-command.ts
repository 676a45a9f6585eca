/** `npm run events -- list|replay`: dead letters on the bus that BUS_URL names, else on that of the mesh that runs from this folder. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { adoptable } from '@quint/db/postmaster.ts'
import { createLog } from '@quint/runtime/log.ts'
import { stopSignal } from '@quint/runtime/stop.ts'
import { type DeadLetter, listDeadLetters, type Range, replayDeadLetter, replayDeadLetters } from './dead-letters.ts'
import { openBus } from './open.ts'

const usage = `npm run events -- list   [--group <name>] [--from <time>] [--to <time>]
npm run events -- replay [--group <name>] [--from <time>] [--to <time>] [--id <letter>] [--rate <per second>] [--dry-run]

Times are RFC 3339, such as 2026-01-31T12:00:00Z, and are those of the last failure. Without --rate, 10 a second.`

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      group: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      id: { type: 'string' },
      rate: { type: 'string', default: '10' },
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const [verb = ''] = positionals
  const ratePerSecond = Number(values.rate)
  if (!['list', 'replay'].includes(verb) || !(ratePerSecond > 0)) throw new Error(usage)
  const range: Range = {
    ...(values.group === undefined ? {} : { group: values.group }),
    ...(values.from === undefined ? {} : { from: instant(values.from) }),
    ...(values.to === undefined ? {} : { to: instant(values.to) }),
  }
  return { range, id: values.id, ratePerSecond, changes: verb === 'replay' && !values['dry-run'] }
}

function instant(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new Error(`${text} is not a time\n\n${usage}`)
  return new Date(text).toISOString()
}

/** The embedded database is run by the mesh: it is asked for its address, not started. */
async function addressOfBus(): Promise<string> {
  if (process.env.BUS_URL) return process.env.BUS_URL
  const folder = path.resolve(process.env.QUINT_DATA_DIR || '.quint', 'postgres')
  const running = await adoptable(path.join(folder, 'data'), readPassword(folder))
  if (running === undefined) throw new Error(`no mesh runs from ${folder}: start it, or set BUS_URL`)
  return `${running.adminUrl}?options=-csearch_path%3Dbus`
}

function readPassword(folder: string): string {
  try {
    return readFileSync(path.join(folder, 'password'), 'utf8')
  } catch {
    throw new Error(`there is no database in ${folder}: set QUINT_DATA_DIR or BUS_URL`)
  }
}

function lineOf({ id, type, eventId, key, origin, error, attempts, replays, firstFailedAt, lastFailedAt }: DeadLetter): string {
  const place = `${origin.topic}/${origin.partition}/${origin.offset}`
  const told = `${error} after ${attempts} attempts, ${firstFailedAt} to ${lastFailedAt}, replayed ${replays} times`
  return `${id}  ${type || '(not an event)'} ${eventId} of ${key} from ${place}: ${told}`
}

async function main(): Promise<void> {
  const { range, id, ratePerSecond, changes } = readArguments()
  const signal = stopSignal()
  const log = createLog('events')
  await using bus = await openBus(await addressOfBus(), log)
  const options = { bus, by: 'operator', log, signal }
  if (!changes) {
    const letters = (await listDeadLetters(bus, range, signal)).filter((letter) => id === undefined || letter.id === id)
    for (const letter of letters) console.log(lineOf(letter))
    console.log(`${letters.length} dead letters`)
    return
  }
  const replayed = id === undefined ? await replayDeadLetters({ ...options, range, ratePerSecond }) : [(await replayDeadLetter(id, options)).letter]
  for (const letter of replayed) console.log(lineOf(letter))
  console.log(`${replayed.length} dead letters replayed`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
