/** The whole story in a real browser: as a visitor, as a new learner, on a phone, with the keyboard. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from './accessible.ts'
import { commonPlace } from './mesh.ts'
import { answerOne, answers, assertFits, beginTwoSum, lastWord, signUp, wholeHint } from './walk.ts'

const place = await commonPlace()

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
  await signUp(page, 'ada-learner@example.org')
  await beginTwoSum(page)
  for (const text of answers) await answerOne(page, text)
  await page.getByRole('heading', { name: /Twelve answers/ }).waitFor()
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Get My Hint' }).click()
  const word = page.getByRole('textbox', { name: 'Your last word' })
  await word.waitFor()
  const hint = await wholeHint(page)
  assert.ok(hint.split(/\s+/).length >= 40, hint)
  assert.doesNotMatch(hint, /hash|dictionary|O\(n/i)
  await assertAccessible(page)
  await page.getByRole('button', { name: /One step more/ }).click()
  await page.getByText('A question', { exact: true }).waitFor()
  await word.fill(lastWord)
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

test('what is typed survives a reload, an answer survives a failed request, and an earlier one can be changed', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page, context } = visit
  await signUp(page, 'grace-learner@example.org')
  await beginTwoSum(page)
  await page.getByRole('textbox').fill('half a thought')
  await page.reload()
  await page.getByRole('textbox').waitFor()
  assert.equal(await page.getByRole('textbox').inputValue(), 'half a thought')
  await context.setOffline(true)
  await answerOne(page, answers[0])
  await page.getByText('1 answer kept on this device').waitFor()
  await context.setOffline(false)
  await page.getByText('Everything has gone out.').waitFor()
  const may = Promise.withResolvers<void>()
  await page.route('**/api/session/respond', async (route) => {
    await may.promise
    await route.continue()
  })
  const second = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('textbox').fill(answers[1] ?? '')
  await page.keyboard.press('Control+Enter')
  // Written on while the answer is on its way: it stays for whoever comes back.
  await page.getByRole('textbox').fill(`${answers[1]} And more.`)
  may.resolve()
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: second }).waitFor()
  await page
    .getByRole('button', { name: /^Prompt 2,/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: second }).waitFor()
  assert.equal(await page.getByRole('textbox').inputValue(), `${answers[1]} And more.`)
  await page
    .getByRole('button', { name: /Prompt 1|Earth 1|Question 1|^1/ })
    .first()
    .click()
  while ((await page.getByRole('textbox').inputValue()) !== answers[0]) await page.getByRole('textbox').waitFor()
  await assertFits(page)
})

test('who is not signed in is sent to sign in and comes back', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await page.goto('/sessions')
  await page.waitForURL(/\/signin/)
  // The page awakes while one types: what was typed before that stays.
  const may = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await may.promise
    await route.continue()
  })
  await page.goto(page.url(), { waitUntil: 'commit' })
  await page.getByLabel('E-mail').fill('ada-learner@example.org')
  may.resolve()
  await page.getByRole('button', { name: 'Sign in', exact: true, disabled: false }).waitFor()
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: /Sign in/ }).click()
  await page.waitForURL(/\/sessions$/)
})

test('a form that is not awake yet sends nothing, so that no password gets into an address', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await page.route('**/*.js', (route) => route.abort())
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill('ada-learner@example.org')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.keyboard.press('Enter')
  assert.ok(await page.getByRole('button', { name: 'Sign in', exact: true }).isDisabled())
  assert.equal(new URL(page.url()).search, '')
})
