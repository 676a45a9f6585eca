/** Talking it through with the coach: question by question by keyboard, through a reload and a broken line, to the answers that a hint is asked for with. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible } from './accessible.ts'
import { commonPlace } from './mesh.ts'
import { asked, say } from './talk.ts'
import { answers, assertFits, beginTwoSum, signUp } from './walk.ts'

const place = await commonPlace()

test('a learner talks a session through, comes back to it, and asks for a hint with what they said', async () => {
  await using visit = await place.visit({ width: 390, height: 844 })
  const { page, context } = visit
  await signUp(page, 'ada-dialogue@example.org')
  await beginTwoSum(page)
  await page.getByRole('button', { name: 'Talk it through' }).click()
  assert.equal(await asked(page), 1)
  await assertAccessible(page)
  await assertFits(page)
  await say(page, answers[0] ?? '')
  await page.getByRole('textbox').fill('half a thought')
  await page.reload()
  assert.equal(await asked(page), 2, 'the conversation is there after a reload')
  assert.equal(await page.getByRole('textbox').inputValue(), 'half a thought', 'and so is what was not said yet')
  assert.match((await page.locator('[role="log"]').textContent()) ?? '', /which two places of the list/)

  await context.setOffline(true)
  await context.setOffline(false)
  let said = 1
  while ((await page.locator('section[data-whose="nobody"]').count()) === 0) {
    await say(page, `${answers[said % answers.length]} I think so because of [3, 9, 4, 8] and 12, and what would happen twice?`)
    said += 1
    assert.ok(said < 30)
  }
  await assertAccessible(page)
  await page.getByRole('button', { name: 'Read it over' }).click()
  await page.getByRole('button', { name: /hint/i }).first().waitFor()
})

test('the prompts are there at any moment, with what was said in them', async () => {
  await using visit = await place.visit()
  const { page } = visit
  await signUp(page, 'bob-dialogue@example.org')
  await beginTwoSum(page)
  await page.getByRole('button', { name: 'Talk it through' }).click()
  await asked(page)
  await say(page, answers[0] ?? '')
  await page.getByRole('button', { name: 'Use the prompts instead' }).click()
  await page
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /example|input|take/i })
    .waitFor()
  await page.getByRole('button', { name: 'Talk it through' }).click()
  assert.ok((await asked(page)) >= 2)
})
