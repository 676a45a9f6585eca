/** Designs planned, approved, made and destroyed by the real provider on an independent cloud: moto speaks AWS's API. Nothing is left in it, whoever is killed. */
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { startChild } from '@quint/runtime/child.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { freePort } from '@quint/runtime/port.ts'
import { componentKinds } from '../blueprint/blueprint.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { isThere } from '../terraform/program.ts'
import { planOf } from './cloud-store.ts'
import { type Asked, askedFor, type CloudHouse, cloudHouse } from './testing.ts'

const found = (await isThere('terraform')) ? 'terraform' : (await isThere('tofu')) ? 'tofu' : ''
/** Where operators keep providers for machines without a registry. */
const plugins = ['/opt/tf-plugins', '/usr/local/share/terraform/plugins', path.join(os.homedir(), '.terraform.d/plugins')].find((folder) =>
  existsSync(path.join(folder, 'registry.terraform.io/hashicorp/aws')),
)
const moto = 'moto[all,server]==5.2.5'

const owned = new AsyncDisposableStack()
after(() => owned.disposeAsync())

/** Moto in a folder of its own, out of the package index, unless there is one already. */
function installed(): string {
  const { QUINT_MOTO = '' } = process.env
  if (QUINT_MOTO !== '') return QUINT_MOTO
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-moto-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe', timeout: 120_000 })
    execFileSync(path.join(folder, 'bin/pip'), ['install', '-q', moto], { stdio: 'pipe', timeout: 300_000 })
    return folder
  } catch {
    return ''
  }
}

const noTerraform = found === '' ? 'there is no terraform here' : plugins === undefined ? 'there is no AWS provider here' : ''
const python = noTerraform === '' ? installed() : ''
const skip = noTerraform !== '' ? noTerraform : python === '' ? 'moto cannot be installed here' : false

const key = 'example-access-key'
const secret = 'example-of-what-nobody-reads'
const minutes = 60_000

/**
 * What is left out, as moto does not do it as AWS does: members of an ElastiCache replication group are nowhere to be found, and a read replica of RDS has its
 * source's resource id. A domain of OpenSearch was not ready after four minutes. The provider's own schema judges all of them in provider.suite.ts.
 */
const leftOut: ReadonlySet<string> = new Set(['cache', 'search', 'client', 'external'])

const parts = {
  components: [
    { id: 'clients', kind: 'client' as const },
    { id: 'lb', kind: 'lb' as const },
    { id: 'api', kind: 'service' as const, replicas: 2 },
    { id: 'links', kind: 'db.kv' as const },
    { id: 'jobs', kind: 'queue' as const },
  ],
  links: [
    { from: 'clients', to: 'lb' },
    { from: 'lb', to: 'api' },
    { from: 'api', to: 'links', protocol: 'kv' as const },
  ],
  operations: [],
  tables: [],
}
const small = { ...urlShortener.good, ...parts }
const everything = {
  ...small,
  components: [
    ...parts.components,
    ...componentKinds
      .filter((kind) => !leftOut.has(kind))
      .map((kind) => ({ id: `all-${kind.replace('.', '-')}`, kind, replicas: kind === 'db.sql' ? 1 : 2 })),
  ],
}

