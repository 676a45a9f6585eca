/** Planning in a browser: five questions, the plan, a problem done, a review graded, another plan seen and refused, an event moved. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import type { Locator, Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { commonPlace, type Visit } from './mesh.ts'
import { assertFits, press, signUp } from './walk.ts'

const place = await commonPlace()

const looks = [
  { width: 360, height: 740, theme: 'light' },
  { width: 1280, height: 900, theme: 'dark' },
] as const

async function assertGood(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

/** From the first question to the plan, by keyboard. */
async function answer(page: Page): Promise<void> {
  await page.goto('/plan')
  await press(page.getByRole('link', { name: 'Answer five questions' }))
  await page.getByRole('heading', { name: 'How far along are you?' }).waitFor()
  await press(page.getByRole('button', { name: 'Next' }))
  await page.getByText('Choose one.').waitFor()
  await press(page.getByRole('radio', { name: /^I have some practice/ }), 'Space')
  await assertGood(page)
  await press(page.getByRole('button', { name: 'Next' }))
  await press(page.getByRole('checkbox', { name: 'Backend' }), 'Space')
  await press(page.getByRole('button', { name: 'Next' }))
  await page.getByLabel('Weeks').fill('3')
  await assertGood(page)
  await page.reload()
  await page.getByRole('radio', { name: /^I have some practice/, checked: true }).waitFor()
  for (const heading of ['What are you preparing for?', 'How much time is there?']) {
    await press(page.getByRole('button', { name: 'Next' }))
    await page.getByRole('heading', { name: heading }).waitFor()
  }
  assert.equal(await page.getByLabel('Weeks').inputValue(), '3')
  await press(page.getByRole('button', { name: 'Next' }))
  await page.getByLabel('Graphs').selectOption('1')
  await assertGood(page)
  await press(page.getByRole('button', { name: 'Next' }))
  await press(page.getByRole('checkbox', { name: 'Being fast enough' }), 'Space')
  await press(page.getByRole('button', { name: 'Make my plan' }))
  await page.waitForURL('**/plan')
  await page.getByRole('heading', { name: 'Your plan' }).waitFor()
}

