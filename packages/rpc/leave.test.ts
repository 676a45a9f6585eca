/** Servers as an orchestrator sees them: health by probe, calls spread over all of them, and leave taken without a failed call. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { generateMeshKeys, serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { GetCoachRequest, HintsServiceDefinition, type HintsServiceImplementation } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { freePort } from '@quint/runtime/port.ts'
import { ClientError, createChannel, createClient, Status } from 'nice-grpc'
import { connect } from './client.ts'
import { healthDefinition } from './health.ts'
import { type RpcServer, type ServeOptions, serve } from './server.ts'
import { partly } from './testing.ts'

type Answer = HintsServiceImplementation['getCoach']

async function house() {
  const owned = new AsyncDisposableStack()
  const keys = await generateMeshKeys(['gateway', 'hints'])
  const identity = await serviceIdentity('gateway', keys.privateKeys.gateway ?? {})
  const never = () => assert.fail()
  return {
    async server(getCoach: Answer, options: Partial<ServeOptions> = {}): Promise<RpcServer> {
      const verifyService = serviceVerifier('hints', keys.trusted)
      return owned.use(
        await serve(HintsServiceDefinition, partly(HintsServiceDefinition, { getCoach }), {
          listen: '127.0.0.1:0',
          verifyService,
          verifyLearner: never,
          log: silentLog,
          ...options,
        }),
      )
    },
    client: (address: string) => owned.use(connect(HintsServiceDefinition, { address, identity, audience: 'hints' })).call,
    /** Asks as an orchestrator does: without a token. */
    async health(address: string, service: string = HintsServiceDefinition.fullName): Promise<'serving' | 'not serving'> {
      const channel = createChannel(address)
      try {
        const { status } = await createClient(healthDefinition, channel).check({ service })
        return status === 1 ? 'serving' : 'not serving'
      } finally {
        channel.close()
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const request = GetCoachRequest.fromPartial({})
const named =
  (source: string): Answer =>
  async () => ({ source, model: '' })

test('a server tells whoever asks that it lives and is ready, and knows no service but its own', async () => {
  await using place = await house()
  const { address } = await place.server(named('a'))
  assert.deepEqual([await place.health(address), await place.health(address, '')], ['serving', 'serving'])
  await assert.rejects(place.health(address, 'quint.other.v1.Other'), (error) => error instanceof ClientError && error.code === Status.NOT_FOUND)
})

test('a server whose database is away lives and is not ready', async () => {
  await using place = await house()
  const { address } = await place.server(named('a'), { ready: () => Promise.reject(new Error('away')) })
  assert.deepEqual([await place.health(address), await place.health(address, '')], ['not serving', 'serving'])
})

test('probes are answered on an address of their own, and nothing else is', async () => {
  await using place = await house()
  const healthListen = `127.0.0.1:${await freePort()}`
  await place.server(named('a'), { healthListen })
  assert.equal(await place.health(healthListen), 'serving')
  await assert.rejects(place.client(healthListen).getCoach(request), (error) => error instanceof ClientError && error.code === Status.UNIMPLEMENTED)
})

test('calls go round every address behind a name', async () => {
  await using place = await house()
  const servers = [await place.server(named('a')), await place.server(named('b'))]
  const call = place.client(`ipv4:${servers.map((server) => server.address).join(',')}`)
  const seen = new Map<string, number>()
  // Both connections stand before the calls are counted.
  while (seen.size < 2) seen.set((await call.getCoach(request)).source, 0)
  for (let n = 0; n < 20; n += 1) {
    const { source } = await call.getCoach(request)
    seen.set(source, (seen.get(source) ?? 0) + 1)
  }
  assert.deepEqual([seen.get('a'), seen.get('b')], [10, 10])
})

test('one of two servers takes leave under calls: readiness is off first, calls in hand end, and no call fails', async () => {
  await using place = await house()
  const held = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  let holding = true
  const slow: Answer = async (_request, { signal }) => {
    if (!holding) return { source: 'a', model: '' }
    holding = false
    arrived.resolve()
    await Promise.race([held.promise, once(signal, 'abort')])
    assert.equal(signal.aborted, false)
    return { source: 'held', model: '' }
  }
  const leaving = await place.server(slow, { drainLeadMs: 100, drainMs: 10_000 })
  const staying = await place.server(named('b'))
  const call = place.client(`ipv4:${leaving.address},${staying.address}`)
  const first = place.client(leaving.address).getCoach(request, { deadline: 20_000 })
  await arrived.promise
  const gone = leaving[Symbol.asyncDispose]()
  assert.deepEqual([await place.health(leaving.address), await place.health(leaving.address, '')], ['not serving', 'serving'])
  let over = false
  const after = gone.then(() => {
    over = true
  })
  // Through the lead time, in which it answers, and on into its draining.
  const until = Date.now() + 300
  while (Date.now() < until) await call.getCoach(request)
  assert.equal(over, false)
  held.resolve()
  await Promise.all([first, after])
  assert.equal((await call.getCoach(request)).source, 'b')
})
