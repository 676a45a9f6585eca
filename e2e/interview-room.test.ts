/** The room of an interview when things go otherwise: a line that breaks, two tabs, a reload, a problem of one's own, an editor that does not come, a voice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { eventually } from '../packages/runtime/eventually.ts'
import { assertAccessible } from './accessible.ts'
import { answers, approach, beginInterview, cable, editorReady, inStage, outcome, say, seenCode, title, writeCode } from './interview.ts'
import { speech } from './interview-speech.ts'
import { commonPlace } from './mesh.ts'
import { assertFits, held, signUp, stays } from './walk.ts'

const place = await commonPlace()

async function toCoding(page: Page): Promise<void> {
  await page.getByLabel('What you say').fill(approach)
  await page.getByRole('button', { name: 'This is my approach' }).click()
  await inStage(page, 'coding')
  await editorReady(page)
}

/** Whoever is faster than the answers presses what they aimed at. */
async function seeLobby(page: Page): Promise<void> {
  const late = [await held(page, /\/api\/interview-problems\?/), await held(page, /\/api\/run\/languages$/)]
  await page.goto('/interview')
  await stays(page.getByRole('button', { name: 'Begin the interview' }), async () => {
    for (const letGo of late) letGo()
    await page.getByLabel(title).waitFor()
    await page.getByText('Java', { exact: true }).waitFor()
  })
}

test('a line that breaks is shown, words wait for it, and everything missed is there afterwards', async () => {
  await using visit = await place.visit()
  const { page } = visit
  const line = await cable(page)
  await signUp(page, 'line-room@example.org')
  await seeLobby(page)
  await beginInterview(page)
  await answers(page).first().waitFor()
  line.mended = false
  await stays(page.getByRole('heading', { name: title, level: 2 }), async () => {
    await line.cut()
    await page.getByText('The connection broke.').waitFor()
  })
  await assertAccessible(page)
  await page.getByLabel('What you say').fill('May the list be empty?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('on its way').waitFor()
  const heard = await answers(page).count()
  // Loaded anew in the middle of it, the page still says what nobody has heard, and has what is written below.
  const words = page.getByLabel('What you say')
  await words.fill('And negative numbers?')
  await page.reload()
  await page.getByText('The connection broke.').waitFor()
  line.mended = true
  await page.getByRole('button', { name: 'Try now' }).click()
  await answers(page).nth(heard).waitFor({ timeout: 60_000 })
  await page.getByText('on its way').waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('log').getByText('May the list be empty?').count(), 1, 'it was said once')
  await eventually(async () => (await words.inputValue()) === 'And negative numbers?')
  line.lost.add('message')
  await words.press('Control+Enter')
  await page.getByText('on its way').waitFor()
  await words.fill('Nor zero?')
  line.tell({ type: 'error', seq: 1, code: 'exhausted', message: 'Not so fast.', in_reply_to: 'message' })
  await page.getByText('Not so fast.').waitFor()
  await eventually(async () => (await words.inputValue()) === 'And negative numbers?\n\nNor zero?')
  // A server that is silent is not waited for without end.
  await page.clock.install()
  line.lost.add('resume')
  await page.reload()
  await eventually(() => line.dropped.some((message) => message.includes('"resume"')))
  await page.clock.fastForward(21_000)
  await page.getByText('The connection broke.').waitFor()
  line.lost.clear()
  await page.getByRole('button', { name: 'Try now' }).click()
  await inStage(page, 'approach')
})

test('two tabs are in step, in words, in code, in runs and in stages', async () => {
  await using visit = await place.visit()
  const { page, context } = visit
  const line = await cable(page)
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
  await eventually(async () => /from the first tab/.test(await seenCode(page)))

  // What a line swallows is still on the device, and goes out on the next one.
  line.lost.add('cursor')
  await writeCode(page, 'print("heard by nobody")')
  await eventually(() => line.dropped.some((message) => message.includes('heard by nobody')))
  await page.reload()
  await editorReady(page)
  await eventually(async () => /heard by nobody/.test(await seenCode(page)))
  line.lost.clear()
  await line.cut()
  await eventually(async () => /heard by nobody/.test(await seenCode(other)))
  const kept = async (): Promise<boolean> => (await other.evaluate(`localStorage.getItem('quint:draft:${id}:code')`)) === null
  await eventually(kept)

  // What was written elsewhere while the line was broken is not taken back by who returns.
  line.mended = false
  await line.cut()
  await page.getByText('The connection broke.').waitFor()
  await writeCode(other, 'print("from the other tab")')
  await eventually(async () => /from the other tab/.test(await seenCode(other)))
  await eventually(kept)
  line.mended = true
  await page.getByRole('button', { name: 'Try now' }).click()
  await eventually(async () => /from the other tab/.test(await seenCode(page)))
})

