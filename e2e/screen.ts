/** One screen under examination: loaded once, then looked at in both themes, on a desk, on a phone and on the smallest phone. */
import assert from 'node:assert/strict'
import { eventually } from '@quint/runtime/eventually.ts'
import type { Page, Request } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { assertFits } from './walk.ts'

/** React lives in its heading, and nothing stands for what is yet to come; two frames give effects time to ask for it. */
const whole = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(
  [...document.querySelectorAll('h1')].some((heading) => Object.keys(heading).some((key) => key.startsWith('__reactFiber'))) &&
  document.querySelector('.animate-pulse') === null
))))`

/** Streams stay open for as long as the screen is looked at. */
const stream = /^\/api\/.+\/events$/

/** Goes there, and waits until everything that belongs there is there. */
export async function openScreen(page: Page, address: string): Promise<void> {
  const fetching = new Set<Request>()
  const began = (request: Request): void => {
    if (request.resourceType() === 'fetch' && !stream.test(new URL(request.url()).pathname)) fetching.add(request)
  }
  const ended = (request: Request): void => void fetching.delete(request)
  page.on('request', began).on('requestfinished', ended).on('requestfailed', ended)
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await eventually(async () => (await page.evaluate<boolean>(whole)) && fetching.size === 0)
  page.off('request', began).off('requestfinished', ended).off('requestfailed', ended)
}

const looks = [
  { theme: 'light', width: 1280, height: 900 },
  { theme: 'dark', width: 390, height: 844 },
] as const
const smallest = { width: 320, height: 640 }

/** Fewer bytes are an empty page. */
const leastPictureBytes = 5000

/** Accessible in both themes, and as wide as the window at every width. */
export async function examine(page: Page): Promise<void> {
  const grounds = new Set<string>()
  for (const { theme, ...size } of looks) {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize(size)
    grounds.add(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'))
    await assertFits(page)
    await assertAccessible(page)
    assert.ok((await page.screenshot()).byteLength > leastPictureBytes, `${page.url()} is empty`)
  }
  assert.equal(grounds.size, looks.length, `${page.url()} looks the same in both themes`)
  await page.setViewportSize(smallest)
  await assertFits(page)
  await page.setViewportSize(looks[0])
}

const listener = /<(?:button|select|input(?=[^>]*\stype="(?:radio|checkbox|file|date)"))(?![^>]*\sdisabled)[^>]*>/g

/** What can be pressed or chosen in a screen as it comes, before anybody listens. */
export async function listeners(page: Page, address: string): Promise<string[]> {
  const response = await page.request.get(address)
  return (await response.text()).match(listener) ?? []
}

const scripts = `Object.values(Object.fromEntries(performance.getEntriesByType('resource')
  .filter(({ name }) => new URL(name).pathname.endsWith('.js')).map(({ name, encodedBodySize }) => [name, encodedBodySize])))`

/** Compressed, with what was in the browser's cache. */
export async function scriptBytes(page: Page): Promise<number> {
  return (await page.evaluate<number[]>(scripts)).reduce((sum, bytes) => sum + bytes, 0)
}
