/** The contract's calls for administrators about problems' own designs. */
import type { Database } from '@quint/db/database.ts'
import type { RunnerServiceImplementation } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { adminOf } from '@quint/rpc/server.ts'
import { packs } from '../packs/packs.ts'
import { packOf } from '../submission/request.ts'
import * as store from './reference-store.ts'
import { type Asked, machineKind, referenceTrial } from './version.ts'

export interface ReferenceDeps {
  readonly database: Database
  readonly references: Asked
}

export function referenceCalls({ database, references }: ReferenceDeps) {
  return {
    async listReferences(_request, context) {
      adminOf(context)
      const machine = machineKind()
      const rows = await database.asService((tx) => store.referencesOn(tx, machine))
      return {
        references: packs.map((pack) => {
          const { version } = referenceTrial(pack, references)
          const row = rows.find((one) => one.problemId === pack.id && one.version === version)
          const told = { measuredAt: row?.measuredAt ?? '', asked: row?.asked ?? false, passed: row?.passed ?? false }
          return { problemId: pack.id, problemTitle: pack.title, machine, ...told }
        }),
      }
    },
    async measureReference({ problemId }, context) {
      adminOf(context)
      const { version } = referenceTrial(packOf(problemId), references)
      await database.asService((tx) => store.askReference(tx, { problemId, machine: machineKind(), version }))
      return {}
    },
  } satisfies Partial<RunnerServiceImplementation>
}
