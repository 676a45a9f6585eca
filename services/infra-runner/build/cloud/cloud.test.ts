/** Designs in a cloud, with a program that behaves like Terraform: exactly the approved plan is made, whoever is killed is followed, and nothing is left. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { test } from 'node:test'
import { startChild } from '@quint/runtime/child.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { orphansOf } from './adoption.ts'
import { credentialsOf, variablesOf, withinLimits } from './place.ts'
import { type Asked, askedFor, type CloudHouse, cloudHouse, fakeTerraform, type Given } from './testing.ts'

const secret = 'example-of-what-nobody-reads'
const small = {
  ...urlShortener.good,
  components: [
    { id: 'clients', kind: 'client' as const },
    { id: 'lb', kind: 'lb' as const },
    { id: 'api', kind: 'service' as const },
    { id: 'db', kind: 'db.kv' as const },
  ],
  links: [
    { from: 'clients', to: 'lb' },
    { from: 'lb', to: 'api' },
    { from: 'api', to: 'db', protocol: 'kv' as const },
  ],
  operations: [],
  tables: [],
}

async function openFake(given: Given = {}) {
  const owned = new AsyncDisposableStack()
  const fake = owned.use(fakeTerraform())
  const credentials = credentialsOf('aws', {
    AWS_ACCESS_KEY_ID: 'example-access-key',
    AWS_SECRET_ACCESS_KEY: secret,
    RUNNER_DATABASE_URL: 'postgres://x',
  })
  const house = owned.use(await cloudHouse({ binary: fake.binary, ...credentials, ...given }))
  return { ...fake, house, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const until = (asked: Asked, ...states: string[]) => eventually(async () => states.includes((await asked.row()).state))

async function everythingOf({ database }: CloudHouse, { userId }: Asked): Promise<string> {
  const rows = await database.asLearner(userId, (tx) => tx.query('select * from clouds'))
  const audit = await database.asService((tx) => tx.query('select * from design_audit_page(0, $1, 100)', ['']))
  return JSON.stringify([rows, audit])
}

test('a plan that is approved is made, asked, and destroyed when its time is over; no credential is seen anywhere', async () => {
  await using fake = await openFake()
  const { house } = fake
  await using server = await answering()
  fake.entry(server.url)
  await using _keeper = house.keep()
  const asked = await askedFor(house, small)
  await until(asked, 'planned')
  const planned = await asked.row()
  assert.ok(planned.makes.some(({ kind }) => kind === 'aws_dynamodb_table') && planned.usdMonth > 0 && planned.planExpiresAt !== null)
  assert.deepEqual(fake.things(), [])
  assert.equal(await asked.decide('approve'), 'done')
  await eventually(async () => (await asked.row()).checks !== null)
  const applied = await asked.row()
  assert.deepEqual([applied.state, applied.outputs?.entry, applied.checks?.answered], ['applied', server.url, true])
  assert.equal(fake.things().length, planned.makes.length)
  const { environment } = JSON.parse(`{"environment":${readFileSync(path.join(fake.root, 'environment-apply'), 'utf8')}}`) as {
    environment: Record<string, string>
  }
  assert.deepEqual([environment.AWS_SECRET_ACCESS_KEY, environment.RUNNER_DATABASE_URL, environment.USER], [secret, undefined, undefined])
  assert.ok(!(await everythingOf(house, asked)).includes(secret))
  fake.mode('lingers')
  await house.database.asLearner(asked.userId, (tx) => tx.query("update clouds set expires_at = now() - interval '1 second'"))
  await until(asked, 'destroyed')
  // What the state held is not looked for again, though the cloud still tells of it.
  assert.ok(!readdirSync(fake.root).some((name) => name.endsWith('-import')))
  assert.deepEqual([fake.things(), (await asked.row()).reason], [[], 'Its time was over.'])
  await eventually(() => readdirSync(house.place.folder).length === 0)
})

for (const mode of ['', 'fail-plan'])
  test(`who comes next has the folder for itself: it is gone before the lease is given back${mode && `, after ${mode} too`}`, async ({ signal }) => {
    await using fake = await openFake()
    const { house } = fake
    fake.mode(mode)
    const asked = await askedFor(house, small)
    const isGivenBack = async () =>
      (await house.database.asLearner(asked.userId, (tx) => tx.query('select from clouds where attempt > 0 and leased_until is null'))).length > 0
    await using _keeper = house.keep()
    // No pause between two looks: what comes after must not come in time.
    while (!(await isGivenBack())) signal.throwIfAborted()
    assert.deepEqual(readdirSync(house.place.folder), [])
  })

/** Healthy, and knows nothing else. */
async function answering() {
  const server = createServer((request, response) => response.writeHead(request.url === '/healthz' ? 200 : 404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('one plan is approved once, by its digest, in time; a refusal says why; what waits is taken back', async () => {
  await using fake = await openFake({ limits: { atOnce: 1 } })
  const { house } = fake
  const asked = await Promise.all([1, 2, 3, 4].map(() => askedFor(house, small)))
  const [first, second, third, fourth] = asked as [Asked, Asked, Asked, Asked]
  {
    await using _keeper = house.keep()
    for (const one of asked) await until(one, 'planned')
  }
  assert.equal(await first.decide('approve', 'f'.repeat(64)), 'other')
  const said = await Promise.all([first.decide('approve'), first.decide('approve'), first.decide('refuse')])
  assert.deepEqual(said.toSorted(), ['done', 'over', 'over'])
  assert.equal((await second.decide('approve')) === 'full', (await first.row()).state === 'approved')
  assert.equal(await third.decide('refuse'), 'done')
  assert.deepEqual([(await third.row()).state, (await third.row()).reason], ['refused', 'Because.'])
  assert.equal(await third.decide('approve'), 'over')
  await house.database.asLearner(fourth.userId, (tx) => tx.query("update clouds set plan_expires_at = now() - interval '1 second'"))
  assert.equal(await fourth.decide('approve'), 'expired')
  await house.database.asLearner(second.userId, (tx) => tx.query('update clouds set ending = true'))
  await using _keeper = house.keep()
  await until(fourth, 'expired')
  await until(second, 'refused')
})

test('making that fails half-way is undone, and says why without a credential', async () => {
  await using fake = await openFake()
  const { house } = fake
  await using _keeper = house.keep()
  const asked = await askedFor(house, small)
  await until(asked, 'planned')
  fake.mode('half')
  await asked.decide('approve')
  await until(asked, 'destroyed')
  assert.deepEqual(fake.things(), [])
  assert.match((await asked.row()).reason, /could not be made/)
  assert.ok(!(await everythingOf(house, asked)).includes(secret))
})

for (const [name, mode, limits, detail] of [
  ['a plan that nobody can read', 'garbage-show', {}, /nobody can read/],
  ['a plan that is never made', 'hang-plan deaf', { longestMs: 500, graceMs: 100 }, /took too long/],
  ['a program that fails', 'fail-init', {}, /init failed: Error: no: …/],
  ['a plan that would change what is there', 'changes', {}, /would not only make/],
] as const)
  test(`${name} is given up, and nothing is made`, { timeout: 60_000 }, async () => {
    await using fake = await openFake({ limits })
    fake.mode(mode)
    await using _keeper = fake.house.keep()
    const asked = await askedFor(fake.house, small)
    await until(asked, 'failed')
    const held = await asked.held()
    assert.match(held?.detail ?? '', detail)
    assert.ok(!(held?.reason ?? '').includes('Error'))
    assert.deepEqual(fake.things(), [])
  })

test('a saved plan that is not the approved one is not made', async () => {
  await using fake = await openFake()
  const { house } = fake
  const asked = await askedFor(house, small)
  {
    await using _keeper = house.keep()
    await until(asked, 'planned')
  }
  await asked.decide('approve')
  await house.database.asLearner(asked.userId, (tx) => tx.query("update clouds set plan = '\\x00'"))
  await using _keeper = house.keep()
  await until(asked, 'failed')
  assert.deepEqual([fake.things(), readdirSync(fake.root).some((name) => name.endsWith('-apply'))], [[], false])
})

test('a state that could not be kept as it grew is kept with what went wrong: nothing else knows what is there', async () => {
  await using fake = await openFake({ cloud: 'google', variables: { project: 'example-project' } })
  const { house } = fake
  const { database } = house
  fake.mode('half')
  let refused = 0
  /** Keeps everything but a state that comes by itself. */
  const query: typeof database.query = async (text, values) => {
    const patch = text.includes('put_cloud') ? String(values?.[2]) : ''
    if (!patch.startsWith('{"state_file":"')) return database.query(text, values)
    refused += 1
    throw new Error('no room')
  }
  const asked = await askedFor(house, small)
  {
    await using _keeper = house.keep({ database: { ...database, query } })
    await until(asked, 'planned')
    assert.equal(await asked.decide('approve'), 'done')
    await eventually(async () => refused > 0 && (await asked.row()).state === 'destroying')
  }
  assert.ok(readdirSync(fake.root).includes('ever'), 'something was made')
  fake.mode('')
  await using _next = house.keep()
  await until(asked, 'destroyed')
  assert.deepEqual(fake.things(), [])
})

test('whoever is killed while making is followed by another, who also finds what no state knows', async () => {
  await using fake = await openFake()
  const { house } = fake
  const file = path.join(fake.root, 'place.json')
  writeFileSync(file, JSON.stringify(house.place))
  const asked = await askedFor(house, small)
  const program = path.join(import.meta.dirname, 'testing-keeper.ts')
  const another = () => startChild(process.execPath, ['--no-warnings', program, house.db.urls.url, file], { stdio: 'ignore' })
  {
    await using killed = another()
    await until(asked, 'planned')
    fake.mode('unwritten')
    await asked.decide('approve')
    await eventually(() => fake.things().length === 2)
    killed.process.kill('SIGKILL')
    await killed.ended
  }
  // Terraform ends with whoever heard it; its folder goes with its machine.
  await eventually(() => !isRunning(fake.root, 'apply'))
  rmSync(house.place.folder, { recursive: true, force: true })
  fake.mode('')
  await using _next = house.keep()
  await until(asked, 'destroyed')
  assert.deepEqual([fake.things(), (await asked.row()).reason], [[], 'Making it was interrupted: what there was of it is taken down.'])
})

function isRunning(root: string, verb: string): boolean {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return words.includes(root) && words.includes(verb)
    } catch {
      return false
    }
  })
}