test('a problem of one’s own is told first, and its code runs with an input', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page } = visit
  await signUp(page, 'own-room@example.org')
  await beginSlowly(page)
  await inStage(page, 'problem')
  await assertAccessible(page)
  await assertFits(page)
  await page.getByRole('button', { name: 'That is the problem' }).click()
  await page.getByText('Write a few words first.').waitFor()
  await page.getByLabel('The problem').fill('Sum of a list\nGiven whole numbers on one line, print their sum.\n\nInput: 1 2 3\nOutput: 6')
  await page.reload()
  await inStage(page, 'problem')
  await eventually(async () => (await page.getByLabel('The problem').inputValue()).startsWith('Sum of a list'))
  await page.getByRole('button', { name: 'That is the problem' }).click()
  await inStage(page, 'approach')
  await toCodingOnPhone(page)
  await writeCode(page, 'print(sum(map(int, input().split())))')
  await page.getByLabel('Input').fill('1 2 3')
  await page.getByRole('button', { name: 'Run' }).click()
  await outcome(page, 'ok')
  assert.match((await page.locator('[data-outcome]').textContent()) ?? '', /6/)
})

/** Once the interview is there, and its room is not. */
const pressedAgain = `(() => {
  const ask = window.fetch
  window.fetch = async (...given) => {
    const answer = await ask(...given)
    if (String(given[0]).endsWith('/api/interviews')) setTimeout(() => {
      document.querySelector('form button[type=submit]').click()
      setTimeout(() => console.info('pressed again'), 100)
    }, 100)
    return answer
  }
})()`

/** With answers that are slow, or lost: what was chosen the last time is what is asked for, and one interview begins however often it is pressed. */
async function beginSlowly(page: Page): Promise<void> {
  const kept = { text: JSON.stringify({ source: 'own', language: 'go' }), seconds: 0 }
  await page.evaluate(`localStorage.setItem('quint:draft:new:interview', ${JSON.stringify(JSON.stringify(kept))})`)
  const languages = await held(page, /\/api\/run\/languages$/)
  const asked: { readonly language: string; readonly key: string | undefined }[] = []
  await page.route(/\/api\/interviews$/, async (route) => {
    const { language } = route.request().postDataJSON() as { readonly language: string }
    asked.push({ language, key: route.request().headers()['idempotency-key'] })
    await (asked.length < 3 ? route.fulfill({ status: 503 }) : route.fallback())
  })
  await page.goto('/interview')
  const begin = page.getByRole('button', { name: 'Begin the interview' })
  await begin.click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await eventually(() => asked.length === 2)
  assert.deepEqual([asked[0]?.language, asked[1]?.language, asked[1]?.key], ['go', 'go', asked[0]?.key])
  languages()
  await page.getByLabel('Python').check({ force: true })
  const room = await held(page, /\/interview\/[0-9a-f-]{36}$/)
  await page.evaluate(pressedAgain)
  await Promise.all([page.waitForEvent('console', (message) => message.text() === 'pressed again'), begin.click()])
  room()
  await page.waitForURL(/\/interview\/[0-9a-f-]{36}$/)
  assert.deepEqual([asked.length, asked[2]?.language, asked[2]?.key === asked[0]?.key], [3, 'python', false])
}

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
  await eventually(async () => /print\(1\)/.test(await seenCode(page)))
})

test('by voice the interviewer is heard, and what is said goes out after a pause for thought', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await speech(page)
  await signUp(page, 'voice-room@example.org')
  await beginInterview(page)
  await page.getByRole('button', { name: 'Hear the interviewer' }).click()
  await stays(page.getByRole('button', { name: 'This is my approach' }), async () => {
    await page.getByRole('button', { name: 'Speak' }).click()
    await page.getByText('Listening.', { exact: false }).waitFor()
  })
  await page.evaluate('window.heard("May the list be empty?")')
  await eventually(async () => (await page.getByLabel('What you say').inputValue()) === 'May the list be empty?')
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
