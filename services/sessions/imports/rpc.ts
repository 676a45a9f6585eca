/** The contract's calls about submissions that learners bring along from judges. */
import type { Database } from '@quint/db/database.ts'
import type { SessionsServiceImplementation } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { checkedLimit } from '../cursor.ts'
import { imported } from '../events.ts'
import { refuseErased } from '../store.ts'
import * as store from './store.ts'
import { checkedSite, checkedSubmissions } from './submission.ts'

export function importing(database: Database, now: () => Date) {
  return {
    async importSubmissions(request, context) {
      const { userId } = learnerOf(context)
      const site = checkedSite(request.site)
      const submissions = checkedSubmissions(request, now())
      const added = await database.asLearner(userId, async (tx) => {
        await refuseErased(tx, userId)
        const rows = await store.insertImports(tx, { userId, site, submissions })
        // Sent without waiting for each other: a connection takes them in order.
        await Promise.all(rows.map(({ id, slug, language, acceptedAt }) => imported(tx, { importId: id, userId, site, slug, language, acceptedAt })))
        return rows.length
      })
      return { imported: added, known: submissions.length - added }
    },
    async listImports({ site, limit, cursor }, context) {
      const page = { site: site === '' ? '' : checkedSite(site), limit: checkedLimit(limit), cursor }
      const { rows, nextCursor } = await database.asReader(learnerOf(context).userId, (tx) => store.listImports(tx, page))
      return { submissions: rows, nextCursor }
    },
  } satisfies Partial<SessionsServiceImplementation>
}
