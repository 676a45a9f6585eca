/** How long a learner waits for the first sign of a hint. */
import type { FullMesh } from '../full-mesh.ts'
import { readHint } from '../read-hint.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const warmUp = 5
const hints = 60

/** New hints one after the other, of a model that answers at once. */
export async function metaRows(full: FullMesh): Promise<Row[]> {
  await full.provider.ask('stream', { tokens: ['Which', ' number', ' do', ' you', ' look', ' for', '?'], everyMs: 1 })
  const waits: number[] = []
  for (let round = 0; round < warmUp + hints; round += 1) {
    const read = await readHint(full)
    const meta = read.events.find((event) => event.name === 'meta')
    if (meta === undefined) throw new Error(`a hint had no meta event: ${read.status}`)
    if (round >= warmUp) waits.push(meta.at - read.sentAt)
  }
  return [
    {
      name: 'GET /api/session/analyze: time to the meta event, p95',
      measured: percentile(waits, 0.95),
      unit: 'ms',
      atMost: 200,
      note: `median ${median(waits).toFixed(1)} ms; ${hints} new hints`,
    },
  ]
}
