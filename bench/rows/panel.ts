/** The extension's panel: what it loads, how soon it can be used, and how soon a problem is read. */
import type { Page } from 'playwright-core'
import { openExtensionBrowser } from '../../e2e/extension-browser.ts'
import { openJudges } from '../../e2e/judges/serve.ts'
import type { Row } from '../row.ts'
import { median, percentile } from '../statistics.ts'

const warmUp = 2
const opened = 12
const slugs = ['counting-stairs', 'matching-pair'] as const

export async function panelRows(): Promise<Row[]> {
  await using judges = await openJudges()
  await using browser = await openExtensionBrowser({ flags: judges.flags })
  const page = await browser.visit(`https://leetcode.com/problems/${slugs[1]}/`)
  const waits: number[] = []
  const readings: number[] = []
  for (let round = 0; round < warmUp + opened; round += 1) {
    const panel = await browser.panelBeside(page)
    const interactive = await markOf(panel, 'quint:interactive', 1)
    await markOf(panel, 'quint:read', 1)
    const leftAt = await page.evaluate<number>(`moveTo('${slugs[round % 2]}'), performance.timeOrigin + performance.now()`)
    const read = await markOf(panel, 'quint:read', 2)
    await panel.close()
    if (round < warmUp) continue
    waits.push(interactive.startTime)
    readings.push(read.at - leftAt)
  }
  return [
    { name: 'Panel: script and style it loads before it can be used, gzip', measured: browser.panelBytes / 1024, unit: 'KiB', atMost: 120 },
    {
      name: 'Panel: from opening until it can be used, p95',
      measured: percentile(waits, 0.95),
      unit: 'ms',
      atMost: 300,
      note: `median ${median(waits).toFixed(0)} ms; ${opened} times, on a page already loaded`,
    },
    {
      name: 'Panel: from a navigation until its problem is read, p95',
      measured: percentile(readings, 0.95),
      unit: 'ms',
      atMost: 1000,
      note: `median ${median(readings).toFixed(0)} ms; ${opened} client navigations`,
    },
  ]
}

interface Mark {
  readonly startTime: number
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** The panel leaves a mark each time; this waits for the given one. */
async function markOf(panel: Page, name: string, count: number): Promise<Mark> {
  return panel.evaluate<Mark>(`new Promise((resolve) => {
    const look = () => {
      const mark = performance.getEntriesByName('${name}')[${count - 1}]
      if (mark === undefined) return
      observer.disconnect()
      resolve({ startTime: mark.startTime, at: performance.timeOrigin + mark.startTime })
    }
    const observer = new PerformanceObserver(look)
    observer.observe({ entryTypes: ['mark'] })
    look()
  })`)
}
