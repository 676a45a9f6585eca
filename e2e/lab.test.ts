/** The lab in a browser: broadcast is chosen, a node that loses messages is pasted and run under partitions, its failure is read, the node is mended and passes. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible } from './accessible.ts'
import { commonPlace } from './mesh.ts'
import { assertFits, held, signUp } from './walk.ts'

/** A run, with the time it takes on a busy machine. */
const runMs = 90_000

/** Tells the others once, and forgets: whoever is cut off meanwhile never hears of it. */
const forgetful = `export function start(env) {
  const known = new Set()
  return {
    onMessage(from, body) { known.add(body.message) },
    onTimer() {},
    onClient({ body, reply }) {
      if (body.type === 'read') return reply({ type: 'read_ok', messages: [...known] })
      known.add(body.message)
      for (const id of env.ids) if (id !== env.id) env.send(id, { type: 'tell', message: body.message })
      reply({ type: 'broadcast_ok' })
    },
    inspect: () => ({ known: known.size }),
  }
}`

/** Owes each of the others what it has not acknowledged, and says it again. */
const careful = `export function start(env) {
  const known = new Set()
  const others = env.ids.filter((id) => id !== env.id)
  const owed = new Map(others.map((id) => [id, new Set()]))
  function learn(messages) {
    for (const message of messages) {
      if (known.has(message)) continue
      known.add(message)
      for (const id of others) owed.get(id).add(message)
    }
  }
  function pass() {
    for (const [id, all] of owed) if (all.size > 0) env.send(id, { type: 'tell', messages: [...all] })
  }
  env.setTimer('again', 100)
  return {
    onMessage(from, body) {
      if (body.type === 'tell') {
        learn(body.messages)
        env.send(from, { type: 'told', messages: body.messages })
      }
      for (const message of body.messages) owed.get(from).delete(message)
    },
    onTimer() {
      pass()
      env.setTimer('again', 100)
    },
    onClient({ body, reply }) {
      if (body.type === 'read') return reply({ type: 'read_ok', messages: [...known] })
      learn([body.message])
      pass()
      reply({ type: 'broadcast_ok' })
    },
    inspect: () => ({ known: known.size }),
  }
}`

/** Written for Maelstrom, and right. */
const echoing = `import sys, json
for line in sys.stdin:
    message = json.loads(line)
    body = message['body']
    reply = {'type': body['type'] + '_ok', 'in_reply_to': body['msg_id']}
    if 'echo' in body:
        reply['echo'] = body['echo']
    print(json.dumps({'src': message['dest'], 'dest': message['src'], 'body': reply}), flush=True)
`

const place = await commonPlace()

async function assertGood(page: Page): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
}

