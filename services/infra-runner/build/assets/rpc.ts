/** The contract's calls about files beside designs. */
import type { Database } from '@quint/db/database.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { effectIdOf, learnerOf } from '@quint/rpc/server.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { isUuid, uuidv7 } from '@quint/runtime/uuid.ts'
import { lockLearner } from '../../store.ts'
import { knownId, notThere } from '../submission/request.ts'
import { findSubmission } from '../submission/submission-store.ts'
import * as store from './asset-store.ts'
import { checkedFile } from './file.ts'

const mostFiles = 50
const mostBytes = 10 * 1024 * 1024

export function assetCalls(database: Database) {
  return {
    async putAsset({ submissionId, name, content }, context) {
      const { userId } = learnerOf(context)
      const contentType = checkedFile(name, content)
      const id = effectIdOf(context) ?? uuidv7()
      return database.asLearner(userId, async (tx) => {
        await lockLearner(tx, userId)
        if (submissionId !== '' && (await findSubmission(tx, knownId(submissionId))) === undefined) throw notThere()
        const { files, bytes } = await store.weightOf(tx, userId)
        if (files >= mostFiles || bytes + content.length > mostBytes)
          throw new Failure('exhausted', `At most ${mostFiles} files of together ${mostBytes / 1024 / 1024} MiB are kept: delete one.`)
        await store.insertAsset(tx, userId, { id, submissionId: submissionId === '' ? undefined : submissionId, name, contentType, content })
        return { asset: there(await store.findAsset(tx, id)) }
      })
    },
    async listAssets({ submissionId, limit, cursor }, context) {
      const { userId } = learnerOf(context)
      const most = Math.min(100, Math.max(1, limit || 20))
      return database.asReader(userId, async (tx) => {
        const rows = await store.listAssets(tx, userId, { submissionId, limit: most, before: cursor === '' ? undefined : knownFile(cursor) })
        const page = rows.slice(0, most)
        return { assets: page, nextCursor: rows.length > most ? (page.at(-1)?.id ?? '') : '' }
      })
    },
    async getAsset({ assetId }, context) {
      const { userId } = learnerOf(context)
      return database.asReader(userId, async (tx) => {
        const asset = there(await store.findAsset(tx, knownFile(assetId)))
        return { asset, content: (await store.contentOf(tx, assetId)) ?? Buffer.alloc(0) }
      })
    },
    async deleteAsset({ assetId }, context) {
      const { userId } = learnerOf(context)
      const gone = await database.asLearner(userId, (tx) => store.deleteAsset(tx, knownFile(assetId)))
      if (!gone) throw notHere()
      return {}
    },
  } satisfies Partial<RunnerServiceImplementation>
}

function knownFile(id: string): string {
  if (!isUuid(id)) throw notHere()
  return id
}

function there(row: store.AssetRow | undefined): store.AssetRow {
  if (row === undefined) throw notHere()
  return row
}

function notHere(): Failure {
  return new Failure('not_found', 'There is no such file.')
}
