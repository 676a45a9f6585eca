/** The whole story in a real browser: as a visitor, as a new learner, on a phone, in both themes, with the keyboard. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { openPlace, type Place, type VisitOptions } from './mesh.ts'

let place: Place

before(async () => {
  place = await openPlace()
})

after(() => place[Symbol.asyncDispose]())

const answers = [
  'I get a list and a goal, and I say which two places of the list make the goal together.',
  'With [3, 9, 4, 8] and 12 I looked at 3 and 9, and that was it. With [1, 1] and 2 it is both.',
  'I take for granted that there is one pair, and that order is not promised.',
  'Compare every pair. Ten times longer means a hundred times the work.',
  'With 10,000 numbers it takes far too long, and on an empty list it breaks.',
  'The step to blame is going back to the start again and again.',
  'Can a place be used twice? What if nothing fits? Are negative numbers allowed?',
  'I guess a place may not be used twice; [4, 4] and 8 would tell.',
  'Why do you read the list so often? Because I forget what I read.',
  'It is like paying exactly with two coins, but coins have no places.',
  'If somebody read the list to me once, I would have to write something down.',
  'First I compared all pairs, then I saw the waste, so next I look at what gets lost.',
]

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/signup')
  await page.getByLabel('What should we call you?').fill('Ada')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await page.waitForURL(/\/(dashboard|coach)$/)
}

async function beginTwoSum(page: Page): Promise<void> {
  await page.goto('/coach')
  await page.getByRole('button', { name: /^Two Sum/ }).click()
  await page.waitForURL(/\/coach\/[0-9a-f-]{36}$/)
}

/** Answers the prompt on the screen with the keyboard alone. */
async function answerOne(page: Page, text: string): Promise<void> {
  const before = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: before }).waitFor()
}

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)
  assert.deepEqual(told, [], page.url())
}

async function assertFits(page: Page): Promise<void> {
  const [wanted, width] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
  assert.ok((wanted ?? 0) <= (width ?? 0), `${page.url()} is ${wanted} wide on ${width}`)
}

test('a visitor tries three prompts without an account', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await page.goto('/')
  const coach = page.getByRole('region', { name: 'Try the coach' })
  for (const text of [answers[0], answers[3], 'I have no question.']) {
    const heading = await coach.getByRole('heading', { level: 3 }).textContent()
    await coach.getByRole('textbox').fill(text ?? '')
    await coach.getByRole('button', { name: 'Keep and go on' }).click()
    await coach
      .getByRole('heading', { level: 3 })
      .filter({ hasNotText: heading ?? '' })
      .waitFor()
  }
  await coach
    .getByText(/no question|few|Three questions/i)
    .first()
    .waitFor()
  await coach.getByRole('link', { name: 'Make an account' }).waitFor()
  assert.deepEqual(visit.complaints, [])
})

test('a learner signs up, answers twelve prompts, gets the hint, has the last word and sees what changed', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signUp(page, 'ada@example.org')
  await beginTwoSum(page)
  for (const text of answers) await answerOne(page, text)
  await page.getByRole('heading', { name: /Twelve answers/ }).waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Get My Hint' }).click()
  const word = page.getByRole('textbox', { name: 'Your last word' })
  await word.waitFor()
  const hint = (await page.getByRole('listitem').first().textContent()) ?? ''
  assert.ok(hint.split(/\s+/).length >= 40, hint)
  assert.doesNotMatch(hint, /hash|dictionary|O\(n/i)
  await assertAccessible(page)
  await page.getByRole('button', { name: /One step more/ }).click()
  await page.getByText('A question', { exact: true }).waitFor()
  await word.fill('I had assumed that order matters. With [9, 9] it does not. What do I forget between two rounds?')
  await page.getByRole('button', { name: 'That is my last word' }).click()
  await page.getByRole('heading', { name: 'After', exact: true }).waitFor()
  await assertAccessible(page)

  await page.goto('/dashboard')
  await page.getByText('Two Sum').first().waitFor()
  await page.goto('/sessions')
  await page
    .getByRole('link', { name: /Two Sum/ })
    .first()
    .click()
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}$/)
  await page.getByText('I had assumed that order matters').first().waitFor()
  await assertAccessible(page)
  assert.deepEqual(visit.complaints, [])
})

test('what is typed survives a reload and a failed request, and an earlier answer can be changed', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page, context } = visit
  await signUp(page, 'grace@example.org')
  await beginTwoSum(page)
  await page.getByRole('textbox').fill('half a thought')
  await page.reload()
  await page.getByRole('textbox').waitFor()
  assert.equal(await page.getByRole('textbox').inputValue(), 'half a thought')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Keep and go on' }).click()
  await page.getByRole('alert').first().waitFor()
  assert.equal(await page.getByRole('textbox').inputValue(), 'half a thought')
  await context.setOffline(false)
  await answerOne(page, answers[0] ?? '')
  await answerOne(page, answers[1] ?? '')
  await page
    .getByRole('button', { name: /Prompt 1|Earth 1|Question 1|^1/ })
    .first()
    .click()
  while ((await page.getByRole('textbox').inputValue()) !== answers[0]) await page.getByRole('textbox').waitFor()
  await assertFits(page)
})

const screens = ['/', '/signin', '/signup', '/dashboard', '/coach', '/sessions', '/reference', '/settings', '/events', '/nowhere']
const looks: readonly VisitOptions[] = [{ theme: 'light' }, { theme: 'dark', width: 390, height: 844 }, { theme: 'light', width: 320, height: 640 }]

for (const look of looks) {
  test(`every screen is accessible and fits at ${look.width ?? 1280} px in the ${look.theme} theme`, async () => {
    await using visit = await place.visit(look)
    const { page } = visit
    await signUp(page, `look${look.width ?? 1280}${look.theme}@example.org`)
    for (const screen of screens) {
      await page.goto(screen)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      await assertFits(page)
      await assertAccessible(page)
    }
    assert.deepEqual(
      visit.complaints.filter((complaint) => !complaint.includes('/nowhere')),
      [],
    )
  })
}

const mostScriptBytes = 200 * 1024

test('no screen loads more than 200 KB of script, compressed', async () => {
  for (const screen of screens) {
    await using visit = await place.visit()
    const { page } = visit
    const sizes: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize))
    })
    await page.goto(screen)
    await page.waitForLoadState('networkidle')
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    assert.ok(total > 0 && total <= mostScriptBytes, `${screen}: ${total} bytes`)
  }
})

test('who is not signed in is sent to sign in and comes back', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await page.goto('/sessions')
  await page.waitForURL(/\/signin/)
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: /Sign in/ }).click()
  await page.waitForURL(/\/sessions$/)
})
