/** One whole interview in a browser, without a key: problem, approach, code in the editor, a run that fails, a fix, feedback, summary, replay. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import type { Page, Request } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import {
  approach,
  beginInterview,
  editorReady,
  inStage,
  lookAt,
  outcome,
  rightCode,
  say,
  seenCode,
  title,
  writeCode,
  wrongCode,
} from './interview.ts'
import { commonPlace, type Visit } from './mesh.ts'
import { assertFits, signUp } from './walk.ts'

const mostScriptBytes = 200 * 1024
const place = await commonPlace()

for (const [where, options] of [
  ['on a desk, by day', { width: 1280, height: 900, theme: 'light' }],
  ['on a phone, by night', { width: 390, height: 844, theme: 'dark' }],
] as const) {
  /** How the first of the two tests leaves the browser. */
  let met: { readonly visit: Visit; readonly id: string } | undefined
  after(() => met?.visit[Symbol.asyncDispose]())

  test(`a learner is interviewed from problem to summary ${where}`, async () => {
    const visit = await place.visit(options)
    const { page, complaints } = visit
    met = { visit, id: '' }
    await signUp(page, `ada-${options.theme}@example.org`)
    await emptyLobby(page)
    const weighed = weigh(visit)
    met = { visit, id: await beginInterview(page) }
    await talkItOver(page)
    assert.deepEqual(weighed.monaco, [], 'nothing of the editor comes before there is code to write')
    assert.ok((await weighed.bytes()) <= mostScriptBytes, `${await weighed.bytes()} bytes`)
    await writeAndFix(page)
    await endIt(page)
    assert.deepEqual(complaints, [])
  })

  test(`then the learner looks at it moment by moment, takes it along and compares it ${where}`, async () => {
    assert.ok(met !== undefined && met.id !== '', 'there was an interview')
    const { visit, id } = met
    await replay(visit.page, id)
    await saved(visit.page, id)
    await beside(visit.page, id)
    assert.deepEqual(visit.complaints, [])
  })
}

async function emptyLobby(page: Page): Promise<void> {
  await page.goto('/interview')
  await page.getByText('None yet.').waitFor()
  await page.getByLabel(title).waitFor()
  await judge(page)
  await page.getByRole('button', { name: 'Begin the interview' }).click()
  await page.getByText('Choose a problem').waitFor()
}

/** Counts what the page loads as script from here on. */
function weigh({ page }: Visit): { readonly monaco: string[]; bytes(): Promise<number> } {
  const sizes: Promise<number>[] = []
  const monaco: string[] = []
  page.on('requestfinished', (request: Request) => {
    if (request.url().includes('/monaco/')) monaco.push(request.url())
    else if (request.resourceType() === 'script') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  return { monaco, bytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) }
}

async function talkItOver(page: Page): Promise<void> {
  await judge(page)
  await say(page, 'May the same entry be used twice?')
}

async function writeAndFix(page: Page): Promise<void> {
  await page.getByLabel('What you say').fill(approach)
  await page.getByRole('button', { name: 'This is my approach' }).click()
  await inStage(page, 'coding')
  await editorReady(page)
  assert.match(await seenCode(page), /def pair_positions/, 'the signature is there to begin with')
  await writeCode(page, '')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Please write some code first!').waitFor()
  await page.getByRole('button', { name: 'All right' }).click()
  await writeCode(page, wrongCode)
  await page.keyboard.press('Control+Enter')
  await outcome(page, 'wrong_answer')
  await page.getByText('The smallest case that goes wrong').waitFor()
  await judge(page)
  await writeCode(page, rightCode)
  await page.getByRole('button', { name: 'Run' }).click()
  await outcome(page, 'ok')
  await page.getByRole('button', { name: 'Hand in' }).click()
  await inStage(page, 'feedback')
  await page.locator('[data-score]').waitFor({ timeout: 120_000 })
  await judge(page)
  const code = page.getByRole('region', { name: 'Feedback on your code' }).locator('[data-evidence="code"]').first()
  if ((await code.count()) > 0) await code.click()
  await say(page, 'With a sorted list I would move two fingers towards each other.')
  await lookAt(page, 'Problem')
  await page.getByRole('heading', { name: title }).first().waitFor()
}

async function endIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await page.getByRole('button', { name: 'End it' }).click()
  await inStage(page, 'summary')
  await page.getByRole('heading', { name: 'Communication' }).waitFor({ timeout: 120_000 })
  await page.getByRole('region', { name: 'How the time went' }).getByText('Wrong answer').waitFor()
  await judge(page)
}

/** Evidence leads to its place in words and in code; keys go from one event to the next. */
async function replay(page: Page, id: string): Promise<void> {
  await page.getByRole('link', { name: 'Look at it again' }).click()
  await page.waitForURL(new RegExp(`/interview/${id}/replay`))
  const slider = page.getByRole('slider', { name: 'Moment of the interview' })
  await slider.waitFor()
  await judge(page)
  for (const kind of ['words', 'code'] as const) {
    await page.locator(`[data-evidence="${kind}"]`).first().click()
    const mark = page.locator('[data-shown]').first()
    assert.notEqual(await mark.textContent(), '', kind)
    const { y = -1 } = (await mark.boundingBox()) ?? {}
    assert.ok(y > 0 && y < (page.viewportSize()?.height ?? 0), `${kind} is pointed at, and in sight`)
  }
  await slider.focus()
  const before = Number(await slider.inputValue())
  await page.keyboard.press('ArrowLeft')
  assert.ok(Number(await slider.inputValue()) < before)
  await page.keyboard.press('Home')
  assert.equal(await page.locator('[data-outcome]').count(), 0, 'at the beginning nothing had been run')
  await page
    .getByRole('button', { name: /^Wrong answer/ })
    .first()
    .click()
  await outcome(page, 'wrong_answer')
  assert.match((await page.locator('figure code').textContent()) ?? '', /at\[target - number\]/)
  await page.goto('/interview')
  await page.getByRole('link', { name: title }).waitFor()
}

async function saved(page: Page, id: string): Promise<void> {
  await page.goto(`/interview/${id}/replay`)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Take it as Markdown' }).click()])
  const text = await readFile(await download.path(), 'utf8')
  assert.ok(text.includes(title) && text.includes('seen_at'), text.slice(0, 200))
}

/** With one that has only just begun. */
async function beside(page: Page, id: string): Promise<void> {
  const other = await beginInterview(page)
  await page.goto(`/interview/${id}/compare?with=${other}`)
  const row = page.getByRole('row', { name: 'Tests of the last code handed in' })
  await row.waitFor()
  assert.match((await row.textContent()) ?? '', /(\d+) of \1/)
  assert.match((await page.locator('figure code').first().textContent()) ?? '', /seen_at/)
  await judge(page)
}

async function judge(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}
