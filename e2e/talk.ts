/** The steps of a conversation with the coach, wherever it stands. */
import type { Page } from 'playwright-core'

/** Resolves with how many questions were asked once it is the learner's turn, or nobody's. */
export async function asked(page: Page): Promise<number> {
  await page.locator('section[data-whose="learner"][data-line="open"], section[data-whose="nobody"]').waitFor()
  return page.locator('[role="log"] li[data-element]').count()
}

/** Says something by keyboard and waits for the next question. */
export async function say(page: Page, text: string): Promise<void> {
  const before = await asked(page)
  await page.getByRole('textbox').fill(text)
  await page.keyboard.press('Control+Enter')
  await page.locator('[role="log"] li[data-element]').nth(before).waitFor()
  await asked(page)
}
