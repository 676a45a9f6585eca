/** S19: services talk to services they know, and to nobody who walks up to their door. */
import assert from 'node:assert/strict'
import { generateMeshKeys, type ServiceIdentity, serviceIdentity } from '@quint/auth/service.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { ContentServiceDefinition } from '@quint/proto/gen/quint/content/v1/content.ts'
import { HintsServiceDefinition } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { PlansServiceDefinition } from '@quint/proto/gen/quint/plans/v1/plans.ts'
import { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import { SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect, type RpcOptions } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { settings } from '@quint/sessions/config.ts'
import { start } from '@quint/sessions/service.ts'
import pg from 'pg'
import { type Manifest, ofKind } from '../../k8s/manifest.ts'
import { render } from '../../k8s/render.ts'
import { forge } from '../forged.ts'
import type { Row } from '../row.ts'
import type { Stand } from '../stand.ts'

/** By the name of the service. */
const definitions = {
  sessions: SessionsServiceDefinition,
  hints: HintsServiceDefinition,
  plans: PlansServiceDefinition,
  content: ContentServiceDefinition,
  'infra-runner': RunnerServiceDefinition,
}
const strangersKeys = await generateMeshKeys(['gateway', ...Object.keys(definitions), 'intruder'])

/** Found by knocking at every door: a service says that it does not know us, or does not know what we ask; nothing else speaks like that. */
export async function serviceDoors(stand: Stand): Promise<readonly string[]> {
  const identity = await serviceIdentity('gateway', strangersKeys.privateKeys.gateway ?? {})
  const addresses = stand.doors.map(({ port }) => `127.0.0.1:${port}`)
  const answers = await Promise.all(
    addresses.map(async (address) => {
      using client = connect(SessionsServiceDefinition, { address, identity, audience: 'sessions' })
      // Awaited here: the client ends with this block.
      return await codeOf(() => client.call.listElements({}, { deadline: 3000 }))
    }),
  )
  return addresses.filter((_address, index) => answers[index] === 'unauthenticated' || answers[index] === 'unimplemented')
}

/** gRPC's number for it. */
const unimplemented = 12

async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'answered'
  } catch (error) {
    if (error instanceof Failure) return error.code
    return error instanceof Error && 'code' in error && error.code === unimplemented ? 'unimplemented' : 'unknown'
  }
}

type Method = (request: object, as: RpcOptions) => Promise<unknown> | AsyncIterable<unknown>

/**
 * Calls every method of every service at one door, on behalf of a learner.
 * @returns the service whose methods are there; each has refused, and all others were not known.
 */
async function behind(address: string, identity: ServiceIdentity, learnerToken: string): Promise<string> {
  const there: string[] = []
  for (const [audience, definition] of Object.entries(definitions)) {
    using client = connect(definition, { address, identity, audience })
    const methods = Object.values(client.call) as readonly Method[]
    const codes = await Promise.all(methods.map((method) => codeOf(() => firstOf(method({}, { learnerToken, deadline: 5000 })))))
    const [code = 'no method', ...others] = new Set(codes)
    assert.ok(others.length === 0 && (code === 'unauthenticated' || code === 'unimplemented'), `${audience} at ${address}: ${codes}`)
    if (code === 'unauthenticated') there.push(audience)
  }
  assert.equal(there.length, 1, `${there} at ${address}`)
  return there[0] ?? ''
}

/** Of a stream, its first message. */
async function firstOf(answer: Promise<unknown> | AsyncIterable<unknown>): Promise<unknown> {
  if (!(Symbol.asyncIterator in answer)) return answer
  for await (const message of answer) return message
  return undefined
}