/** @param refused of a request, by what it asks for: what the cloud says no to. */
async function openCloud(refused: (asks: string) => boolean = () => false) {
  const own = new AsyncDisposableStack()
  const port = await freePort()
  own.use(startChild(path.join(python, 'bin/moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }))
  const url = `http://127.0.0.1:${port}`
  await eventually(() =>
    fetch(`${url}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  const door = createServer((asked, answer) => {
    if (refused(String(asked.headers['x-amz-target'] ?? '')))
      return void answer.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end('{"__type":"AccessDeniedException","message":"no"}')
    const away = request({ port, host: '127.0.0.1', path: asked.url, method: asked.method, headers: asked.headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
    })
    away.on('error', () => answer.destroy())
    asked.pipe(away)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  own.defer(async () => {
    door.closeAllConnections()
    await new Promise((resolve) => door.close(resolve))
  })
  const { vpc, subnets } = await networkOf(url)
  const client = path.join(import.meta.dirname, 'testing-left.py')
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    variables: { image: 'example/design@sha256:00', region: 'eu-central-1', vpc, subnets: subnets.slice(0, 2) },
    /** By the word of another client. */
    async things(): Promise<readonly string[]> {
      const { stdout } = await promisify(execFile)(path.join(python, 'bin/python'), [client, url])
      return stdout.split('\n').filter((line) => line !== '')
    },
    [Symbol.asyncDispose]: () => own.disposeAsync(),
  }
}

async function networkOf(url: string): Promise<{ readonly vpc: string; readonly subnets: readonly string[] }> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20261122/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=0`
  const asked = async (Action: string): Promise<string> =>
    await (await fetch(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams({ Version: '2016-11-15', Action }) })).text()
  const vpc = /<vpcId>(vpc-\w+)</.exec(await asked('DescribeVpcs'))?.[1] ?? assert.fail('no network')
  return { vpc, subnets: [...(await asked('DescribeSubnets')).matchAll(/<subnetId>(subnet-\w+)</g)].map(([, id = '']) => id) }
}

type Cloud = Awaited<ReturnType<typeof openCloud>>

function houseOn(cloud: Cloud): Promise<CloudHouse> {
  const environment = { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: cloud.url }
  const limits = { longestMs: 8 * minutes, graceMs: 10_000 }
  return cloudHouse({ binary: found, plugins: plugins ?? '', variables: cloud.variables, environment, secrets: [key, secret], limits })
}

const until = (asked: Asked, state: string) =>
  eventually(async () => {
    const held = await asked.held()
    if (held === undefined || (held.state !== state && (held.endedAt !== null || held.failures > 2))) assert.fail(JSON.stringify(held, null, 1))
    return held.state === state
  }, 9 * minutes)

test('a design with every kind of component that moto knows is planned, approved, made, told, and destroyed', {
  skip,
  timeout: 20 * minutes,
}, async () => {
  await using cloud = await openCloud()
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500, healthWithinMs: 1000 })
  const asked = await askedFor(house, everything)
  await until(asked, 'planned')
  assert.deepEqual(await cloud.things(), before)
  const { makes, planDigest } = await asked.row()
  assert.equal(await asked.decide('approve', planDigest), 'done')
  await eventually(async () => ['applied', 'destroying', 'destroyed'].includes((await asked.row()).state), 9 * minutes)
  await until(asked, 'applied')
  const { outputs, checks } = await eventually(
    async () => ((await asked.row()).checks === null ? undefined : asked.row()) as Promise<Awaited<ReturnType<Asked['row']>>>,
  )
  // Nothing runs behind an address of moto's, and so nothing is said of what would.
  assert.match(outputs?.entry ?? '', /^http:\/\/.*elb\.amazonaws\.com$/)
  assert.deepEqual([checks?.answered, checks?.checks], [false, []])
  assert.ok((await cloud.things()).length > before.length + 10 && makes.length > 20)
  const seen = JSON.stringify([await asked.held(), await house.database.asService((tx) => planOf(tx, asked.id))])
  assert.ok(!seen.includes(secret) && !seen.includes(key))
  assert.equal(await asked.decide('destroy'), 'done')
  await until(asked, 'destroyed')
  assert.deepEqual(await cloud.things(), before)
})

test('a keeper that is killed with Terraform while it makes is followed by another, and nothing is left', {
  skip,
  timeout: 20 * minutes,
}, async () => {
  await using cloud = await openCloud()
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  const file = path.join(house.folder, 'place.json')
  writeFileSync(file, JSON.stringify(house.place))
  const asked = await askedFor(house, small)
  const program = path.join(import.meta.dirname, 'testing-keeper.ts')
  {
    await using killed = startChild(process.execPath, ['--no-warnings', program, house.db.urls.url, file, '15'], { stdio: 'ignore' })
    await until(asked, 'planned')
    await asked.decide('approve')
    await eventually(async () => (await cloud.things()).length > before.length, 3 * minutes)
    killed.process.kill('SIGKILL')
    await killed.ended
  }
  // Nobody hears it any more: it ends before the lease of whoever began it does.
  await eventually(() => !isAnybodyIn(house.place.folder), 30_000)
  // As if its machine were gone, with every file on it.
  rmSync(house.place.folder, { recursive: true, force: true })
  await using _next = house.keep({ leaseSeconds: 30, againMs: 500 })
  await until(asked, 'destroyed')
  assert.deepEqual([await cloud.things(), (await asked.row()).reason], [before, 'Making it was interrupted: what there was of it is taken down.'])
})

function isAnybodyIn(folder: string): boolean {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false
    }
  })
}

test('what the cloud refuses half-way is undone', { skip, timeout: 20 * minutes }, async () => {
  await using cloud = await openCloud((asks) => asks.startsWith('DynamoDB_'))
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500 })
  const asked = await askedFor(house, small)
  await until(asked, 'planned')
  await asked.decide('approve')
  await until(asked, 'destroyed')
  assert.deepEqual(await cloud.things(), before)
  assert.match((await asked.row()).reason, /could not be made/)
})

test('where even the state is lost, what was made is found by its tags and destroyed', { skip, timeout: 20 * minutes }, async () => {
  await using cloud = await openCloud()
  await using house = await houseOn(cloud)
  const before = await cloud.things()
  const asked = await askedFor(house, small)
  {
    await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500 })
    await until(asked, 'planned')
    await asked.decide('approve')
    await until(asked, 'applied')
    await eventually(async () => (await asked.row()).checks !== null)
  }
  assert.ok((await cloud.things()).length > before.length + 5)
  await house.database.asLearner(asked.userId, (tx) => tx.query('update clouds set state_file = null, ending = true'))
  rmSync(house.place.folder, { recursive: true, force: true })
  await using _keeper = house.keep({ leaseSeconds: 30, againMs: 500 })
  await until(asked, 'destroyed')
  assert.deepEqual(await cloud.things(), before)
})
