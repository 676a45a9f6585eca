/** A learner's whole way in the panel: signing in by a code, twelve answers with a time offline among them, the streamed hint, the last word, past submissions. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { silentLog } from '@quint/runtime/log.ts'
import type { Page } from 'playwright-core'
import { start } from '../quint.ts'
import { assertAccessible } from './accessible.ts'
import { type ExtensionBrowser, openExtensionBrowser } from './extension-browser.ts'
import { type CuttingProxy, openCuttingProxy } from './judges/cutting-proxy.ts'
import { openJudges } from './judges/serve.ts'
import { asked, say } from './talk.ts'
import { answerOne, answers, assertFits, lastWord, wholeHint } from './walk.ts'

const owned = new AsyncDisposableStack()
let browser: ExtensionBrowser
let proxy: CuttingProxy

before(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-e2e-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const mesh = owned.use(await start({ folder, port: 0, signal: new AbortController().signal, web: 'none', environment: {}, log: silentLog }))
  proxy = owned.use(await openCuttingProxy(mesh.url))
  const judges = owned.use(await openJudges())
  browser = owned.use(await openExtensionBrowser({ flags: judges.flags }))
})

after(() => owned.disposeAsync())

async function post<T>(address: string, body: unknown, token?: string): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const response = await fetch(`${proxy.url}${address}`, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.ok(response.ok, `${address}: ${response.status}`)
  return (response.status === 204 ? undefined : await response.json()) as T
}

async function register(email: string): Promise<string> {
  const { accessToken } = await post<{ accessToken: string }>('/api/auth/register', { email, password: 'correct horse battery', displayName: 'Ada' })
  return accessToken
}

/** As on the page where a learner confirms the code. */
async function signIn(panel: Page, token: string): Promise<void> {
  await panel.getByRole('button', { name: 'Sign in with a code' }).click()
  const userCode = (await panel.locator('output').textContent()) ?? ''
  await post('/api/auth/device/approve', { userCode }, token)
  await panel.getByRole('button', { name: 'Begin with this problem' }).waitFor()
}

test('the settings take a server, and refuse what is none; of the one before nothing stays', async () => {
  const sessionsBefore = { 'leetcode.com/matching-pair': { sessionId: 'of another server', title: '', at: 1 } }
  await browser.evaluate(`chrome.storage.local.set({ 'quint:sessions': ${JSON.stringify(sessionsBefore)} })`)
  const options = await browser.options()
  const server = options.getByRole('textbox', { name: 'Server' })
  await server.fill('http://elsewhere.example')
  await options.getByRole('button', { name: 'Save' }).click()
  await options.getByText('An address that begins with https').waitFor()
  await server.fill(`${proxy.url}/coach`)
  await options.getByRole('button', { name: 'Save' }).click()
  await options.getByText('Saved', { exact: true }).waitFor()
  assert.equal(await server.inputValue(), proxy.url)
  assert.deepEqual(await browser.evaluate(`chrome.storage.local.get('quint:sessions')`), {})
  await options.close()
})

