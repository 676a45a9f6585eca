/** Designing in a browser, without a key and without Docker: a system is drawn, deployed, loaded and broken; with more replicas over two zones less of it breaks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { eventually } from '../packages/runtime/eventually.ts'
import { assertAccessible } from './accessible.ts'
import { commonPlace, designFaults } from './mesh.ts'
import { examine } from './screen.ts'
import { assertFits, held, press, signUp, stays } from './walk.ts'

/** Of a trial, and of the queue before it. Whatever a screen waits for is a state; how long that takes is up to who else uses this machine. */
const trialMs = 400_000
const storyMs = 3 * trialMs
const screenMs = 120_000
const place = await commonPlace()

async function assertGood(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

const box = (page: Page, id: string) => page.getByRole('button', { name: new RegExp(`^${id} `) })

async function setReplicas(
  page: Page,
  id: string,
  { replicas, zones }: { readonly replicas: number; readonly zones: readonly string[] },
): Promise<void> {
  await box(page, id).click()
  await page.getByLabel('Replicas').fill(String(replicas))
  for (const zone of zones) await page.getByRole('checkbox', { name: `Zone ${zone}` }).check()
}

/** As a clipboard gives it: an editor closes brackets for those who type. */
const pasted = (text: string): string => `(() => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', ${JSON.stringify(text)})
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
})()`

/** What is drawn, with one part more, as somebody would paste it. */
async function drawAsJson(page: Page): Promise<void> {
  await page.getByText('As JSON').click()
  await page.locator('[data-editor=ready]').waitFor()
  const kept = await page.evaluate<string>(`localStorage.getItem('quint:draft:design:paste-bin')`)
  const { blueprint } = JSON.parse(kept) as { readonly blueprint: { readonly components: readonly object[] } }
  const editor = page.getByRole('textbox', { name: 'The drawing as JSON' })
  for (const [text, seen] of [
    ['{"v":1', page.getByText('This is not JSON', { exact: false })],
    [JSON.stringify({ ...blueprint, components: [...blueprint.components, { id: 'pasted', kind: 'cdn' }] }), box(page, 'pasted')],
  ] as const) {
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+A')
    await page.evaluate(pasted(text))
    await page.getByRole('button', { name: 'Draw it' }).click()
    await seen.waitFor()
  }
  await assertGood(page)
}

async function deploy(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Deploy/ })
    .and(page.locator(':enabled'))
    .click()
  await page.waitForURL(/\/design\/runs\/[0-9a-f-]{36}$/)
}

/** Waits for the report. @returns how long each fault was felt, ms. */
async function outages(page: Page): Promise<Readonly<Record<string, number>>> {
  await page.getByRole('heading', { name: /^Your design (?:holds|does not hold yet)$/ }).waitFor({ timeout: trialMs })
  const rows = page.locator('tr[data-fault]:has([data-outage])')
  const found = await rows.evaluateAll((all) =>
    all.map((row) => [row.getAttribute('data-fault') ?? '', Number(row.querySelector('[data-outage]')?.getAttribute('data-outage'))] as const),
  )
  return Object.fromEntries(found)
}

