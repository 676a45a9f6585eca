/** `npm run audit`: proves that no line of the audit was changed, taken out or put in, and says what to note elsewhere for the next time. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Database, openDatabase } from '@quint/db/database.ts'
import { adoptable } from '@quint/db/postmaster.ts'
import { type Noted, verifyAudit } from './audit-chain.ts'
import { type AuditLink, auditLinks, unsealedLines } from './audit-store.ts'

const usage = `npm run audit [-- --noted <sequence>:<seal>]

Reads the audit that GATEWAY_DATABASE_URL names, else that of the mesh that runs from this folder.`

const batch = 1000

export async function* linksOf(database: Database): AsyncGenerator<readonly AuditLink[]> {
  for (let after = 0; ; ) {
    const links = await database.asService((tx) => auditLinks(tx, after, batch))
    const last = links.at(-1)
    if (last === undefined) return
    yield links
    after = last.sequence
  }
}

function parseNoted(text: string | undefined): Noted | undefined {
  if (text === undefined) return undefined
  const [, sequence = '', seal = ''] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (seal === '') throw new Error(usage)
  return { sequence: Number(sequence), seal }
}

/** The embedded database is run by the mesh: it is asked for its address, not started. */
async function addressOfAudit(): Promise<string> {
  if (process.env.GATEWAY_DATABASE_URL) return process.env.GATEWAY_DATABASE_URL
  const folder = path.resolve(process.env.QUINT_DATA_DIR || '.quint', 'postgres')
  const running = await adoptable(path.join(folder, 'data'), readFileSync(path.join(folder, 'password'), 'utf8'))
  if (running === undefined) throw new Error(`no mesh runs from ${folder}: start it, or set GATEWAY_DATABASE_URL`)
  return `${running.adminUrl}?options=-csearch_path%3Didentity`
}

async function main(): Promise<void> {
  const noted = parseNoted(parseArgs({ options: { noted: { type: 'string' } } }).values.noted)
  await using database = openDatabase({ url: await addressOfAudit(), maxConnections: 1, statementTimeoutMs: 60_000 })
  const { links, past, last, problems } = await verifyAudit(linksOf(database), noted)
  const beside = await database.asService(unsealedLines)
  for (const problem of problems) console.log(problem)
  if (beside > 0) console.log(`${beside} lines stand beside the chain: they were not written by the gateway`)
  const broken = problems.length > 0 || beside > 0
  console.log(`${links} lines, ${past} of them past their time: ${broken ? 'NOT AS WRITTEN' : 'as they were written'}`)
  if (last !== undefined) console.log(`To note elsewhere: ${last.sequence}:${last.seal}`)
  if (broken) process.exitCode = 1
}

if (import.meta.main) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
