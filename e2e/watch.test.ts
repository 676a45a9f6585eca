/** Watching in a browser: a video is asked for, made while one looks, played, rated and talked about; what is held is decided, and appealed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@quint/db/database.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { bosses, commonPlace, type Place } from './mesh.ts'
import { enrol } from './past.ts'
import { assertFits, held, password, press, signUp } from './walk.ts'

const boss = bosses.watch
const makingMs = 180_000
const place = await commonPlace()
await enrol(place.url, boss)

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/(dashboard|coach)$/)
}

/** Signed up, with the address confirmed, and signed in again so that the gateway knows. */
async function enter(page: Page, email: string): Promise<void> {
  await signUp(page, email)
  await using admin = openDatabase({ url: place.adminUrl, maxConnections: 1 })
  await admin.asService((tx) => tx.query('update identity.users set email_verified_at = now() where email = $1', [email]))
  // A page that stands asks for its line of notices with the cookies that are gone, and complains.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await signIn(page, email)
}

async function assertGood(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

test('a video is asked for, made, played with captions, rated and talked about, and another learner sees it at once', async () => {
  await using ada = await place.visit({ width: 360, height: 740 })
  await using bob = await place.visit({ theme: 'dark' })
  await enter(ada.page, 'ada-watch@example.org')
  await enter(bob.page, 'bob-watch@example.org')
  await ada.page.goto('/watch')
  await ada.page.getByText('No videos yet.').waitFor()
  await assertGood(ada.page)
  await bob.page.goto('/watch')
  await ada.page.getByRole('link', { name: 'Ask for a video' }).click()
  await ada.page.getByLabel('Topic').fill('Balloon opera')
  await ada.page.getByRole('button', { name: 'Make the video' }).click()
  await ada.page.getByText('is none of the topics that Quint has notes on').waitFor()
  await assertGood(ada.page)
  // What is near it is offered.
  await ada.page.getByRole('button', { name: 'Big O notation' }).click()
  await ada.page.getByRole('button', { name: 'Make the video' }).click()
  await ada.page.waitForURL(/\/watch\/[0-9a-f-]{36}$/)
  await ada.page.getByRole('progressbar').waitFor()
  await preview(ada.page)
  const film = ada.page.locator('video')
  await film.waitFor({ timeout: makingMs })
  // The feed of somebody else shows it without being asked.
  await bob.page.getByRole('link', { name: /Big O notation/ }).click()
  await bob.page.locator('video').waitFor()
  await assertGood(bob.page)
  await play(ada.page)
  await comesBack(ada.page)
  await rate(ada.page)
  await bob.page.getByText('5.0 of 5 by 1 learner').waitFor()
  await say(ada.page, 'The part about halving is what I had missed.')
  await bob.page.getByText('The part about halving is what I had missed.').waitFor()
  await rewrite(ada.page)
  await bob.page.getByText('The part about halving is what I had not seen.').waitFor()
  await bob.page.getByLabel('Say something').fill('More at https://example.org/halving for all of you.')
  await bob.page.getByRole('button', { name: 'Say it' }).click()
  await bob.page.getByText('Only you see it until a moderator has looked.').waitFor()
  assert.equal(await ada.page.getByText('More at https').count(), 0)
  await decide(place)
  await ada.page.getByText('More at https://example.org/halving').waitFor()
  await quiz(ada.page)
  await note(ada.page)
  await change(ada.page)
  await takenDownAndBack(ada.page, bob.page)
  await topics(bob.page)
  assert.deepEqual(
    [...ada.complaints, ...bob.complaints].filter((line) => !/status of (400|503)/.test(line)),
    [],
  )
})

/** Rated anew before the first rating is kept: one goes after the other, and the last one stays. */
async function rate(page: Page): Promise<void> {
  const may = Promise.withResolvers<void>()
  const asked: (string | null)[] = []
  await page.route('**/api/ratings', async (route) => {
    asked.push(route.request().postData())
    await may.promise
    await route.continue()
  })
  await page.getByRole('button', { name: '2 stars' }).click()
  await page.getByRole('button', { name: '5 stars' }).click()
  await page.getByRole('button', { name: '5 stars', pressed: true }).waitFor()
  assert.equal(asked.length, 1, asked.join())
  may.resolve()
}

/** The first time it cannot be kept: neither what was said is lost, nor what was begun meanwhile. */
async function say(page: Page, words: string): Promise<void> {
  const may = Promise.withResolvers<void>()
  const comments = /\/api\/comments$/
  await page.route(comments, async (route) => {
    await may.promise
    await route.fulfill({ status: 503, json: {} })
  })
  const field = page.getByLabel('Say something')
  await field.fill(words)
  await page.getByRole('button', { name: 'Say it' }).click()
  await page.getByText(words, { exact: true }).first().waitFor()
  assert.equal(await page.getByRole('button', { name: 'Change it' }).count(), 0, 'what is on its way cannot be changed')
  await field.fill('And then')
  may.resolve()
  await page.getByRole('alert').filter({ hasText: 'Try again in a moment.' }).waitFor()
  assert.equal(await field.inputValue(), `${words}\n\nAnd then`)
  await page.unroute(comments)
  await field.fill(words)
  await page.getByRole('button', { name: 'Say it' }).click()
}

/** What there is on a topic, and what can be asked for, stand in one list. */
async function topics(page: Page): Promise<void> {
  await page.goto('/watch')
  await page.getByRole('link', { name: 'See all topics' }).click()
  await page.getByLabel('Search in topics').fill('notation')
  await page.getByRole('link', { name: /^Watch, .*: Big O notation$/ }).waitFor()
  await assertGood(page)
  await page.getByLabel('Search in topics').fill('binary search')
  await page.getByRole('link', { name: 'Ask for it: Binary search', exact: true }).click()
  await page.waitForURL(/\/watch\/new\?/)
  assert.equal(await page.getByLabel('Topic').inputValue(), 'Binary search')
}

/** With the keyboard alone: Escape leaves the comment as it was, and gives the keyboard back. */
async function rewrite(page: Page): Promise<void> {
  const change = page.getByRole('button', { name: 'Change it' })
  const words = page.getByLabel('In other words')
  await press(change)
  await words.press('Escape')
  await words.waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await assertGood(page)
  await words.fill('The part about halving is what I had not seen.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await words.waitFor({ state: 'detached' })
}

/** The script plays itself while the film is made. */
async function preview(page: Page): Promise<void> {
  const script = page.getByRole('region', { name: 'The script' })
  await script.getByRole('button', { name: 'Play the script' }).click()
  await script.getByRole('button', { name: 'Pause' }).click()
  await script.getByRole('button', { name: 'Next' }).click()
  await script.getByText('2 of').waitFor()
  await assertGood(page)
  await script.getByRole('button', { name: 'Next' }).click()
  await script.getByText('3 of').waitFor()
  await assertFits(page)
}

/** A note leads back to its time. */
async function note(page: Page): Promise<void> {
  await page.getByLabel(/^A note at/).fill('Ask about amortised cost.')
  await page.getByRole('button', { name: 'Write it down' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'Ask about amortised cost.' })
  await line.getByRole('button', { name: /^\d+:\d\d$/ }).click()
}

/** It has another title, which is told where it is wrong; then one scene is said in other words, and made anew. */
async function change(page: Page): Promise<void> {
  await page.getByText('Change this video').click()
  const title = page.getByLabel('Title of the video')
  await title.fill('<b>Growth</b>')
  await title.press('Enter')
  await page.getByText('must not hold markup').waitFor()
  await title.fill('How work grows')
  await title.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'How work grows' }).waitFor()
  await page.getByLabel('Title of the scene').fill('How fast work grows')
  await assertGood(page)
  const before = await page.locator('video').getAttribute('src')
  await page.getByRole('button', { name: 'Make this scene anew' }).click()
  await page.getByText('The scene is made anew').waitFor()
  // Until it is there, the film is the one before.
  await page.locator(`video:not([src="${before}"])`).waitFor({ timeout: makingMs })
  assert.equal(await page.getByLabel('Title of the scene').inputValue(), 'How fast work grows')
}

