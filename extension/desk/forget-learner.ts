/** Takes what a learner saw and wrote off this device; answers that have yet to be sent stay, for that learner alone. */
import type { Store } from '../account/store.ts'
import { importPrefix } from '../imports/import-run.ts'
import { draftPrefix } from './draft-storage.ts'
import { sessionsPrefix } from './open-sessions.ts'
import { seenPrefix } from './seen-sessions.ts'

export async function forgetLearner(store: Store): Promise<void> {
  for (const prefix of [draftPrefix, seenPrefix, sessionsPrefix, importPrefix])
    for (const key of (await store.all(prefix)).keys()) await store.remove(key)
}