test('a learner signs in by a code, goes through a whole session with a time offline, and gets a hint that was cut off once', async () => {
  const token = await register('ada@example.org')
  const page = await browser.visit('https://leetcode.com/problems/matching-pair/')
  const panel = await browser.panelBeside(page)
  await signIn(panel, token)
  await panel.getByRole('button', { name: 'Begin with this problem' }).click()
  await panel.getByRole('textbox').waitFor()
  for (const text of answers.slice(0, 4)) await answerOne(panel, text)
  await assertAccessible(panel)

  await browser.context.setOffline(true)
  for (const text of answers.slice(4, 6)) await answerOne(panel, text)
  await panel.getByText(/^2 answers kept on this device/).waitFor()
  await panel.getByRole('textbox').fill('half a thought')
  await panel.reload()
  await panel.getByText(/^2 answers kept on this device/).waitFor()
  assert.equal(await panel.getByRole('textbox').inputValue(), 'half a thought')
  await browser.context.setOffline(false)
  await panel.getByText(/answers? kept on this device/).waitFor({ state: 'detached' })

  for (const text of answers.slice(6)) await answerOne(panel, text)
  assert.deepEqual(proxy.taken, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  await panel.getByRole('button', { name: 'Get My Hint' }).click()
  await panel.locator('[aria-live="polite"] p').filter({ hasText: /\w{3}/ }).first().waitFor()
  assert.equal(proxy.hints.length, 1)
  proxy.cut()
  const word = panel.getByRole('textbox', { name: 'Your last word' })
  await word.waitFor()
  assert.equal(proxy.hints.length, 2)
  assert.equal(proxy.hints[0], undefined)
  assert.match(proxy.hints[1] ?? '', /\S/)
  const hint = await wholeHint(panel)
  assert.ok(hint.split(/\s+/).length >= 40, hint)
  await assertAccessible(panel)
  await word.fill(lastWord)
  await panel.getByRole('button', { name: 'That is my last word' }).click()
  await panel.getByRole('heading', { name: 'What changed in your thinking' }).waitFor()
  await assertAccessible(panel)
  await panel.getByRole('link', { name: 'Take another problem' }).click()
  await panel.getByRole('button', { name: 'Begin with this problem' }).waitFor()
  await page.close()
  await panel.close()
})

test('a session goes on where it was when the panel is opened again, beside its own problem alone', async () => {
  const page = await browser.visit('https://leetcode.com/problems/counting-stairs/')
  const first = await browser.panelBeside(page)
  await first.getByRole('button', { name: 'Begin with this problem' }).click()
  await first.getByRole('textbox').waitFor()
  await answerOne(first, answers[0] ?? '')
  const second = (await first.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await first.close()
  const again = await browser.panelBeside(page)
  await again.getByRole('heading', { level: 1, name: second }).waitFor()
  await page.evaluate(`moveTo('matching-pair')`)
  await again.getByRole('heading', { level: 1, name: '9001. Matching Pair' }).waitFor()
  await page.evaluate(`moveTo('counting-stairs')`)
  await again.getByRole('heading', { level: 1, name: second }).waitFor()
  await page.close()
  await again.close()
})

test('a learner talks it through in the panel, over a line that breaks, and goes back to the prompts with what was said', async () => {
  const page = await browser.visit('https://leetcode.com/problems/counting-stairs/')
  const panel = await browser.panelBeside(page)
  await panel.getByRole('button', { name: 'Talk it through' }).click()
  assert.equal(await asked(panel), 1)
  await assertAccessible(panel)
  await assertFits(panel)
  await say(panel, answers[1] ?? '')
  await panel.getByRole('textbox').fill('half a thought')
  const opened = proxy.sockets.length
  for (const socket of proxy.sockets) socket.destroy()
  await panel.locator('section[data-line="broken"], section[data-line="opening"]').first().waitFor()
  assert.equal(await asked(panel), 2, 'the conversation is there over the next line')
  assert.ok(proxy.sockets.length > opened)
  assert.equal(await panel.getByRole('textbox').inputValue(), 'half a thought')
  await say(panel, answers[2] ?? '')
  await panel.getByRole('button', { name: 'Use the prompts instead' }).click()
  await panel.getByRole('button', { name: 'Talk it through' }).waitFor()
  assert.deepEqual(
    browser.complaints.filter((complaint) => /Content Security Policy/.test(complaint)),
    [],
  )
  await page.close()
  await panel.close()
})

test('after a sign-in has ended by itself, somebody else finds nothing of the one before, who finds all of it again', async () => {
  const page = await browser.visit('https://leetcode.com/problems/counting-stairs/')
  const panel = await browser.panelBeside(page)
  const begin = panel.getByRole('button', { name: 'Begin with this problem' })
  const titles = async (): Promise<string> => (await panel.getByRole('heading', { level: 1 }).allTextContents()).join()
  await panel.getByRole('textbox').waitFor()
  const theirs = await titles()
  const kept = await browser.evaluate<object>(`chrome.storage.local.get('quint:tokens')`)
  await browser.evaluate(`chrome.storage.local.remove('quint:tokens')`)
  await signIn(panel, await register('grace@example.org'))
  await begin.waitFor()
  assert.notEqual(await titles(), theirs)
  assert.equal(await panel.getByRole('textbox').count(), 0)
  // The sign-in of the one before, without an end between: the panel changes hands while it is open.
  await browser.evaluate(`chrome.storage.local.set(${JSON.stringify(kept)})`)
  await panel.getByRole('textbox').waitFor()
  assert.equal(await titles(), theirs)
  await page.close()
  await panel.close()
})

test('past accepted submissions are brought from the learner’s own judge, on request', async () => {
  const page = await browser.visit('https://leetcode.com/problems/matching-pair/')
  const panel = await browser.panelBeside(page)
  await panel.getByRole('button', { name: 'Import' }).click()
  await panel.getByRole('button', { name: 'Bring them' }).click()
  await panel.getByText('All done: 45 submissions looked at, 30 accepted ones brought.').waitFor()
  await page.close()
  await panel.close()
})

test('signing out in the settings takes the tokens away and the panel asks anew', async () => {
  const page = await browser.visit('https://leetcode.com/problems/matching-pair/')
  const panel = await browser.panelBeside(page)
  await panel.getByRole('button', { name: 'Begin with this problem' }).waitFor()
  const options = await browser.options()
  await options.getByRole('button', { name: 'Sign out' }).click()
  await panel.getByRole('button', { name: 'Sign in with a code' }).waitFor()
  assert.deepEqual(await browser.evaluate(`chrome.storage.local.get('quint:tokens')`), {})
})