/** Plays, seeks to a chapter, and reads the captions that the browser shows. */
async function play(page: Page): Promise<void> {
  const film = page.locator('video')
  await film.evaluate((element) => (element as unknown as { muted: boolean }).muted)
  await page.getByRole('button', { name: /The idea/ }).click()
  const facts = await film.evaluate(async (element) => {
    const shown = element as unknown as {
      readonly duration: number
      readonly currentTime: number
      readonly videoWidth: number
      readonly textTracks: { readonly 0: { readonly cues: { readonly length: number } | null }; readonly length: number }
      addEventListener(name: string, listener: () => void, options: object): void
    }
    if (shown.currentTime < 1) await new Promise<void>((resolve) => shown.addEventListener('timeupdate', () => resolve(), { once: true }))
    return {
      seconds: shown.duration,
      width: shown.videoWidth,
      at: shown.currentTime,
      tracks: shown.textTracks.length,
      cues: shown.textTracks[0].cues?.length,
    }
  })
  assert.deepEqual([facts.width, facts.tracks], [1280, 2])
  assert.ok(facts.seconds > 30 && facts.at > 1 && (facts.cues ?? 0) > 5, JSON.stringify(facts))
}

/** Whoever leaves for the videos of a tag and comes back goes on where they stopped. */
async function comesBack(page: Page): Promise<void> {
  const before = page.url()
  await page.getByRole('list', { name: 'Tags' }).getByRole('link').first().click()
  await page.waitForURL(/\/watch\?tag=/)
  await page.getByRole('link', { name: /Big O notation/ }).click()
  await page.waitForURL(before)
  const film = page.locator('video')
  await eventually(() => film.evaluate((element) => (element as unknown as { readonly currentTime: number }).currentTime > 1))
}

