/** The extension in a real browser, beside judges that behave as the real ones do: what it reads, what it refuses, what it never shows. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './extension-browser.ts'
import { drawn } from './judges/pages.ts'
import { type Judges, type Mood, openJudges } from './judges/serve.ts'

let judges: Judges
let browser: ExtensionBrowser

before(async () => {
  judges = await openJudges()
  browser = await openExtensionBrowser({ flags: judges.flags, china: true })
  // Reading needs no server; that there is none behind these tokens is never asked.
  await browser.evaluate(
    `chrome.storage.local.set({ 'quint:tokens': { server: 'http://localhost:8080', userId: 'u', accessToken: 'a', refreshToken: 'b' } })`,
  )
})

after(async () => {
  await browser[Symbol.asyncDispose]()
  await judges[Symbol.asyncDispose]()
})

interface Variant {
  readonly name: string
  readonly address: string
  readonly mood?: Mood
  readonly layout?: 'new' | 'old'
  readonly nextData?: boolean
  /** The heading of the panel. */
  readonly heading: RegExp
  /** The reader that had the problem. */
  readonly by?: string
}

const pair = 'https://leetcode.com/problems/matching-pair/'
const variants: readonly Variant[] = [
  { name: 'LeetCode', address: `${pair}description/?envType=daily-question`, heading: /^9001\. Matching Pair$/, by: 'leetcode graphql' },
  { name: 'LeetCode whose data address refuses', address: pair, mood: 'blocked', heading: /^9001\. Matching Pair$/, by: 'leetcode next data' },
  {
    name: 'LeetCode with nothing but its page',
    address: pair,
    mood: 'broken',
    nextData: false,
    heading: /^9001\. Matching Pair$/,
    by: 'leetcode page',
  },
  {
    name: 'LeetCode in its old layout',
    address: pair,
    mood: 'blocked',
    nextData: false,
    layout: 'old',
    heading: /^9001\. Matching Pair$/,
    by: 'leetcode page',
  },
  {
    name: 'LeetCode in Chinese',
    address: 'https://leetcode.cn/problems/matching-pair/',
    heading: /^9001\. 译 Matching Pair$/,
    by: 'leetcode graphql',
  },
  { name: 'a premium problem', address: 'https://leetcode.com/problems/locked-room/', heading: /^Paste the problem$/ },
  { name: 'a problem that is not there', address: 'https://leetcode.com/problems/never-was/', heading: /^Paste the problem$/ },
  { name: 'a contest on LeetCode', address: 'https://leetcode.com/contest/weekly-contest-1/problems/matching-pair/', heading: /off in contests/ },
  {
    name: 'a contest on LeetCode in Chinese',
    address: 'https://leetcode.cn/contest/weekly-contest-1/problems/matching-pair/',
    heading: /off in contests/,
  },
  { name: 'LeetCode’s list', address: 'https://leetcode.com/problemset/', heading: /^Open a practice problem$/ },
  { name: 'HackerRank', address: 'https://www.hackerrank.com/challenges/fair-share/problem', heading: /^Fair Share$/, by: 'hackerrank rest' },
  {
    name: 'HackerRank with nothing but its page',
    address: 'https://www.hackerrank.com/challenges/fair-share/problem',
    mood: 'blocked',
    heading: /^Fair Share$/,
    by: 'hackerrank page',
  },
  {
    name: 'a practice set of HackerRank',
    address: 'https://www.hackerrank.com/contests/projecteuler/challenges/fair-share/problem',
    heading: /^Fair Share$/,
    by: 'hackerrank rest',
  },
  {
    name: 'a contest on HackerRank',
    address: 'https://www.hackerrank.com/contests/autumn/challenges/fair-share/problem',
    heading: /off in contests/,
  },
  { name: 'a test on HackerRank', address: 'https://www.hackerrank.com/test/abc/questions/fair-share', heading: /off in assessments/ },
  { name: 'any other site', address: 'https://articles.example/puzzle', heading: /^Bring a problem$/ },
]

function behave({ mood = 'well', layout = 'new', nextData = true }: Partial<Variant>): void {
  Object.assign(judges, { mood, layout, nextData })
}

