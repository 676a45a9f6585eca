/** What goes and what stays as the days pass, by a clock of the test. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { segmentName } from '@quint/db/lsn.ts'
import type { Full, Segment } from './archive.ts'
import { expired } from './retention.ts'

const dayMs = 86_400_000
const segmentBytes = 16 * 1024 * 1024
const keep = { fullDays: 30, walDays: 7 }
const begin = Date.UTC(2026, 0, 1)

function dayOf(day: number): Date {
  return new Date(begin + day * dayMs)
}

/** One copy a day, and four segments of the log between two of them. */
function fullOf(day: number): Full {
  const start = BigInt(day * 4 * segmentBytes) + 40n
  const at = dayOf(day)
  return { name: `day-${day}`, startedAt: at, endedAt: at, start, end: start + 1000n, timeline: 1, segmentBytes, dataBytes: 1, fileBytes: 1 }
}

function segmentOf(number: number): Segment {
  return { name: segmentName(1, BigInt(number) * BigInt(segmentBytes), segmentBytes), whole: true, file: '' }
}

function days(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** An archive as it is after a run each day. */
function archiveAfter(last: number): { fulls: Full[]; segments: Segment[] } {
  let kept = { fulls: [] as Full[], segments: [] as Segment[] }
  for (const day of days(0, last)) {
    kept = { fulls: [...kept.fulls, fullOf(day)], segments: [...kept.segments, ...days(day * 4, day * 4 + 3).map(segmentOf)] }
    const gone = expired(kept.fulls, kept.segments, { now: dayOf(day), keep })
    kept = {
      fulls: kept.fulls.filter((full) => !gone.fulls.includes(full)),
      segments: kept.segments.filter((segment) => !gone.segments.includes(segment)),
    }
  }
  return kept
}

test('after half a year of daily copies, those of the last 30 days are there, and the log of the last 7 with the copy it follows', () => {
  const { fulls, segments } = archiveAfter(180)
  assert.deepEqual(
    fulls.map(({ name }) => name),
    days(150, 180).map((day) => `day-${day}`),
  )
  // The newest copy from before the last seven days is that of day 172, a moment of day 173 has none of its own yet.
  assert.equal(segments[0]?.name, segmentOf(172 * 4).name)
  assert.equal(segments.length, 9 * 4)
})

test('any moment of the last seven days has a copy before it and every segment of the log from there on', () => {
  const { fulls, segments } = archiveAfter(60)
  const names = new Set(segments.map(({ name }) => name))
  for (const day of days(53, 60)) {
    const base = fulls.findLast((full) => full.endedAt <= dayOf(day))
    assert.ok(base !== undefined)
    for (const number of days(Number(base.start / BigInt(segmentBytes)), day * 4)) assert.ok(names.has(segmentOf(number).name))
  }
})

test('the newest copy stays however old it is, with all log since', () => {
  const gone = expired([fullOf(0), fullOf(1)], days(0, 9).map(segmentOf), { now: dayOf(400), keep })
  assert.deepEqual(
    gone.fulls.map(({ name }) => name),
    ['day-0'],
  )
  assert.deepEqual(
    gone.segments.map(({ name }) => name),
    days(0, 3).map((number) => segmentOf(number).name),
  )
})

test('without a copy nothing goes', () => {
  assert.deepEqual(expired([], [segmentOf(1)], { now: dayOf(400), keep }), { fulls: [], segments: [] })
})

test('log of an older timeline goes with its position', () => {
  const after = { ...fullOf(10), timeline: 2 }
  const older = segmentOf(3)
  const gone = expired([after], [older, { ...segmentOf(40), name: segmentName(2, BigInt(40 * segmentBytes), segmentBytes) }], {
    now: dayOf(11),
    keep,
  })
  assert.deepEqual(gone.segments, [older])
})
