/** A design put into words with a model in reach: read from a text, planned and priced, assessed, asked about; files beside it, attempts compared, its audit, and a cloud. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fakeTerraform } from '@quint/infra-runner/build/cloud/testing.ts'
import { urlShortener } from '@quint/infra-runner/build/packs/url-shortener.ts'
import { type FakeReply, startFakeAnthropic } from '@quint/llm/testing.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import type { Page } from 'playwright-core'
import { openPlace } from './mesh.ts'
import { enrol } from './past.ts'
import { examine, openScreen } from './screen.ts'
import { held, password, signUp, stays } from './walk.ts'

const boss = 'boss-design@example.org'
const words = 'Three API servers over two zones. Lookups are remembered in Redis for one minute. We like blue.'
const edits = [
  { kind: 'addComponent', component: { id: 'cache', kind: 'cache' }, quote: 'Lookups are remembered in Redis' },
  { kind: 'setLinkPolicy', from: 'api', to: 'db', policy: { timeoutMs: 400 } },
  { kind: 'setReplicas', component: 'nobody', replicas: 2, quote: 'We like blue' },
]
const assessment = {
  area: 'reliability',
  score: 99,
  evidence: [
    { speaks: 'against', place: 'components.db', says: 'Everything ends at the db, and there is one of it.' },
    { speaks: 'for', place: 'components.moon', says: 'The moon keeps a copy.' },
  ],
}
const answer =
  'Look at components.db. Every request that the api takes ends there, whoever asked. While it is lost, the api is still there and has nothing to say. What would somebody who opens a short link see in that minute?'

function reply(system: string): FakeReply {
  const lines = (...all: readonly object[]): FakeReply => ({ kind: 'stream', chunks: all.map((one) => `${JSON.stringify(one)}\n`) })
  if (system.startsWith('You read a learner')) return lines(...edits)
  if (system.startsWith('You assess')) return lines(assessment)
  return { kind: 'stream', chunks: answer.match(/.{1,30}/gs) ?? [] }
}

const owned = new AsyncDisposableStack()
after(() => owned.disposeAsync())
const model = owned.use(await startFakeAnthropic(({ body }) => reply(JSON.stringify(body.system).replace(/^[^Y]*/, ''))))
const cloud = owned.use(fakeTerraform())
const place = owned.use(
  await openPlace({
    ANTHROPIC_API_KEY: 'sk-test',
    ANTHROPIC_BASE_URL: model.url,
    GATEWAY_ADMIN_EMAILS: boss,
    GATEWAY_REGISTRATIONS_PER_HOUR: '100',
    RUNNER_DESIGN_CLOUD: 'aws',
    RUNNER_DESIGN_CLOUD_TERRAFORM: cloud.binary,
    RUNNER_DESIGN_CLOUD_VARIABLES: JSON.stringify({ image: 'example/design@sha256:00', vpc: 'vpc-1', subnets: ['subnet-1', 'subnet-2'] }),
  }),
)
await enrol(place.url, boss)

async function enterAsBoss(page: Page): Promise<void> {
  await page.goto('/signin')
  await page.getByLabel('E-mail').fill(boss)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/(dashboard|coach)$/)
}