test('a design is drawn, deployed, loaded and broken; with three replicas over two zones the same faults hurt less', {
  timeout: storyMs,
}, async () => {
  await using ada = await place.visit()
  const { page } = ada
  page.setDefaultTimeout(screenMs)
  await signUp(page, 'ada-design@example.org')
  const knownLate = await held(page, /\/api\/auth\/me$/)
  await page.goto('/design')
  await page.getByText('None yet.').waitFor()
  await stays(page.getByRole('link', { name: /URL shortener/ }), async () => {
    knownLate()
    await page.getByText('easy', { exact: true }).first().waitFor()
  })
  await assertGood(page)
  await page.getByRole('link', { name: /URL shortener/ }).click()
  await page.getByRole('heading', { name: 'URL shortener' }).waitFor()
  await page.getByRole('button', { name: 'Show a hint' }).click()
  await page.getByText('How many redirects come for each new link?').waitFor()
  await assertGood(page)
  await page.getByRole('button', { name: 'Begin to draw' }).click()
  await box(page, 'api').click()
  await page.getByLabel('Size').selectOption('l')
  await page.getByText('components.api').first().waitFor()
  await assertGood(page)
  await page.getByRole('tab', { name: 'API' }).click()
  await page.locator('[data-editor=ready]').waitFor()
  await page.getByRole('tab', { name: 'Data' }).click()
  await page.locator('[data-editor=ready]').waitFor()
  await deploy(page)
  await stays(page.getByRole('button', { name: 'Keep a file' }), async () => {
    await page.getByRole('heading', { name: 'Does it answer rightly?' }).waitFor({ timeout: trialMs })
    await page.getByRole('heading', { name: 'How much does it hold?' }).waitFor({ timeout: trialMs })
    await page.getByRole('heading', { name: 'What happens when something breaks?' }).waitFor({ timeout: trialMs })
    await outages(page)
  })
  const alone = await outages(page)
  assert.deepEqual(Object.keys(alone), designFaults)
  await examine(page)
  await page.getByRole('link', { name: 'Change it and try again' }).click()
  await box(page, 'api').waitFor()
  await setReplicas(page, 'lb', { replicas: 2, zones: ['a', 'b'] })
  await setReplicas(page, 'api', { replicas: 3, zones: ['a', 'b'] })
  await setReplicas(page, 'db', { replicas: 2, zones: ['a', 'b'] })
  await page.getByLabel('A replica takes over').check()
  await box(page, 'api').click()
  await deploy(page)
  const spread = await outages(page)
  for (const fault of designFaults)
    assert.ok((spread[fault] ?? Infinity) < (alone[fault] ?? 0), `${fault}: ${alone[fault]} ms alone, ${spread[fault]} ms with three over two zones`)
  await assertGood(page)
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('heading', { name: 'Attempt 1 beside attempt 2' }).waitFor()
  await page.locator('[data-figure=replica-killed]').waitFor()
  await page.getByText(/\+ service api .*replicas=3/).waitFor()
  await examine(page)
  assert.deepEqual(ada.complaints, [])
})

test('on a phone and by keyboard a part is added, linked and decided about, and a design in words becomes a drawing', {
  timeout: storyMs,
}, async () => {
  await using bob = await place.visit({ width: 360, height: 740, theme: 'dark' })
  const { page } = bob
  page.setDefaultTimeout(screenMs)
  await signUp(page, 'bob-design@example.org')
  await page.goto('/design/paste-bin')
  await page.getByRole('tab', { name: 'Problem' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: 'Drawing', selected: true }).waitFor()
  await page.getByRole('button', { name: 'Cache', exact: true }).focus()
  await page.keyboard.press('Enter')
  await box(page, 'api').focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Link to').selectOption('cache')
  await page.getByRole('heading', { name: 'api → cache' }).waitFor()
  await page.getByLabel('Time-out').fill('100')
  await press(page.getByLabel('Circuit breaker'), 'Space')
  await assertGood(page)
  // What was drawn is still there after the page is loaded anew.
  await page.reload()
  await page.getByRole('tab', { name: 'Drawing' }).click()
  await page.getByRole('button', { name: 'Link from api to cache' }).waitFor()
  await drawAsJson(page)
  await page.getByRole('tab', { name: 'In words' }).click()
  await readLate(page)
  await page.getByLabel('Your design in words').fill('Three API servers over two zones. A queue takes at most 5000 messages. We like blue.')
  await page.getByRole('button', { name: 'Read it into a drawing' }).click()
  await page.getByText('api: 3 replicas in zones a, b').waitFor()
  await page.getByText('We like blue.', { exact: true }).waitFor()
  await assertGood(page)
  await page.getByRole('button', { name: 'Take this drawing' }).click()
  await box(page, 'queue').waitFor()
  await page.getByRole('tab', { name: 'Ask' }).click()
  await askedInVain(page)
  await page.getByLabel('Your question').fill('What happens when a zone is lost?')
  await page.keyboard.press('Enter')
  await page.getByText('Look at').first().waitFor()
  await assertGood(page)
  await page.getByRole('tab', { name: 'Drawing' }).click()
  await box(page, 'queue').waitFor()
  await page.getByRole('tab', { name: 'Ask' }).click()
  await page.getByText('Look at').first().waitFor()
  await page.getByRole('tab', { name: 'Data' }).click()
  await page.getByRole('textbox', { name: 'Schema' }).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.evaluate(pasted('create table mine (id int);'))
  await page.locator('.view-line').filter({ hasText: 'mine' }).waitFor()
  await page.getByRole('button', { name: 'Begin anew' }).click()
  await page.locator('[data-editor=ready] .view-line').first().waitFor()
  await page.locator('.view-line').filter({ hasText: 'mine' }).waitFor({ state: 'detached' })
  assert.deepEqual(bob.complaints, [])
})

/** What was read of words that were changed meanwhile is not shown. */
async function readLate(page: Page): Promise<void> {
  const letGo = await held(page, /\/api\/design\/read$/, { method: 'POST' })
  const read = page.getByRole('button', { name: 'Read it into a drawing' })
  await page.getByLabel('Your design in words').fill('Two caches.')
  await read.click()
  await page.getByLabel('Your design in words').fill('No cache at all.')
  await Promise.all([page.waitForResponse(/\/api\/design\/read$/), letGo()])
  await page.locator('button:not([aria-disabled])').and(read).waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Understood' }).count(), 0)
}

