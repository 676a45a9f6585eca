/** An independent cloud for suites: moto speaks AWS's API, and the real provider speaks to it. */
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { promisify } from 'node:util'
import { startChild } from '@quint/runtime/child.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { freePort } from '@quint/runtime/port.ts'
import { isThere } from '../../terraform/program.ts'
import { componentKinds } from '../blueprint/blueprint.ts'
import { urlShortener } from '../packs/url-shortener.ts'
import { type Asked, type CloudHouse, cloudHouse } from './testing.ts'

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
/** Why it cannot be had on this machine. */
export const skip = noTerraform !== '' ? noTerraform : python === '' ? 'moto cannot be installed here' : false

export const key = 'example-access-key'
export const secret = 'example-of-what-nobody-reads'
export const minutes = 60_000

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
export const small = { ...urlShortener.good, ...parts }
export const everything = {
  ...small,
  components: [
    ...parts.components,
    ...componentKinds
      .filter((kind) => !leftOut.has(kind))
      .map((kind) => ({ id: `all-${kind.replace('.', '-')}`, kind, replicas: kind === 'db.sql' ? 1 : 2 })),
  ],
}

/** @param refused of a request, by what it asks for: what the cloud says no to. */
export async function openCloud(refused: (asks: string) => boolean = () => false) {
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

export function houseOn(cloud: Cloud): Promise<CloudHouse> {
  const environment = { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret, AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: cloud.url }
  const limits = { longestMs: 8 * minutes, graceMs: 10_000 }
  return cloudHouse({ binary: found, plugins: plugins ?? '', variables: cloud.variables, environment, secrets: [key, secret], limits })
}

export const until = (asked: Asked, state: string) =>
  eventually(async () => {
    const held = await asked.held()
    if (held === undefined || (held.state !== state && (held.endedAt !== null || held.failures > 2))) assert.fail(JSON.stringify(held, null, 1))
    return held.state === state
  }, 9 * minutes)
