/** Everything held of a learner, from identity and sessions, as one JSON document in pieces. */
import type { StreamExportResponse } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'

/** How long a learner's download may take. */
export const exportMs = 300_000

/** Closed only at the very end: what was cut off before is no document. */
export async function* wholeExport(identity: unknown, sessions: AsyncIterable<StreamExportResponse>): AsyncGenerator<string | Uint8Array> {
  let before = `{"identity":${JSON.stringify(identity)},"sessions":`
  for await (const { json } of sessions) {
    if (before !== '') yield before
    before = ''
    yield json
  }
  if (before !== '') throw new Error('sessions exported nothing, not even an empty document')
  yield '}'
}