async function decide(at: Place): Promise<void> {
  await using admin = await at.visit()
  await signIn(admin.page, boss)
  await admin.page.goto('/admin/watch')
  await admin.page.getByText('More at https://example.org/halving').waitFor()
  await assertGood(admin.page)
  await admin.page.getByRole('button', { name: 'Let it be seen' }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Why?').fill('A course.')
  await dialog.getByRole('button', { name: 'Let it be seen', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** A moderator takes the video down, its owner says why it should stand, and another look is taken. */
async function takenDownAndBack(owner: Page, other: Page): Promise<void> {
  await using admin = openDatabase({ url: place.adminUrl, maxConnections: 1 })
  const id = new URL(owner.url()).pathname.split('/').at(-1)
  await admin.asService((tx) => tx.query("update content.videos set moderation = 'review' where id = $1", [id]))
  await other.getByText('This video is not there any more.').waitFor()
  await using desk = await place.visit({ theme: 'dark', width: 360, height: 740 })
  const { page } = desk
  await signIn(page, boss)
  const decideAs = async (verb: string, why: string): Promise<void> => {
    await page.getByRole('button', { name: verb }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why?').fill(why)
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await page.getByText('Nothing waits for you.').waitFor()
  }
  await page.goto('/admin/watch')
  await page.getByRole('link', { name: 'The video' }).click()
  // Whoever decides can watch it.
  await page.getByText('This video waits for a decision of yours.').waitFor()
  await page.locator('video').waitFor()
  await assertGood(page)
  await page.goto('/admin/watch')
  await decideAs('Take it down', 'It names a colleague.')
  await owner.getByText('A moderator has taken this video down. The reason: It names a colleague.').waitFor()
  await owner.getByRole('button', { name: 'Ask for another look' }).click()
  await owner.getByLabel('Why should it stand?').fill('It is the name of an algorithm.')
  await assertGood(owner)
  await owner.getByRole('button', { name: 'Ask for another look' }).click()
  await owner.getByText('You have asked for another look.').waitFor()
  await page.reload()
  await page.getByText('Its owner asks for another look: It is the name of an algorithm.').waitFor()
  await assertGood(page)
  await decideAs('Let it be seen', 'So it is.')
  await owner.getByText('You have asked for another look.').waitFor({ state: 'detached' })
  await other.reload()
  await other.locator('video').waitFor()
  // What everybody sees need not be reported first.
  const letRead = await held(page, /\/api\/comments\?/)
  await page.goto(new URL(owner.url()).pathname)
  await page.locator('video').waitFor()
  assert.equal(await page.getByRole('button', { name: /stars?$/ }).count(), 0, 'what is below the film comes with what is among it')
  letRead()
  await page.getByRole('listitem').filter({ hasText: 'More at https://example.org/halving' }).getByRole('button', { name: 'Take it down' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why?').fill('It sells a course.')
  await assertGood(page)
  await dialog.getByRole('button', { name: 'Take it down', exact: true }).click()
  await other.getByText('A moderator has taken it down. The reason: It sells a course.').waitFor()
}

async function quiz(page: Page): Promise<void> {
  for (const group of await page
    .getByRole('group')
    .filter({ has: page.getByRole('radio') })
    .all())
    await group.getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await page.getByText('It is told at').first().waitFor()
}
