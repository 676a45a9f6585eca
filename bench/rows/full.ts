/** The rows that share one full mesh, from the quiet ones to the loud ones. */
import { startFullMesh } from '../full-mesh.ts'
import type { Row } from '../row.ts'
import type { WorkerOptions } from '../worker.ts'
import { metaRows, sentenceRows } from './first-event.ts'
import { loadRows } from './load.ts'
import { pathRows } from './path.ts'

export async function fullMeshRows(options: WorkerOptions): Promise<Row[]> {
  await using full = await startFullMesh(options)
  const rows = [await metaRows(full), await sentenceRows(full), await pathRows(full, options), await loadRows(full, options)]
  return rows.flat()
}