/** A question that failed is given back, with what was written meanwhile. */
async function askedInVain(page: Page): Promise<void> {
  const chat = /\/api\/design\/chat$/
  const question = page.getByLabel('Your question')
  const problem = { title: 'Away', status: 503, detail: 'Nobody answers right now.' }
  await page.route(chat, (route) => route.fulfill({ contentType: 'text/event-stream', body: `event: error\ndata: ${JSON.stringify(problem)}\n\n` }))
  const letGo = await held(page, chat, { method: 'POST' })
  await question.fill('Is it fast?')
  await page.keyboard.press('Enter')
  await question.fill('And safe?')
  letGo()
  await page.getByText(problem.detail).waitFor()
  await eventually(async () => (await question.inputValue()) === 'Is it fast? And safe?')
  await page.unroute(chat)
}

test('who does not own a design is told that there is none', async () => {
  await using eve = await place.visit()
  await signUp(eve.page, 'eve-design@example.org')
  await eve.page.goto('/design/runs/0198c7d4-6b19-7a10-b1c4-5e7f9a2d3c70')
  await eve.page.getByRole('heading', { name: 'There is no such design' }).waitFor()
  await assertGood(eve.page)
  await eve.page.goto('/design/nothing')
  await eve.page.getByRole('heading', { name: 'There is no such design problem' }).waitFor()
  await deploySlowly(eve.page)
  await onceMore(eve.page)
})

/** An answer that was lost is asked for again under the same name, and what is changed while it is on its way is still there afterwards. */
async function deploySlowly(page: Page): Promise<void> {
  const keys: (string | undefined)[] = []
  const may = Promise.withResolvers<void>()
  await page.route(/\/api\/submissions$/, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length < 3) return route.fulfill({ status: 503 })
    await may.promise
    await route.fulfill({ status: 202, json: { submission: { id: '0198c7d4-6b19-7a10-b1c4-5e7f9a2d3c70' } } })
  })
  await page.goto('/design/url-shortener')
  await page.getByRole('tab', { name: 'Drawing' }).click()
  const press = (): Promise<void> =>
    page
      .getByRole('button', { name: /^Deploy/ })
      .and(page.locator(':enabled'))
      .click()
  const times = (count: number): Promise<boolean> => eventually(() => keys.length === count)
  await press()
  await times(1)
  await page.getByText('This is our mistake.').waitFor()
  await press()
  await times(2)
  await box(page, 'api').click()
  await page.getByLabel('Size').selectOption('l')
  await press()
  await times(3)
  assert.deepEqual([keys[1] === keys[0], keys[2] === keys[0]], [true, false])
  await page.getByLabel('Size').selectOption('m')
  may.resolve()
  await page.getByRole('heading', { name: 'There is no such design' }).waitFor()
  assert.match((await page.evaluate<string | null>(`localStorage.getItem('quint:draft:design:url-shortener')`)) ?? '', /"size":"m"/)
}

/** A further attempt stays as it was changed: when the page is loaded anew, and when what it began with cannot be read once more. */
async function onceMore(page: Page): Promise<void> {
  const id = '0198c7d4-6b19-7a10-b1c4-5e7f9a2d3c70'
  const submission = { id, problemId: 'url-shortener', attempt: 1, schemaInput: '', apiSpecInput: '', designText: '', validationFeedback: null }
  let asked = 0
  let away = false
  await page.route(new RegExp(`/api/submissions/${id}$`), (route) => {
    asked += 1
    return route.fulfill(away ? { status: 503 } : { json: { submission } })
  })
  await page.clock.install()
  await page.goto(`/design/url-shortener?from=${id}`)
  await page.getByText('After attempt 1').waitFor()
  await box(page, 'api').click()
  const size = page.getByLabel('Size')
  await eventually(async () => (await size.inputValue()) !== 'm')
  await size.selectOption('l')
  await page.reload()
  await box(page, 'api').click()
  await eventually(async () => (await size.inputValue()) === 'l')
  away = true
  asked = 0
  await page.clock.fastForward(20_000)
  await page.evaluate(`for (const name of ['offline', 'online']) window.dispatchEvent(new Event(name))`)
  await eventually(async () => {
    await page.clock.fastForward(3000)
    return asked === 3
  })
  await page.clock.fastForward(3000)
  assert.equal(await size.inputValue(), 'l')
}