function dataAsked(): number {
  return judges.asked.filter((line) => /\/(graphql|rest|api)\//.test(line)).length
}

for (const variant of variants)
  test(`the panel beside ${variant.name} shows ${variant.by === undefined ? 'why it reads nothing' : `what the ${variant.by} reader found`}`, async () => {
    behave(variant)
    const page = await browser.visit(variant.address)
    const asked = dataAsked()
    const panel = await browser.panelBeside(page)
    await panel.getByRole('heading', { level: 1, name: variant.heading }).waitFor()
    if (variant.address.startsWith('https://') && variant.by === undefined && /contest|test|set\//.test(variant.address))
      assert.equal(dataAsked(), asked, 'nothing is asked of a judge there')
    if (variant.by !== undefined) {
      await panel.getByRole('button', { name: 'Begin with this problem' }).waitFor()
      await panel.getByRole('button', { name: 'Reading' }).click()
      await panel.getByText(`Read by: ${variant.by}`).waitFor()
    }
    await closed(page, panel)
  })

async function closed(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.close()
}

async function headingOf(panel: Page, name: string): Promise<void> {
  await panel.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

test('the mathematics of HackerRank can be read', async () => {
  for (const mood of ['well', 'blocked'] as const) {
    behave({ mood })
    const page = await browser.visit('https://www.hackerrank.com/challenges/fair-share/problem')
    const panel = await browser.panelBeside(page)
    await panel.getByText('The statement as Quint read it').click()
    const text = (await panel.getByRole('region', { name: 'The statement as Quint read it' }).textContent()) ?? ''
    assert.match(text, /Split n sweets fairly/)
    assert.match(text, /1 ≤ (k ≤ )?n ≤ 10\^(18|5)/)
    await closed(page, panel)
  }
})

test('a problem reached by client navigation is read, whatever the page was first rendered from', async () => {
  behave({})
  const page = await browser.visit(pair)
  const panel = await browser.panelBeside(page)
  await headingOf(panel, '9001. Matching Pair')
  await page.evaluate(`moveTo('counting-stairs')`)
  await headingOf(panel, '9002. Counting Stairs')

  // Without the judge's data only the page is left, and it still shows the problem before.
  behave({ mood: 'blocked' })
  await page.evaluate(`moveTo('matching-pair')`)
  await headingOf(panel, '9001. Matching Pair')
  await page.evaluate(`moveTo('counting-stairs')`)
  await page.evaluate(`setTimeout(() => draw(${JSON.stringify(drawn('counting-stairs'))}), 300)`)
  await headingOf(panel, '9002. Counting Stairs')
  await panel.getByRole('button', { name: 'Reading' }).click()
  await panel.getByText('Read by: leetcode page').waitFor()
  await closed(page, panel)
})

test('a late answer for the problem before is dropped: a wrong problem is never shown', async () => {
  behave({ mood: 'held' })
  const page = await browser.visit(pair)
  const panel = await browser.panelBeside(page)
  await panel.evaluate(`
    window.shown = []
    new MutationObserver(() => shown.push(document.querySelector('h1')?.textContent)).observe(document, { subtree: true, childList: true, characterData: true })
  `)
  await judges.holding(1)
  await page.evaluate(`moveTo('counting-stairs')`)
  await judges.holding(2)
  const first = page.waitForResponse((response) => response.url().endsWith('/graphql/'))
  judges.release()
  await (await first).finished()
  judges.release()
  await headingOf(panel, '9002. Counting Stairs')
  const shown = await panel.evaluate<(string | undefined)[]>('shown')
  assert.ok(!shown.includes('9001. Matching Pair'), shown.join())
  await closed(page, panel)
})

test('moving into a contest takes the problem away at once', async () => {
  behave({})
  const page = await browser.visit(pair)
  const panel = await browser.panelBeside(page)
  await headingOf(panel, '9001. Matching Pair')
  await page.evaluate(`history.pushState({}, '', '/contest/weekly-contest-1/problems/counting-stairs/')`)
  await headingOf(panel, 'Quint is off in contests')
  assert.equal(await panel.getByRole('button', { name: /Begin|Take what/ }).count(), 0)
  assert.equal(await panel.getByRole('textbox').count(), 0)
  for (const part of ['Import', 'Reading']) {
    await panel.getByRole('button', { name: part, exact: true }).click()
    await headingOf(panel, 'Quint is off in contests')
  }
  assert.equal(await panel.getByText(/^Read by/).count(), 0)
  await assertAccessible(panel)
  await closed(page, panel)
})

test('the button in the toolbar opens the panel beside its page, and lets it take what is marked there', async () => {
  behave({})
  const page = await browser.visit('https://articles.example/puzzle')
  const panel = await browser.panelBeside(page)
  await page.evaluate(`getSelection().selectAllChildren(document.getElementById('puzzle'))`)
  await panel.getByRole('button', { name: 'Take what I marked' }).click()
  await panel.getByText('Press the button of Quint in the toolbar').waitFor()
  await page.bringToFront()
  assert.equal(await browser.press(page), panel.url())
  await panel.getByRole('button', { name: 'Take what I marked' }).click()
  await panel.getByRole('textbox', { name: 'Statement' }).filter({ hasText: 'Three hats, two colours, one question.' }).waitFor()
  assert.equal(await panel.getByRole('textbox', { name: 'Title' }).inputValue(), 'A puzzle in an article')
  await closed(page, panel)
})

test('an import that waits for another window can be stopped', async () => {
  behave({})
  await browser.evaluate(`void navigator.locks.request('quint:import', () => new Promise((end) => { globalThis.endImport = end }))`)
  const page = await browser.visit(pair)
  const panel = await browser.panelBeside(page)
  await panel.getByRole('button', { name: 'Import' }).click()
  await panel.getByRole('button', { name: 'Bring them' }).click()
  await panel.getByRole('button', { name: 'Stop' }).click()
  await panel.getByText('Stopped. You can go on from here.').waitFor()
  await browser.evaluate('endImport()')
  await closed(page, panel)
})

test('what is chosen in the settings while another server is being moved to is not taken back', async () => {
  const may = Promise.withResolvers<void>()
  await browser.context.route('http://localhost:8080/api/auth/logout', async (route) => {
    await may.promise
    await route.fulfill({ json: {} })
  })
  const options = await browser.options()
  const server = options.getByLabel('Server')
  await server.fill('http://localhost:8099')
  await Promise.all([options.waitForRequest(/logout$/), options.getByRole('button', { name: 'Save' }).click()])
  await options.getByLabel('Dark').check({ force: true })
  await server.fill('http://localhost:8098')
  may.resolve()
  await options.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  assert.deepEqual(await options.evaluate(`chrome.storage.local.get('quint:settings')`), {
    'quint:settings': { server: 'http://localhost:8099', hideDifficulty: false, theme: 'dark' },
  })
  assert.equal(await server.inputValue(), 'http://localhost:8098')
  await closed(options)
})
