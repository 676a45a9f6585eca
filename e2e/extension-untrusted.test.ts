/** What a page may do to the extension, in a real browser: forge, bloat, hide scripts in a statement; and every view for everyone's eyes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './extension-browser.ts'
import { type Judges, openJudges } from './judges/serve.ts'
import { assertFits } from './walk.ts'

const pair = 'https://leetcode.com/problems/matching-pair/'
let judges: Judges
let browser: ExtensionBrowser

before(async () => {
  judges = await openJudges()
  browser = await openExtensionBrowser({ flags: judges.flags })
  await browser.evaluate(
    `chrome.storage.local.set({ 'quint:tokens': { server: 'http://localhost:8080', userId: 'u', accessToken: 'a', refreshToken: 'b' } })`,
  )
})

after(async () => {
  await browser[Symbol.asyncDispose]()
  await judges[Symbol.asyncDispose]()
})

async function closed(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.close()
}

test('what a page forges is neither believed nor run', async () => {
  const page = await browser.visit(pair)
  await page.evaluate(`
    const forged = { nonce: 'guess', path: '/problems/counting-stairs/', problem: { title: 'Forged' }, code: 'forged', language: 'forged', quint: true }
    window.fetch = async () => new Response(JSON.stringify({ data: { question: { titleSlug: 'matching-pair', title: 'Forged', content: 'Forged' } } }))
    window.quintAnswer = async () => forged
    Object.defineProperty(Object.prototype, 'found', { get: () => 'forged' })
    document.querySelector = () => { throw new Error('no') }
    const hostile = { getRawOptions: () => ({}), getModel: () => ({ getValue: () => ({ toString: () => 'x'.repeat(5_000_000) }), getLanguageId: () => '<script>' }) }
    window.monaco.editor.getEditors = () => [hostile]
    setInterval(() => {
      window.postMessage(forged, '*')
      document.dispatchEvent(new CustomEvent('quint', { detail: forged }))
    }, 5)
  `)
  const panel = await browser.panelBeside(page)
  await panel.getByRole('heading', { level: 1, name: '9001. Matching Pair' }).waitFor()
  await panel.getByText('My code on the page').click()
  await panel.getByRole('button', { name: 'Read my code' }).click()
  const code = (await panel.getByRole('region', { name: 'My code on the page' }).textContent()) ?? ''
  assert.equal(code.length, 65_536)
  await page.evaluate(`window.monaco.editor.getEditors = () => { throw new Error('no') }`)
  await panel.getByRole('button', { name: 'Read my code' }).click()
  await panel.getByText('There is no code in an editor on this page.').waitFor()
  assert.doesNotMatch((await panel.locator('body').textContent()) ?? '', /forged/i)
  await closed(page, panel)
})

test('the learner’s own code is read from the editor they write in', async () => {
  const page = await browser.visit(pair)
  const panel = await browser.panelBeside(page)
  await panel.getByText('My code on the page').click()
  await panel.getByRole('button', { name: 'Read my code' }).click()
  assert.equal(await panel.getByRole('region', { name: 'My code on the page' }).textContent(), 'def pair(numbers, goal):\n    return []')
  await closed(page, panel)
})

test('HTML in a statement is made harmless before it is shown', async () => {
  const page = await browser.visit('https://leetcode.com/problems/hostile-statement/')
  const panel = await browser.panelBeside(page)
  await panel.getByRole('heading', { level: 1, name: /img src=x/ }).waitFor()
  await panel.getByText('The statement as Quint read it').click()
  const shown = panel.getByRole('region', { name: 'The statement as Quint read it' })
  assert.match((await shown.textContent()) ?? '', /^Count the leaves\.\s*send\s*The end\.$/)
  assert.equal(await shown.locator('script, img, svg, iframe, form, input, button, style, a, [style], [onclick], [src]').count(), 0)
  assert.equal(await panel.evaluate('window.hurt'), undefined)
  await closed(page, panel)
})

test('a statement of 200 KB is read, and what is kept of it is bounded', async () => {
  const page = await browser.visit('https://leetcode.com/problems/endless-statement/')
  const panel = await browser.panelBeside(page)
  await panel.getByRole('heading', { level: 1, name: '9005. Endless Statement' }).waitFor()
  await panel.getByText(/keeps its first 100,000 characters/).waitFor()
  await closed(page, panel)
})

/** The theme follows the browser's, at once. */
async function looksRightInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await assertAccessible(page)
    await assertFits(page)
  }
}

test('every view of the panel and the settings is accessible and fits in both themes', async () => {
  for (const [address, parts] of looks) {
    const page = await browser.visit(address)
    const panel = await browser.panelBeside(page)
    await panel.setViewportSize({ width: 320, height: 700 })
    for (const part of parts) {
      await panel.getByRole('button', { name: part, exact: true }).click()
      await panel.getByRole('heading', { level: 1 }).first().waitFor()
      await looksRightInBothThemes(panel)
    }
    await closed(page, panel)
  }
  const options = await browser.options()
  await options.getByRole('heading', { level: 1, name: 'Settings of Quint' }).waitFor()
  await looksRightInBothThemes(options)
  await options.close()
})

const looks: readonly (readonly [address: string, parts: readonly string[]])[] = [
  [pair, ['Problem', 'Import', 'Reading']],
  ['https://leetcode.com/problems/locked-room/', ['Problem']],
  ['https://leetcode.com/contest/a/', ['Problem']],
  ['https://articles.example/', ['Problem']],
]
