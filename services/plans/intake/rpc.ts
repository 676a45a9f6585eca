/** The contract's calls about profiles. */
import type { Database } from '@quint/db/database.ts'
import type { PlansServiceImplementation } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { lockLearner } from '../store.ts'
import type { Embed } from './embedding.ts'
import { checkedProfile, textOf, toIntake } from './profile.ts'
import * as store from './store.ts'

export interface IntakeDeps {
  readonly database: Database
  readonly embed: Embed
}

export function intakeCalls({ database, embed }: IntakeDeps) {
  return {
    async getIntake(_request, context) {
      const { userId } = learnerOf(context)
      const profile = await database.asReader(userId, (tx) => store.findProfile(tx, userId))
      if (profile === undefined) throw new Failure('not_found', 'You have not answered the questions yet.')
      return { intake: toIntake(profile) }
    },
    async putIntake({ intake }, context) {
      const { userId } = learnerOf(context)
      if (intake === undefined) throw new Failure('invalid', 'There is no profile in the request.')
      const wished = checkedProfile(intake)
      const profile = await database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        return store.upsertProfile(tx, userId, wished)
      })
      // After the answers are kept: they do not wait for a model.
      const embedding = await embed(textOf(profile), context.signal)
      await database.asLearner(userId, (tx) => store.setEmbedding(tx, userId, { embedding, seen: profile.updatedAt }))
      return { intake: toIntake(profile) }
    },
  } satisfies Partial<PlansServiceImplementation>
}