/** Makes every review due, as time would. */
async function letTimePass(): Promise<void> {
  await using admin = openDatabase({ url: place.adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query(`update plans.review_cards set due = current_date - 1, last_day = current_date - 5`))
}

async function story({ page, complaints }: Visit, email: string): Promise<void> {
  await signUp(page, email)
  await answer(page)
  await assertGood(page)
  const done = page.getByRole('button', { name: /^Done: / }).first()
  const title = ((await done.getAttribute('aria-label')) ?? '').replace('Done: ', '')
  const skip = page.getByRole('button', { name: /^Skip: / }).nth(1)
  const other = ((await skip.getAttribute('aria-label')) ?? '').replace('Skip: ', '')
  const letGo = await heldChanges(page, /\/api\/plans\/[^/]+\/items\//)
  await press(done)
  // While the first is still on its way.
  await press(skip)
  letGo()
  await page.getByRole('button', { name: `Put back ${title}`, exact: true }).waitFor()
  // The focus goes where the button was.
  await page.locator(`[aria-label="Put back ${other}"]:focus`).waitFor()
  await page.getByLabel('What felt hardest, or too easy?').fill('Linked lists: I was lost.')
  await press(page.getByRole('button', { name: 'Show me another plan' }))
  await page.getByText('This is what would change.').waitFor()
  await page.locator('h2:focus', { hasText: 'Does it fit?' }).waitFor()
  await assertGood(page)
  await press(page.getByRole('button', { name: 'Keep the one I have' }))
  await page.getByRole('button', { name: 'Show me another plan' }).waitFor()
  await page.getByRole('button', { name: `Put back ${title}` }).waitFor()
  await page.goto('/dashboard')
  await page.getByText('Next in your plan:').waitFor()
  await assertGood(page)
  await letTimePass()
  await page.goto('/reviews')
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
  await assertGood(page)
  await page.keyboard.press('3')
  await page.getByText(/comes back on/).waitFor()
  await page.getByText('Nothing is due today.').waitFor()
  await assertGood(page)
  assert.deepEqual(complaints, [])
}

for (const [index, look] of looks.entries())
  test(`a learner goes from five questions to a plan, a done problem, a refused change and a graded review, ${look.width} wide`, async () => {
    await using visit = await place.visit(look)
    await story(visit, `planner${index}-plan@example.org`)
  })

test('problems are found, noted, voted for and added', async () => {
  await using visit = await place.visit(looks[0])
  const { page } = visit
  await signUp(page, 'reader-plan@example.org')
  await page.goto('/problems')
  await page.getByRole('searchbox').fill('two sum')
  await page.getByRole('link', { name: /^Two Sum II/ }).waitFor()
  await page.getByRole('search').getByLabel('Difficulty').selectOption('medium')
  await page.waitForURL(/\/problems\?q=two\+sum&difficulty=medium$/)
  await page.reload()
  await page.getByRole('link', { name: /^Two Sum II/ }).waitFor()
  assert.equal(await page.getByRole('searchbox').inputValue(), 'two sum')
  await assertGood(page)
  await page.getByRole('search').getByLabel('Difficulty').selectOption('')
  await press(page.getByRole('link', { name: /^Two Sum\b(?! II)/ }))
  await page.getByRole('heading', { name: 'Two Sum', level: 1 }).waitFor()
  await page.getByLabel('Your notes').fill('A map of what I have seen.')
  // The page cannot be read again for a while: what was typed stays, and so does what the vote was answered with.
  const reading = /\/api\/problems\/[^/]+$/
  await page.route(reading, (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 503, json: {} }) : route.continue()))
  await press(page.getByRole('button', { name: /^Worth it 0/ }))
  await page.getByRole('button', { name: /^Worth it 1/ }).waitFor()
  await page.unroute(reading)
  await press(page.getByRole('button', { name: 'Keep the notes' }))
  await page.getByText('Kept.').waitFor()
  await page.getByLabel('What have you thought so far?').fill('I compare all pairs.')
  await press(page.getByRole('button', { name: 'Give me a hint' }))
  await page.locator('[aria-live=polite]:not(:empty)').waitFor()
  await assertGood(page)
  await press(page.getByRole('button', { name: 'Think it through' }))
  await page.waitForURL(/\/coach\/[0-9a-f-]{36}$/)
  await page.goto('/problems')
  await press(page.getByText('Add a problem of your own'))
  await page.getByLabel('Title').fill('Sort my socks')
  const opening = Promise.withResolvers<void>()
  await page.route(/\/problems\/[^/?]+\?_rsc/, async (route) => {
    await opening.promise
    await route.continue()
  })
  let asked = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/api/problems') asked += 1
  })
  const added = page.waitForResponse((response) => response.request().method() === 'POST' && response.ok())
  const add = page.getByRole('button', { name: 'Add it' })
  await add.press('Enter')
  await added
  // Pressed again while its page is on the way: it is added once.
  await add.press('Enter')
  opening.resolve()
  await page.getByRole('heading', { name: 'Sort my socks' }).waitFor()
  assert.equal(asked, 1)
  assert.deepEqual(visit.complaints, [])
})