test('destroying that fails is tried again for as long as it takes, and is told to the operator', async () => {
  await using fake = await openFake()
  const { house } = fake
  await using _keeper = house.keep()
  const asked = await askedFor(house, small)
  await until(asked, 'planned')
  await asked.decide('approve')
  await eventually(async () => (await asked.row()).checks !== null)
  fake.mode('stuck')
  assert.equal(await asked.decide('destroy'), 'done')
  await eventually(async () => ((await asked.held())?.failures ?? 0) >= 3)
  const held = await asked.held()
  assert.match(held?.detail ?? '', /DependencyViolation/)
  const [late] = await house.database.query<{ late: number }>("select late_seconds as late from cloud_backlog() where state = 'destroying'")
  assert.ok((late?.late ?? 0) > 0)
  fake.mode('')
  await until(asked, 'destroyed')
  assert.deepEqual(fake.things(), [])
})

test('what an account or a submission leaves in a cloud goes with it, and then its row does', async () => {
  await using fake = await openFake()
  const { house } = fake
  const asked = await askedFor(house, small)
  await house.database.asLearner(asked.userId, (tx) =>
    tx.query("insert into submissions (id, user_id, problem_id, attempt, namespace, expires_at) values ($1, $2, 'x', 1, 'x', now())", [
      asked.submissionId,
      asked.userId,
    ]),
  )
  await using _keeper = house.keep()
  await until(asked, 'planned')
  await asked.decide('approve')
  await eventually(async () => (await asked.row()).checks !== null)
  assert.notDeepEqual(fake.things(), [])
  await house.database.asLearner(asked.userId, (tx) => tx.query('delete from submissions where id = $1', [asked.submissionId]))
  await eventually(async () => (await asked.held()) === undefined)
  assert.deepEqual(fake.things(), [])
})