test('a text becomes a drawing with its quotes, and the drawing a plan, an assessment and a question', async () => {
  await using ada = await place.visit()
  const { page } = ada
  await signUp(page, 'ada-coached@example.org')
  const checkedLate = await held(page, /\/api\/design\/validate$/, { method: 'POST' })
  await page.goto('/design/url-shortener')
  await stays(page.getByRole('button', { name: 'Begin anew' }), async () => {
    checkedLate()
    await page.getByText('Holds, by theory').waitFor()
  })
  await page.getByRole('tab', { name: 'In words' }).click()
  await page.getByLabel('Your design in words').fill(words)
  await page.getByRole('button', { name: 'Read it into a drawing' }).click()
  await page.getByText('“Lookups are remembered in Redis', { exact: false }).first().waitFor()
  await page.getByText('Inferred: you did not say it, and it counts for nothing.').waitFor()
  await page.getByRole('heading', { name: 'Does not fit' }).waitFor()
  await page.getByText('We like blue.', { exact: true }).waitFor()
  await examine(page)
  await page.getByRole('button', { name: 'Take only what I said' }).click()
  await page.getByRole('button', { name: /^cache / }).waitFor()
  await page.getByRole('tab', { name: 'Plan' }).click()
  await page.getByRole('heading', { name: /Costs about \$\d+/ }).waitFor()
  await page.getByRole('heading', { name: /\d+ processes and \d+ wires/ }).waitFor()
  await examine(page)
  await page.getByLabel('Where').selectOption('kubernetes')
  await page.getByText('NetworkPolicy.nothing').waitFor()
  await page.getByText('Objects of Kubernetes').click()
  await page.getByLabel('The module').waitFor()
  await examine(page)
  const assessedLate = await held(page, /\/api\/design\/assess$/, { method: 'POST' })
  await page.getByRole('button', { name: 'Assess it' }).click()
  const assess = async (): Promise<void> => {
    assessedLate()
    await page.getByText('Everything ends at the db, and there is one of it.').waitFor()
  }
  await stays(page.getByRole('button', { name: 'Begin anew' }), () => stays(page.getByRole('button', { name: 'components.db' }).first(), assess))
  assert.equal(await page.getByText('The moon keeps a copy.').count(), 0)
  await page.getByRole('tab', { name: 'API' }).click()
  await page.getByText('Handler of your own').first().click()
  await page
    .getByLabel(/^Handler of /)
    .first()
    .fill('function handle({ body }) { return { body } }')
  await page.getByRole('tab', { name: 'Ask' }).click()
  await page.getByLabel('Your question').fill('What happens when something is lost?')
  await stays(page.getByLabel('Your question'), async () => {
    await page.keyboard.press('Enter')
    await page.getByText('What would somebody who opens a short link see in that minute?', { exact: false }).waitFor()
  })
  await examine(page)
  assert.deepEqual(ada.complaints, [])
})

