/** What happened in a run as it is downloaded: read piece by piece, with no more of it in memory than some pieces. */
import type { Database } from '@quint/db/database.ts'
import type { LabEvent } from '../run.ts'
import { piecesAfter } from '../runs/run-store.ts'

const piecesAtOnce = 8

/** @param node empty: everything, as lines of JSON. Else what that node logged, as text. */
export async function* historyOf(database: Database, userId: string, { runId, node }: { readonly runId: string; readonly node: string }) {
  let after = 0
  for (;;) {
    // Each read is a transaction of its own: a reader that takes its time holds no connection.
    const from = after
    const pieces = await database.asReader(userId, (tx) => piecesAfter(tx, runId, { after: from, most: piecesAtOnce }))
    for (const { place, lines } of pieces) {
      const text = node === '' ? lines : logged(lines, node)
      if (text !== '') yield text
      after = place
    }
    if (pieces.length < piecesAtOnce) return
  }
}

function logged(lines: string, node: string): string {
  let text = ''
  for (const line of lines.split('\n')) {
    if (!line.startsWith('{"kind":"log"')) continue
    const event = JSON.parse(line) as LabEvent
    if (event.kind === 'log' && event.node === node) text += `${event.text}\n`
  }
  return text
}