test('an event is planned, moved by dragging and by keys, made longer, and its feed has a link', async () => {
  await using visit = await place.visit(looks[1])
  const { page } = visit
  await signUp(page, 'calendar-plan@example.org')
  await page.goto('/planner')
  await press(page.getByRole('button', { name: 'Plan something', exact: true }))
  await page.getByLabel('What', { exact: true }).fill('Mock with Grace')
  await page.getByLabel('Begins', { exact: true }).fill('2026-11-18T17:00')
  await page.getByLabel('Ends', { exact: true }).fill('2026-11-18T18:00')
  await assertAccessible(page)
  await press(page.getByRole('button', { name: 'Save' }))
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goto('/planner')
  await toNovember(page)
  const event = page.getByRole('button', { name: /Mock with Grace/ })
  const cell = (day: string) => page.getByRole('cell').filter({ has: page.getByRole('button', { name: `Plan something on ${day}` }) })
  await cell('Wednesday, November 18').getByRole('button', { name: /Mock/ }).waitFor()
  await assertGood(page)
  await event.dragTo(cell('Friday, November 20'))
  await cell('Friday, November 20').getByRole('button', { name: /Mock/ }).waitFor()
  await event.focus()
  const letGo = await heldChanges(page, anEvent)
  await page.keyboard.press('Alt+ArrowLeft')
  await cell('Thursday, November 19').getByRole('button', { name: /Mock/ }).waitFor()
  await press(event)
  await page.getByRole('dialog').waitFor()
  letGo()
  assert.equal(await page.getByLabel('Begins', { exact: true }).inputValue(), '2026-11-19T17:00')
  await press(page.getByRole('button', { name: 'Done', exact: true }))
  await page.getByRole('button', { name: /✓ Mock/ }).waitFor()
  await leaveWhileSaved(page, event)
  // To the first of the month, whatever today is, and on to the week of the event.
  for (const name of ['Later', 'Earlier']) await page.getByRole('button', { name }).click()
  await page.getByLabel('View').selectOption('week')
  for (let week = 0; week < 3; week += 1) await page.getByRole('button', { name: 'Later' }).click()
  const longer = page.getByRole('button', { name: 'Mock with Grace a quarter of an hour longer' })
  await longer.waitFor()
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok())
  await press(longer)
  await saved
  await assertGood(page)
  await press(page.getByRole('button', { name: 'Show the link' }))
  const url = await page.getByLabel('The link').inputValue()
  const feed = await fetch(url)
  assert.deepEqual([feed.status, feed.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'])
  assert.match(await feed.text(), /DTSTART:20261119T160000Z\r\nDTEND:20261119T171500Z/)
  await assertGood(page)
  assert.deepEqual(visit.complaints, [])
})

/** A dialog that is closed before it is saved goes on saving: what is opened meanwhile shows what was chosen, and is not closed by it. */
async function leaveWhileSaved(page: Page, event: Locator): Promise<void> {
  const letGo = await heldChanges(page, anEvent)
  await press(event)
  await page.getByLabel('Kind').selectOption('interview')
  await press(page.getByRole('button', { name: 'Save' }))
  await press(page.getByRole('button', { name: 'Close' }))
  await press(event)
  await page.getByRole('dialog').waitFor()
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok())
  letGo()
  await saved
  assert.equal(await page.getByLabel('Kind').inputValue(), 'interview')
  await press(page.getByRole('button', { name: 'Close' }))
}

const anEvent = /\/api\/planner\/events\/[^/]+$/

/** Changes wait until they may go: what is opened meanwhile must not show what was before. */
async function heldChanges(page: Page, address: RegExp): Promise<() => void> {
  const may = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    if (route.request().method() === 'PATCH') await may.promise
    await route.continue()
  })
  return may.resolve
}

/** What the page asked for when it changed the event: the days and hours of its beginning and its end, UTC. */
async function changed(page: Page, act: () => Promise<void>): Promise<readonly string[]> {
  const asking = page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok())
  await act()
  const { startDate, endDate } = (await asking).request().postDataJSON() as { startDate: string; endDate: string }
  return [startDate, endDate].map((at) => at.slice(5, 16))
}

/** By hand, since what it is dropped on is there only while it is dragged. */
async function drag(page: Page, from: Locator, to: () => Locator): Promise<void> {
  const middle = async (one: Locator): Promise<readonly [number, number]> => {
    const box = await one.boundingBox()
    return [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]
  }
  const [x, y] = await middle(from)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 12, y + 8, { steps: 3 })
  await to().waitFor()
  await page.mouse.move(...(await middle(to())), { steps: 5 })
  await page.mouse.up()
}