/** In place of what stands there, as a paste puts it. */
async function paste(page: Page, code: string): Promise<void> {
  await page.locator('[data-editor="ready"] .view-line').first().waitFor({ timeout: 60_000 })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(code)})`)
  await page.locator('.view-lines').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
}

/** @returns how it ended. */
async function run(page: Page): Promise<string> {
  const before = new URL(page.url()).search
  await page.getByRole('button', { name: 'Run the cluster' }).click()
  await page.waitForURL((url) => url.search !== before)
  const verdict = page.locator('[data-verdict]')
  await verdict.waitFor({ timeout: runMs })
  return (await verdict.getAttribute('data-verdict')) ?? ''
}

for (const [where, options] of [
  ['on a desk, by day', { width: 1280, height: 900, theme: 'light' }],
  ['on a phone, by night', { width: 320, height: 740, theme: 'dark' }],
] as const) {
  test(`a node that loses messages fails under partitions, and passes once it is mended ${where}`, async () => {
    await using visit = await place.visit(options)
    const { page, complaints } = visit
    await signUp(page, `ada-lab-${options.theme}@example.org`)
    await page.goto('/lab')
    await page.getByText('None yet. Choose a lesson').waitFor()
    await assertGood(page)
    await page.getByRole('link', { name: 'Broadcast', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Broadcast' }).waitFor()
    await page.getByRole('button', { name: 'Show a hint' }).click()
    await paste(page, forgetful)
    assert.equal(await page.getByLabel('Partitions').isChecked(), true)
    await page.getByLabel('Seed').fill('4')
    assert.equal(await run(page), 'false')
    await readFailure(page)
    await paste(page, careful)
    assert.equal(await run(page), 'true')
    await assertGood(page)
    await page.getByRole('link', { name: 'Compare' }).first().click()
    await page.getByRole('heading', { name: 'Two runs' }).waitFor()
    await page.getByText('Two programs, tried in the same way.').waitFor()
    await page.getByRole('row', { name: /Messages per operation/ }).waitFor()
    await assertGood(page)
    assert.deepEqual(complaints, [])
  })
}

/** The failure in words, the diagram by keyboard, nodes at a moment, the history as a file. */
async function readFailure(page: Page): Promise<void> {
  const verdict = page.locator('[data-verdict]')
  await verdict.getByText(/did not read \d+ after .* had been acknowledged/).waitFor()
  await verdict.getByText(/The smallest run that was found to go wrong like this has/).waitFor()
  await page.getByRole('img', { name: /nodes, .* messages, .* operations/ }).waitFor()
  const moment = page.getByRole('slider', { name: 'Look at' })
  await moment.focus()
  const seen = page.getByRole('group', { name: 'What is seen of the run' })
  const wide = await seen.textContent()
  await page.keyboard.press('+')
  await seen.filter({ hasNotText: wide ?? '' }).waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.getByRole('region', { name: 'The nodes at this moment' }).getByText('{"known":').first().waitFor()
  await page.getByText('The whole run').click()
  await page.getByText('The same in words').click()
  await page
    .getByRole('region', { name: 'Faults and operations' })
    .getByText(/cut off|Partition/)
    .first()
    .waitFor()
  await assertGood(page)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /History/ }).click()])
  assert.match(file.suggestedFilename(), /^run-.*\.jsonl$/)
  const events = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n')
  const kinds = events.map((line) => (JSON.parse(line) as { kind: string }).kind)
  assert.deepEqual([kinds[0], kinds.at(-1), kinds.includes('operation')], ['started', 'verdict', true])
}

test('a program for Maelstrom runs as real processes, is followed while it does, and is stopped', async () => {
  await using visit = await place.visit()
  const { page, complaints } = visit
  await signUp(page, 'ada-stops-lab@example.org')
  await page.goto('/lab/echo')
  const begins = (words: string) => page.locator('[data-editor="ready"] .view-line').filter({ hasText: words }).first().waitFor({ timeout: 60_000 })
  await begins('start(env)')
  await page.getByLabel('Written').selectOption('maelstrom')
  await begins('node:readline')
  await page.getByText('What a node reads and prints').click()
  await page.getByText('answer init_ok within ten seconds').waitFor()
  await page.getByLabel('Language').selectOption('python')
  await begins('import sys')
  await paste(page, echoing)
  // What somebody wrote stays, however it is said to be written.
  await page.getByLabel('Written').selectOption('simulation')
  await page.getByLabel('Written').selectOption('maelstrom')
  await begins('for line in sys.stdin')
  await page.getByLabel('Seconds').fill('60')
  await page.getByRole('button', { name: 'Run the cluster' }).click()
  await page.getByText('Clients ask, faults come and go …').waitFor({ timeout: runMs })
  await page.getByText(/[1-9]\d* asked, [1-9]\d* answered/).waitFor({ timeout: runMs })
  await assertGood(page)
  await page.getByRole('button', { name: 'Stop the run' }).click()
  await page.locator('[data-verdict="cancelled"]').waitFor()
  await assertGood(page)
  assert.deepEqual(complaints, [])
})

/** A run that comes late changes nothing of what is kept, and nothing under the hands of who is at work already. */
async function comesLate(page: Page, address: string): Promise<void> {
  const kept = (): Promise<string | null> => page.evaluate(`localStorage.getItem('quint:draft:lab-broadcast:javascript')`)
  const lines = page.locator('.view-line')
  const late = async (): Promise<() => Promise<void>> => {
    const letGo = await held(page, /\/api\/lab\/runs\/[0-9a-f-]{36}$/)
    await page.goto(address)
    await page.locator('[data-editor="ready"] .view-line').first().waitFor()
    return async () => {
      await Promise.all([page.waitForResponse(/\/api\/lab\/runs\/[0-9a-f-]{36}$/), letGo()])
    }
  }
  await paste(page, forgetful)
  const untouched = await late()
  await lines.filter({ hasText: 'known.add(body.message)' }).first().waitFor()
  await untouched()
  await lines.filter({ hasText: 'const owed' }).first().waitFor()
  assert.match((await kept()) ?? '', /known\.add\(body\.message\)/)
  const atWork = await late()
  await paste(page, `${forgetful} // at work`)
  await atWork()
  await page.locator('[data-verdict="true"]').waitFor()
  await lines.filter({ hasText: '// at work' }).first().waitFor()
  assert.match(await asked(page, ' now'), /\/\/ at work now$/)
}

/** What runs when it is typed and run at once on a machine that is busy with something else. */
async function asked(page: Page, typed: string): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const press = (event: object) => session.send('Input.dispatchKeyEvent', event as Parameters<typeof session.send<'Input.dispatchKeyEvent'>>[1])
  await page.locator('.view-lines').click()
  await page.keyboard.press('ControlOrMeta+End')
  const wish = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/lab/runs'))
  const busy = page.evaluate(`(() => { for (const end = performance.now() + 500; performance.now() < end; ); })()`)
  const keys = [...typed].map((text) => press({ type: 'keyDown', text, key: text }))
  const run = press({ type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, modifiers: 2 })
  await Promise.all([busy, ...keys, run])
  const { program } = (await wish).postDataJSON() as { readonly program: { readonly files: Readonly<Record<string, string>> } }
  return Object.values(program.files).join()
}

test('a run is looked at again by its address, another learner has no such run, and boards are joined by choice', async () => {
  await using ada = await place.visit()
  await using bob = await place.visit()
  await signUp(ada.page, 'ada-again-lab@example.org')
  await signUp(bob.page, 'bob-again-lab@example.org')
  await ada.page.goto('/lab/broadcast')
  await paste(ada.page, careful)
  // A list that does not come keeps nobody from seeing the run.
  await ada.page.getByText('None yet: run the cluster once.').waitFor()
  const list = await held(ada.page, /\/api\/lab\/runs\?/)
  await run(ada.page)
  list()
  const address = ada.page.url()
  await ada.page.goto('/lab/echo')
  await ada.page.goto(address)
  await ada.page.locator('[data-verdict="true"]').waitFor()
  await ada.page.locator('.view-line').filter({ hasText: 'const owed' }).first().waitFor()
  await comesLate(ada.page, address)
  await bob.page.goto(address)
  await bob.page.getByRole('heading', { level: 1, name: 'Broadcast' }).waitFor()
  await bob.page.getByText('This run is gone').waitFor()
  await bob.page.goto('/lab/nothing')
  await bob.page.getByText('There is no such lesson').waitFor()
  await bob.page.goto('/lab/board')
  await bob.page.getByText('Too few are on this board yet.').waitFor()
  await bob.page.getByRole('button', { name: 'Join the leaderboard' }).click()
  await bob.page.getByText(/You are on it as [A-Z]/).waitFor()
  await assertGood(bob.page)
})
