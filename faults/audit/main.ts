/** The auditor's process: it survives whatever is killed around it, and ends with the row that started it. */
import type { Answer, Question } from '../auditor.ts'
import { compareChanges } from './changes.ts'
import { openJournal } from './journal.ts'
import { compareMesh } from './mesh.ts'

const [, , file = ''] = process.argv
const journal = openJournal(file)
const comparisons = { changes: compareChanges, mesh: compareMesh }

process.on('message', (message) => {
  const { id, note, compare } = message as Question
  const reply = (answer: Omit<Answer, 'id'>): void => {
    if (process.connected) process.send?.({ id, ...answer })
  }
  if (note !== undefined) {
    journal.append(note)
    reply({})
  }
  if (compare !== undefined) {
    comparisons[compare.what](compare.adminUrl, journal.read()).then(
      (verdict) => reply({ verdict }),
      (error: unknown) => reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  }
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())