test('an event is resized in the month, and moved and resized in the agenda, by the mouse and by keys that keep their place', async () => {
  await using visit = await place.visit(looks[1])
  const { page } = visit
  await page.clock.setFixedTime(new Date('2026-11-16T09:00:00Z'))
  await signUp(page, 'resizer-plan@example.org')
  await page.goto('/planner')
  await press(page.getByRole('button', { name: 'Plan something on Wednesday, November 18' }))
  await page.getByLabel('What', { exact: true }).fill('Onsite')
  await press(page.getByRole('button', { name: 'Save' }))
  const event = page.getByRole('button', { name: /Onsite$/ }).first()
  const cell = page.getByRole('cell').filter({ has: page.getByRole('button', { name: 'Plan something on Friday, November 20' }) })
  await event.waitFor()
  const edge = page.getByTitle('Drag to the day on which it ends')
  assert.deepEqual(await changed(page, () => edge.dragTo(cell)), ['11-18T17:00', '11-20T18:00'])
  const told = (words: RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor()
  await told(/Wednesday.*Friday/)
  await event.focus()
  const keys = [
    ['Alt+Shift+ArrowLeft', ['11-18T17:00', '11-19T18:00'], /Wednesday.*Thursday/],
    ['Alt+Shift+ArrowLeft', ['11-18T17:00', '11-18T18:00'], /Wednesday[^T]*7:00/],
    ['Alt+ArrowRight', ['11-19T17:00', '11-19T18:00'], /^Onsite: Thursday.*6:00/],
    ['Alt+ArrowDown', ['11-19T17:15', '11-19T18:15'], /6:15/],
  ] as const
  for (const [key, span, words] of keys) {
    assert.deepEqual(await changed(page, () => page.keyboard.press(key)), span, key)
    await told(words)
    await page.locator(`[data-event$="${Date.parse(`2026-${span[0]}:00Z`)}"]:focus`).waitFor()
  }
  await page.getByLabel('View').selectOption('agenda')
  const friday = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Friday, November 20' }) })
  assert.deepEqual(await changed(page, () => drag(page, event, friday)), ['11-20T17:15', '11-20T18:15'])
  await told(/Friday, November 20, 6:15/)
  const grip = await page.locator('[data-grip]').boundingBox()
  assert.ok(grip)
  const pull = async () => {
    await page.mouse.move(grip.x + 20, grip.y + 4)
    await page.mouse.down()
    await page.mouse.move(grip.x + 20, grip.y + 20, { steps: 4 })
    await page.mouse.up()
  }
  assert.deepEqual(await changed(page, pull), ['11-20T17:15', '11-20T18:45'])
  await assertGood(page)
  // Keys are faster than the server: none is lost, and the last word is kept.
  await page.getByLabel('View').selectOption('month')
  await event.focus()
  const kept = page.waitForResponse((response) => response.ok() && response.request().postData()?.includes('2026-11-17T17:15') === true)
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Alt+ArrowLeft')
  await page.locator(`[data-event$="${Date.parse('2026-11-17T17:15:00Z')}"]:focus`).waitFor()
  await kept
  await page.reload()
  await page.locator(`[data-event$="${Date.parse('2026-11-17T17:15:00Z')}"]`).waitFor()
  assert.deepEqual(visit.complaints, [])
})

test('a calendar file is brought along, and the learner reads what was taken for what', async () => {
  await using visit = await place.visit(looks[0])
  const { page } = visit
  await page.clock.setFixedTime(new Date('2026-11-04T09:00:00Z'))
  await signUp(page, 'importer-plan@example.org')
  await page.goto('/planner')
  const lines = [
    'UID:moon',
    'SUMMARY:Moon walk, with a name that is longer than a phone is wide',
    'DTSTART;TZID=Moon/Base:20261105T090000',
    'DTEND;TZID=Moon/Base:20261105T100000',
  ]
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
  await page.getByLabel('Bring a calendar file along').setInputFiles({ name: 'moon.ics', mimeType: 'text/calendar', buffer: Buffer.from(ics) })
  await page.getByText('1 brought along.').waitFor()
  await page.getByRole('button', { name: /Moon walk/ }).waitFor()
  await page.getByText(/^Moon walk.*: Its time zone, “Moon\/Base”, is not known/).waitFor()
  await assertGood(page)
  assert.deepEqual(visit.complaints, [])
})

/** Whatever today is, as the page has it. */
async function toNovember(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  const shown = Date.parse(`1 ${await heading.textContent()}`)
  const target = Date.parse('1 November 2026')
  const months = Math.round((target - shown) / (30.44 * 86_400_000))
  const button = page.getByRole('button', { name: months > 0 ? 'Later' : 'Earlier' })
  for (let step = 0; step < Math.abs(months); step += 1) await button.click()
  await heading.filter({ hasText: 'November 2026' }).waitFor()
}
