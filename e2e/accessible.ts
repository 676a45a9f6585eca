/** What axe finds wrong with a page as it stands. */
import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Violation {
  readonly id: string
  readonly nodes: readonly string[]
}

/** Reading the program takes a browser longer than running it: once for a document. */
const findings = `axe.run(document, { resultTypes: ['violations'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) })))`

export async function assertAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(`${axe.source}; undefined`)
  const violations = await page.evaluate<readonly Violation[]>(findings)
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.join(' | ')}`)
  assert.deepEqual(told, [], page.url())
}