export const services: Row = {
  id: 'S19',
  control: 'services: each call bears a service’s token and the learner’s; certificates both ways in a cluster; networks closed by default',
  elsewhere: [{ what: 'certificates of other authorities and names, rotation under calls', where: 'npm test -- tls' }],
  checks: [
    {
      holds: 'the mesh listens on loopback only, and a call without a service’s token, with a learner’s, or with one that nobody trusts is refused',
      async attempt(stand) {
        assert.ok(stand.doors.length >= 3, String(stand.doors.length))
        for (const door of stand.doors) assert.match(door.address, /^(127\.|::1$)/)
        const addresses = await serviceDoors(stand)
        assert.equal(addresses.length, Object.keys(definitions).length, 'every service is found')
        const learner = await stand.learner()
        const tokens: Record<string, string> = { 'no token': '', 'a learner’s token': learner.accessToken }
        for (const [name, key] of Object.entries(strangersKeys.privateKeys))
          for (const audience of Object.keys(definitions))
            tokens[`${name} to ${audience}`] = await (await serviceIdentity(name, key)).tokenFor(audience)
        for (const [name, token] of Object.entries(tokens)) {
          const identity = { name: 'gateway', tokenFor: () => Promise.resolve(token) }
          const found = await Promise.all(addresses.map((address) => behind(address, identity, learner.accessToken)))
          assert.deepEqual(found.sort(), Object.keys(definitions).sort(), name)
        }
      },
    },
    {
      holds: 'a service that is known does no learner’s work without that learner’s whole, current token, and none of another learner’s',
      async attempt(stand) {
        await using known = await openKnown(stand)
        const [mine, theirs] = [await stand.learner(), await stand.learner()]
        const { session } = await known.call.startSession({ algorithm: { title: 'Two Sum' } }, { learnerToken: theirs.accessToken })
        const sessionId = session?.id ?? ''
        assert.notEqual(sessionId, '')
        const { bad } = await forge(stand, mine.accessToken)
        for (const [name, token] of Object.entries({ none: '', ...bad })) {
          if (name === 'a device that is not there') continue
          const as = token === '' ? {} : { learnerToken: token }
          assert.equal(await codeOf(() => known.call.listSessions({}, as)), 'unauthenticated', name)
        }
        const as = { learnerToken: mine.accessToken }
        assert.equal(await codeOf(() => known.call.listSessions({}, as)), 'answered')
        for (const call of [
          () => known.call.getSession({ sessionId }, as),
          () => known.call.prepareHint({ sessionId }, as),
          () => known.call.abandonSession({ sessionId }, as),
          () => known.call.completeSession({ sessionId, finalResponse: 'x' }, as),
          () => known.call.respondToPrompt({ sessionId, promptIndex: 0, responseText: 'x', timeSpentSeconds: 1 }, as),
        ])
          assert.equal(await codeOf(call), 'not_found')
      },
    },
    {
      holds: 'the database lets no role in without its password, or with a guess',
      async attempt(stand) {
        for (const user of ['postgres', 'identity', 'identity_owner', 'sessions', 'hints', 'bus_owner']) {
          for (const password of ['', 'postgres', user, 'test', 'password']) {
            const client = new pg.Client({ connectionString: Object.assign(new URL(stand.adminUrl), { username: user, password }).href })
            client.on('error', () => undefined)
            await assert.rejects(client.connect(), /password|authentication|SASL/i, `${user} with "${password}"`)
          }
        }
      },
    },
    {
      holds: 'in a cluster every network is closed until a policy opens it, only the gateway calls sessions, and databases are reached over TLS',
      async attempt() {
        for (const overlay of ['overlays/production', 'overlays/managed']) {
          const manifests = await render(overlay)
          const policies = ofKind<PolicySpec>(manifests, 'NetworkPolicy')
          const closed = policies.find(
            ({ spec }) => Object.keys(spec.podSelector).length === 0 && spec.ingress === undefined && spec.egress === undefined,
          )
          assert.deepEqual(closed?.spec.policyTypes.toSorted(), ['Egress', 'Ingress'], overlay)
          assert.deepEqual(callersOf(policies, 'sessions'), ['gateway'], overlay)
          assert.deepEqual(callersOf(policies, 'hints'), ['gateway', 'sessions'], overlay)
          assert.deepEqual(callersOf(policies, 'web'), ['gateway'], overlay)
          assert.match(JSON.stringify(manifests), /MESH_TLS_DIR/, overlay)
        }
      },
    },
  ],
}

interface PolicySpec {
  readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> }
  readonly policyTypes: readonly string[]
  readonly ingress?: readonly {
    readonly from?: readonly { readonly podSelector?: PolicySpec['podSelector'] }[]
    readonly ports?: readonly object[]
  }[]
  readonly egress?: readonly object[]
}

type Policies = readonly (Manifest & { readonly spec: PolicySpec })[]

const label = 'app.kubernetes.io/name'

/** Pods of the mesh that a policy lets call this one. */
function callersOf(policies: Policies, name: string): readonly string[] {
  const own = policies.filter(({ spec }) => spec.podSelector.matchLabels?.[label] === name)
  const callers = own.flatMap(({ spec }) =>
    (spec.ingress ?? []).flatMap(({ from }) => (from ?? []).map((peer) => peer.podSelector?.matchLabels?.[label])),
  )
  return [...new Set(callers.filter((caller) => caller !== undefined))].toSorted()
}

/** Sessions once more, with rows of its own and keys that we hold: it knows us, and the learners of the mesh. */
async function openKnown(stand: Stand) {
  await using owned = new AsyncDisposableStack()
  const db = owned.use(await testDatabase('sessions', []))
  const config = readSettings(settings, {
    SESSIONS_LISTEN_ADDRESS: '127.0.0.1:0',
    SESSIONS_DATABASE_URL: db.urls.url,
    SESSIONS_DATABASE_OWNER_URL: db.urls.ownerUrl,
    SESSIONS_SERVICE_KEY: JSON.stringify(strangersKeys.privateKeys.sessions),
    MESH_TRUSTED_KEYS: JSON.stringify(strangersKeys.trusted),
    GATEWAY_JWKS_URL: `${stand.url}/.well-known/jwks.json`,
    GATEWAY_ISSUER: stand.url,
    HINTS_ADDRESS: '127.0.0.1:9',
    BUS_URL: db.urls.url,
  })
  const sessions = owned.use(await start(config, { bus: owned.use(memoryBus()), log: silentLog }))
  const identity = await serviceIdentity('gateway', strangersKeys.privateKeys.gateway ?? {})
  const client = owned.use(connect(SessionsServiceDefinition, { address: sessions.address, identity, audience: 'sessions' }))
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { call: client.call, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}
