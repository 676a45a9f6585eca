/** The room of an interview when things go otherwise: a line that breaks, two tabs, a reload, a problem of one's own, an editor that does not come, a voice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { eventually } from '../packages/runtime/eventually.ts'
import { assertAccessible } from './accessible.ts'
import { answers, approach, beginInterview, cable, editorReady, inStage, outcome, say, seenCode, title, writeCode } from './interview.ts'
import { speech } from './interview-speech.ts'
import { commonPlace } from './mesh.ts'
import { assertFits, signUp } from './walk.ts'

const place = await commonPlace()

async function toCoding(page: Page): Promise<void> {
  await page.getByLabel('What you say').fill(approach)
  await page.getByRole('button', { name: 'This is my approach' }).click()
  await inStage(page, 'coding')
  await editorReady(page)
}

test('a line that breaks is shown, words wait for it, and everything missed is there afterwards', async () => {
  await using visit = await place.visit()
  const { page } = visit
  const line = await cable(page)
  await signUp(page, 'line-room@example.org')
  await beginInterview(page)
  await answers(page).first().waitFor()
  line.mended = false
  await line.cut()
  await page.getByText('The connection broke.').waitFor()
  await assertAccessible(page)
  await page.getByLabel('What you say').fill('May the list be empty?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('on its way').waitFor()
  const heard = await answers(page).count()
  line.mended = true
  await page.getByRole('button', { name: 'Try now' }).click()
  await answers(page).nth(heard).waitFor({ timeout: 60_000 })
  assert.equal(await page.getByText('on its way').count(), 0)
  assert.equal(await page.getByRole('log').getByText('May the list be empty?').count(), 1, 'it was said once')
})

test('two tabs are in step, in words, in code, in runs and in stages', async () => {
  await using visit = await place.visit()
  const { page, context } = visit
  await signUp(page, 'tabs-room@example.org')
  const id = await beginInterview(page)
  const other = await context.newPage()
  await other.goto(`/interview/${id}`)
  await inStage(other, 'approach')
  await say(page, 'May the list be empty?')
  await other.getByRole('log').getByText('May the list be empty?').waitFor()
  await toCoding(page)
  await inStage(other, 'coding')
  await editorReady(other)
  await writeCode(page, 'print("from the first tab")')
  await eventually(async () => /from the first tab/.test(await seenCode(other)))
  await page.getByRole('button', { name: 'Run' }).click()
  await Promise.all([page, other].map((one) => one.locator('[data-outcome]').waitFor({ timeout: 60_000 })))
  await page.reload()
  await editorReady(page)
  assert.match(await seenCode(page), /from the first tab/, 'and it is there after a reload')
})

test('a problem of one’s own is told first, and its code runs with an input', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page } = visit
  await signUp(page, 'own-room@example.org')
  await page.goto('/interview')
  await page.getByText('One of your own').click()
  await page.getByRole('button', { name: 'Begin the interview' }).click()
  await inStage(page, 'problem')
  await assertAccessible(page)
  await assertFits(page)
  await page.getByRole('button', { name: 'That is the problem' }).click()
  await page.getByText('Write a few words first.').waitFor()
  await page.getByLabel('The problem').fill('Sum of a list\nGiven whole numbers on one line, print their sum.\n\nInput: 1 2 3\nOutput: 6')
  await page.reload()
  await inStage(page, 'problem')
  assert.match(await page.getByLabel('The problem').inputValue(), /^Sum of a list/, 'what was typed is kept')
  await page.getByRole('button', { name: 'That is the problem' }).click()
  await inStage(page, 'approach')
  await toCodingOnPhone(page)
  await writeCode(page, 'print(sum(map(int, input().split())))')
  await page.getByLabel('Input').fill('1 2 3')
  await page.getByRole('button', { name: 'Run' }).click()
  await outcome(page, 'ok')
  assert.match((await page.locator('[data-outcome]').textContent()) ?? '', /6/)
})

async function toCodingOnPhone(page: Page): Promise<void> {
  await page.getByLabel('What you say').fill('I read the line, split it and add the numbers up. That is linear.')
  await page.getByRole('button', { name: 'This is my approach' }).click()
  await inStage(page, 'coding')
}

test('without its editor code is written in a plain field, and the editor comes on another try', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signUp(page, 'plain-room@example.org')
  await beginInterview(page)
  await page.route('**/monaco/monaco.js', (route) => route.abort())
  await page.getByLabel('What you say').fill(approach)
  await page.getByRole('button', { name: 'This is my approach' }).click()
  await page.getByText('The editor did not come.').waitFor()
  await page.getByLabel('Your code', { exact: true }).and(page.locator('textarea')).fill('print(1)')
  await page.unroute('**/monaco/monaco.js')
  await page.getByRole('button', { name: 'Try again' }).click()
  await editorReady(page)
  assert.match(await seenCode(page), /print\(1\)/)
})

test('by voice the interviewer is heard, and what is said goes out after a pause for thought', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await speech(page)
  await signUp(page, 'voice-room@example.org')
  await beginInterview(page)
  await page.getByRole('button', { name: 'Hear the interviewer' }).click()
  await page.getByRole('button', { name: 'Speak' }).click()
  await page.evaluate('window.heard("May the list be empty?")')
  assert.equal(await page.getByLabel('What you say').inputValue(), 'May the list be empty?')
  await page.getByRole('log').getByText('May the list be empty?').waitFor()
  assert.ok((await page.evaluate<number>('window.silence')) >= 4000, 'there is time to think')
  await eventually(async () => (await page.evaluate<string[]>('window.spoken')).length > 0)
  await assertAccessible(page)
})

test('only the room takes style attributes and the microphone', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signUp(page, 'policy-room@example.org')
  const id = await beginInterview(page)
  const policies = async (path: string): Promise<readonly string[]> => {
    const headers = (await page.goto(path))?.headers() ?? {}
    return [headers['content-security-policy'] ?? '', headers['permissions-policy'] ?? '']
  }
  for (const path of ['/interview', `/interview/${id}/replay`, '/coach']) {
    const [content = '', permissions = ''] = await policies(path)
    assert.doesNotMatch(content, /unsafe-inline/, path)
    assert.match(permissions, /microphone=\(\)/, path)
  }
  const [content = '', permissions = ''] = await policies(`/interview/${id}`)
  assert.match(content, /style-src-attr 'unsafe-inline'/)
  assert.doesNotMatch(content, /(script|style)-src 'self'[^;]*unsafe-inline/)
  assert.match(permissions, /microphone=\(self\)/)
})

test('an interview that is not there, or belongs to somebody else, says so', async () => {
  await using visit = await place.visit()
  await using stranger = await place.visit()
  await signUp(visit.page, 'owner-room@example.org')
  const id = await beginInterview(visit.page)
  await signUp(stranger.page, 'stranger-room@example.org')
  for (const screen of [`/interview/${id}`, `/interview/${id}/replay`, `/interview/${id}/compare?with=${id}`]) {
    await stranger.page.goto(screen)
    await stranger.page.getByRole('heading', { name: 'There is no such interview' }).waitFor()
    await assertAccessible(stranger.page)
  }
  await visit.page.goto('/interview')
  await visit.page.getByRole('link', { name: new RegExp(title) }).waitFor()
})