/** What is looked at here needs no trial: it is stopped at once. */
async function handInAndStop(page: Page): Promise<string> {
  await page
    .getByRole('button', { name: /^Deploy/ })
    .and(page.locator(':enabled'))
    .click()
  await page.waitForURL(/\/design\/runs\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('link', { name: 'Change it and try again' }).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

test('files are kept beside a design, any two attempts are put beside each other, and administrators see what was done', async () => {
  await using bob = await place.visit()
  const { page } = bob
  await enterAsBoss(page)
  await openScreen(page, '/design/url-shortener')
  const first = await handInAndStop(page)
  await page.getByRole('link', { name: 'Change it and try again' }).click()
  const second = await handInAndStop(page)
  await openScreen(page, `/design/runs/${second}`)
  await page.getByText('None yet.').waitFor()
  const keep = (name: string, text: string) =>
    page.getByLabel('A file to keep').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await keep('notes.txt', 'why there is one db')
  await page.getByText('notes.txt').waitFor()
  await keep('drawing.png', 'this is no picture')
  await page.getByRole('alert').waitFor()
  await examine(page)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download notes.txt' }).click()
  assert.equal((await downloading).suggestedFilename(), 'notes.txt')
  await page.getByRole('button', { name: 'Delete notes.txt' }).click()
  await page.getByText('None yet.').waitFor()
  const attemptsLate = await held(page, /\/api\/submissions\?.*problemId=/)
  await page.goto(`/design/runs/${second}/compare?with=${first}`)
  await page.getByRole('heading', { name: 'Attempt 1 beside attempt 2' }).waitFor()
  await stays(page.getByRole('link', { name: 'Report of attempt 1' }), async () => {
    attemptsLate()
    await page.getByLabel('Put it beside').getByText('Attempt 1').waitFor({ state: 'attached' })
  })
  await examine(page)
  await page.goto('/admin/designs')
  await page.getByText('A file was deleted').waitFor()
  await page.getByLabel('Whose doing').selectOption('system')
  await page
    .getByText(/to CANCELLED/)
    .first()
    .waitFor()
  await page.getByLabel('Whose doing').selectOption('learner')
  await page.getByText('A design was handed in').first().waitFor()
  await examine(page)
})

/** A design that breaks no rule. @returns its id. */
async function handInGood(email: string): Promise<string> {
  const post = async (path: string, body: object, token?: string) => {
    const headers = { 'Content-Type': 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) }
    return (await fetch(`${place.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()
  }
  const { accessToken } = (await post('/api/auth/login', { email, password })) as { accessToken: string }
  const design = { problemId: urlShortener.id, blueprint: JSON.stringify(urlShortener.good), schemaInput: urlShortener.schema }
  const { submission } = (await post('/api/submissions', design, accessToken)) as { submission: { id: string } }
  return submission.id
}

/** Neither a list above nor the plan itself pushes away what decides about it. */
async function decideCalmly(page: Page): Promise<void> {
  const deploymentsLate = await held(page, /\/api\/admin\/deployments\?/)
  const planLate = await held(page, /\/api\/admin\/clouds\/[^/]+\/plan$/)
  const listed = page.waitForResponse(/\/api\/admin\/clouds\?/)
  await page.getByRole('link', { name: '1 plan for a cloud' }).click()
  await listed
  const read = page.getByRole('button', { name: 'Read the plan', includeHidden: true })
  await read.waitFor({ state: 'attached' })
  assert.equal(await read.isVisible(), false)
  deploymentsLate()
  await read.click()
  await stays(page.getByRole('button', { name: 'Approve', exact: true }), async () => {
    planLate()
    await page.getByText(/^Plan: \d+ to add/).waitFor()
  })
}

test('a design is planned for a cloud, found by an administrator and approved, made there, and destroyed by its learner', async () => {
  await using eve = await place.visit()
  const { page } = eve
  const email = 'eve-coached@example.org'
  await signUp(page, email)
  await page.goto(`/design/runs/${await handInGood(email)}`)
  // Offered once the rules were judged; what is looked at here needs no trial.
  const ask = page.getByRole('button', { name: 'Ask for a plan' })
  await ask.waitFor()
  await page.getByRole('button', { name: 'Stop it' }).click()
  await page.getByRole('link', { name: 'Change it and try again' }).waitFor()
  await ask.click()
  await page.getByText('The plan waits for approval', { exact: false }).waitFor()
  await examine(page)
  assert.deepEqual(cloud.things(), [])

  await using ours = await place.visit()
  await enterAsBoss(ours.page)
  await openScreen(ours.page, '/admin')
  await ours.page.getByRole('link', { name: 'Designs 1 waiting' }).waitFor()
  await decideCalmly(ours.page)
  await examine(ours.page)
  await ours.page.getByRole('button', { name: 'Approve', exact: true }).click()
  await ours.page.getByRole('dialog').getByLabel('Why?').fill('Worth a look.')
  await ours.page.getByRole('button', { name: 'Approve and make it' }).click()
  await ours.page.getByText('No plan waits for you.').waitFor()
  await ours.page.getByRole('link', { name: 'Designs', exact: true }).waitFor()

  await page.getByText('Nothing is known of what it does there').waitFor()
  await page.getByText(/^It is there\./).waitFor()
  assert.ok(cloud.things().length > 0)
  await examine(page)
  await page.getByRole('button', { name: 'Have it destroyed' }).click()
  await page.getByText(/^It is destroyed/).waitFor()
  await eventually(() => cloud.things().length === 0)
  await page.getByRole('button', { name: 'Ask for a new plan' }).waitFor()
  assert.deepEqual(eve.complaints, [])
})