test('a runner that stops while it makes leaves a state that the next one undoes', async () => {
  await using fake = await openFake()
  const { house } = fake
  const asked = await askedFor(house, small)
  {
    await using _keeper = house.keep()
    await until(asked, 'planned')
    fake.mode('slow')
    await asked.decide('approve')
    await eventually(() => fake.things().length >= 2)
  }
  assert.equal((await asked.row()).state, 'applying')
  fake.mode('')
  await using _next = house.keep()
  await until(asked, 'destroyed')
  assert.deepEqual(fake.things(), [])
})

test('what a cloud still tells of is imported by the name that its provider wants', () => {
  const at = 'eu-central-1:123456789012'
  const told = [
    [`arn:aws:ecs:${at}:cluster/q1`, 'aws_ecs_cluster', 'q1'],
    [`arn:aws:ecs:${at}:service/q1/q1-api`, 'aws_ecs_service', 'q1/q1-api'],
    [`arn:aws:ec2:${at}:security-group/sg-1`, 'aws_security_group', 'sg-1'],
    [`arn:aws:rds:${at}:subgrp:q1`, 'aws_db_subnet_group', 'q1'],
    [`arn:aws:sqs:${at}:q1-jobs`, 'aws_sqs_queue', 'https://sqs.eu-central-1.amazonaws.com/123456789012/q1-jobs'],
    ['arn:aws:s3:::q1-files', 'aws_s3_bucket', 'q1-files'],
    [`arn:aws:elasticloadbalancing:${at}:loadbalancer/app/q1-lb/5`, 'aws_lb', `arn:aws:elasticloadbalancing:${at}:loadbalancer/app/q1-lb/5`],
  ] as const
  const orphans = orphansOf([...told.map(([arn]) => arn), `arn:aws:unheard:${at}:of/q1`], { namespace: 'q1', expires: 'over' })
  assert.deepEqual(
    orphans.map(({ arn, type, id }) => [arn, type, id]),
    [...told, ['', 'aws_iam_role', 'q1-task']],
  )
})

test('credentials, variables and limits are what they have to be', () => {
  const { environment, secrets } = credentialsOf('google', { GOOGLE_CREDENTIALS: '{"private_key":"example-of-a-key"}', HOME: '/root' })
  assert.deepEqual([Object.keys(environment), secrets.includes('example-of-a-key')], [['GOOGLE_CREDENTIALS'], true])
  assert.throws(() => variablesOf('aws', '{"image":"a/b:1"}'), /vpc.*subnets/)
  assert.throws(() => variablesOf('google', 'x'), /RUNNER_DESIGN_CLOUD_VARIABLES/)
  const cost = { usdMonth: 100, date: '', items: [] }
  const blueprint = { components: [{ kind: 'service', replicas: 3 }] } as unknown as Parameters<typeof withinLimits>[0]
  assert.throws(() => withinLimits(blueprint, cost, { replicas: 2, usdMonth: 1000 }), /3 replicas/)
  assert.throws(() => withinLimits(blueprint, cost, { replicas: 9, usdMonth: 50 }), /\$100/)
})
