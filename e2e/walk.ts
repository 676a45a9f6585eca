/** The steps that the browser's stories are made of. */
import assert from 'node:assert/strict'
import { eventually } from '@quint/runtime/eventually.ts'
import type { Locator, Page, Route } from 'playwright-core'

/** Until a page is laid out, ms. */
const settledWithinMs = 3000

export const password = 'correct horse battery'

export const answers: readonly string[] = [
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

export const lastWord = 'I had assumed that order matters. With [9, 9] it does not. What do I forget between two rounds?'

export async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/signup')
  await page.getByLabel('What should we call you?').fill('Ada')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make my account' }).click()
  await page.waitForURL(/\/(dashboard|coach)$/)
}

/** Requests of a kind wait until they may go. @returns lets them, and all that come later. */
export async function held(page: Page, address: RegExp, { method = 'GET' }: { readonly method?: string } = {}): Promise<() => void> {
  const may = Promise.withResolvers<void>()
  await page.route(address, async (route: Route) => {
    if (route.request().method() !== method) return route.fallback()
    await may.promise
    await route.fallback()
  })
  return may.resolve
}

/** @returns the address of the session. */
export async function beginTwoSum(page: Page): Promise<string> {
  await page.goto('/coach')
  await page.getByRole('button', { name: /^Two Sum/ }).click()
  await page.waitForURL(/\/coach\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

/** Answers the prompt on the screen with the keyboard alone. */
export async function answerOne(page: Page, text = ''): Promise<void> {
  const before = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: before }).waitFor()
}

/** Once it is laid out: a size that was just set, or something that is still drawn, takes a moment. */
export async function assertFits(page: Page): Promise<void> {
  const widths = (): Promise<number[]> => page.evaluate<number[]>('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
  const fits = ([wanted = 0, width = 0]: readonly number[]): boolean => wanted <= width
  await eventually(async () => fits(await widths()), settledWithinMs).catch(() => undefined)
  const [wanted, width] = await widths()
  assert.ok(fits([wanted ?? 0, width ?? 0]), `${page.url()} is ${wanted} wide on ${width}`)
}

/** The first one. It appears as if typed, also when all of it is there. */
export async function wholeHint(page: Page): Promise<string> {
  const card = page.getByRole('listitem').first()
  await card.locator('[aria-busy=false]').waitFor()
  return (await card.textContent()) ?? ''
}

/** Until somebody listens: a form whose button is dead is not sent by the keyboard either. */
export async function untilAwake(button: Locator): Promise<void> {
  await button.waitFor()
  await eventually(() => button.isEnabled())
}

/** By the keyboard, which does not wait for that. */
export async function press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await untilAwake(target)
  await target.press(key)
}

/** Whoever aims at something hits it, whatever is told meanwhile: it stands where it stood. */
export async function stays(aimedAt: Locator, meanwhile: () => Promise<unknown>): Promise<void> {
  const before = await aimedAt.boundingBox()
  assert.ok(before, 'it is on the screen')
  await meanwhile()
  assert.deepEqual(await aimedAt.boundingBox(), before)
}
