/** What of an archive is past its time. */
import { segmentName } from '@quint/db/lsn.ts'
import type { Full, Segment } from './archive.ts'

export interface Retention {
  readonly fullDays: number
  /** Every moment of so many days can be returned to. */
  readonly walDays: number
}

export interface Expired {
  readonly fulls: readonly Full[]
  readonly segments: readonly Segment[]
}

const dayMs = 86_400_000

/**
 * The log of the last days is of use only with a full copy from before them, so the newest such copy and all log since it stay. The newest
 * copy of all always stays. @param fulls oldest first.
 */
export function expired(
  fulls: readonly Full[],
  segments: readonly Segment[],
  { now, keep }: { readonly now: Date; readonly keep: Retention },
): Expired {
  const before = (full: Full, days: number): boolean => full.endedAt.getTime() < now.getTime() - days * dayMs
  const base = fulls.findLast((full) => before(full, keep.walDays)) ?? fulls.at(0)
  if (base === undefined) return { fulls: [], segments: [] }
  const newest = fulls.at(-1)
  const oldest = positionOf(segmentName(base.timeline, base.start, base.segmentBytes))
  return {
    fulls: fulls.filter((full) => before(full, keep.fullDays) && full !== base && full !== newest),
    segments: segments.filter(({ name }) => positionOf(name) < oldest),
  }
}

/** Without the timeline: what one timeline needs may lie on the one that it came from. */
function positionOf(segment: string): string {
  return segment.slice(8)
}
