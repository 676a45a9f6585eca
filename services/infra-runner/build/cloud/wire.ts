/** Designs in a cloud as the contract has them. */
import type { Cloud } from '@quint/proto/gen/quint/runner/v1/design.ts'
import type { CloudRow } from './cloud-store.ts'

export function toCloud(row: CloudRow): Cloud {
  const { id, cloud, state, ending, reason, usdMonth, makes, outputs, checks, planExpiresAt, expiresAt, createdAt, endedAt } = row
  return {
    id,
    cloud,
    state,
    ending,
    reason,
    usdMonth,
    makes: makes.map(({ kind, name }) => ({ kind, name })),
    entry: outputs?.entry ?? '',
    checks: checks === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(checks)),
    planExpiresAt: planExpiresAt ?? '',
    expiresAt: expiresAt ?? '',
    createdAt,
    endedAt: endedAt ?? '',
  }
}
