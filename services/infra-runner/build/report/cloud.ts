/** What a report says of the design in a cloud: where it is, what answered there, and what was not measured there. */
import type { Check } from '../cloud/answering.ts'
import type { CloudRow } from '../cloud/cloud-store.ts'

export interface CloudReport {
  /** Sentences. */
  readonly says: string
  readonly checks: readonly Check[]
}

const places = { aws: 'AWS', google: 'Google Cloud' } as const
const local = 'Load and faults were measured on the local deployment only.'

/** @returns undefined where nothing was made there: there is nothing to report. */
export function cloudReport(row: CloudRow | undefined): CloudReport | undefined {
  if (row?.checks == null) return undefined
  const { answered, entry, reason, checks } = row.checks
  const where = places[row.cloud]
  const passed = checks.filter((one) => one.passed).length
  const heard = answered
    ? `In ${where} it answered at ${entry}: ${passed} of ${checks.length} checks passed.`
    : `It was made in ${where}, and nothing is known of what it does there.`
  return { says: [heard, reason, local].filter((part) => part !== '').join(' '), checks }
}
