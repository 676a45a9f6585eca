/** Mutual TLS over real sockets with certificates of a small authority of our own: who may call, and rotation under calls. */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { generateMeshKeys, serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { GetCoachRequest, HintsServiceDefinition, StreamHintRequest } from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { eventually } from '@quint/runtime/eventually.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { connect } from './client.ts'
import { serve } from './server.ts'
import { partly } from './testing.ts'
import { openTls } from './tls.ts'

const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' })

/** A folder of authorities and certificates that ends with the test. */
function authorities(t: TestContext) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-tls-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string): string => path.join(folder, name)
  const authority = (name: string): string => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.crt`),
    )
    return readFileSync(at(`${name}.crt`), 'utf8')
  }
  const issue = (by: string, name: string): { readonly certificate: string; readonly key: string } => {
    writeFileSync(at('ext'), `subjectAltName=DNS:${name}`)
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      at('leaf.key'),
      '-out',
      at('leaf.csr'),
    )
    openssl(
      'x509',
      '-req',
      '-in',
      at('leaf.csr'),
      '-CA',
      at(`${by}.crt`),
      '-CAkey',
      at(`${by}.key`),
      '-days',
      '1',
      '-extfile',
      at('ext'),
      '-out',
      at('leaf.crt'),
    )
    return { certificate: readFileSync(at('leaf.crt'), 'utf8'), key: readFileSync(at('leaf.key'), 'utf8') }
  }
  let version = 0
  /** As a cluster mounts a secret: files are links through ..data, which is exchanged in one rename. */
  const mount = (place: string, leaf: ReturnType<typeof issue>, trusted: string): string => {
    version += 1
    const target = at(place)
    mkdirSync(path.join(target, `..${version}`), { recursive: true })
    for (const [name, text] of [
      ['tls.crt', leaf.certificate],
      ['tls.key', leaf.key],
      ['ca.crt', trusted],
    ] as const) {
      writeFileSync(path.join(target, `..${version}`, name), text)
      const link = path.join(target, name)
      if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(path.join('..data', name), link)
    }
    symlinkSync(`..${version}`, path.join(target, '..new'))
    renameSync(path.join(target, '..new'), path.join(target, '..data'))
    return target
  }
  return { authority, issue, mount }
}

async function mesh(folders: { readonly server: string; readonly client: string }) {
  const owned = new AsyncDisposableStack()
  const keys = await generateMeshKeys(['gateway', 'hints'])
  const serverTls = owned.use(openTls({ folder: folders.server, log: silentLog, pollMs: 20 }))
  const clientTls = owned.use(openTls({ folder: folders.client, log: silentLog, pollMs: 20 }))
  const going = Promise.withResolvers<void>()
  const implementation = partly(HintsServiceDefinition, {
    getCoach: async () => ({ source: 'offline', model: '' }),
    async *streamHint() {
      yield { eventId: '0', event: undefined }
      await going.promise
      yield { eventId: '1', event: undefined }
    },
  })
  const server = owned.use(
    await serve(HintsServiceDefinition, implementation, {
      listen: '127.0.0.1:0',
      verifyService: serviceVerifier('hints', keys.trusted),
      verifyLearner: () => assert.fail(),
      log: silentLog,
      tls: serverTls,
    }),
  )
  const identity = await serviceIdentity('gateway', keys.privateKeys.gateway ?? {})
  const dial = () => connect(HintsServiceDefinition, { address: server.address, identity, audience: 'hints', tls: clientTls })
  return { dial, go: going.resolve, port: Number(server.address.split(':')[1]), [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function ask(place: Awaited<ReturnType<typeof mesh>>): Promise<string> {
  using client = place.dial()
  return (await client.call.getCoach(GetCoachRequest.fromPartial({}), { deadline: 5000 })).source
}

/** The name of the authority behind the certificate that a server shows to a new connection. */
async function issuerShown(port: number): Promise<string> {
  const socket: TLSSocket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] })
  socket.on('error', () => undefined)
  await once(socket, 'secureConnect')
  const { issuer } = socket.getPeerCertificate()
  socket.destroy()
  return String(issuer.CN)
}

const refused = (error: unknown): boolean => error instanceof Failure && error.code === 'unavailable'

test('both sides prove themselves, and a call goes through', async (t) => {
  const { authority, issue, mount } = authorities(t)
  const ca = authority('ca')
  await using place = await mesh({ server: mount('hints', issue('ca', 'hints'), ca), client: mount('gateway', issue('ca', 'gateway'), ca) })
  assert.equal(await ask(place), 'offline')
})

test('a caller of another authority, a server of another name and a caller without TLS are refused', async (t) => {
  const { authority, issue, mount } = authorities(t)
  const [ca, other] = [authority('ca'), authority('other')]
  const server = mount('hints', issue('ca', 'hints'), ca)
  const client = mount('gateway', issue('ca', 'gateway'), ca)
  {
    await using place = await mesh({ server, client: mount('stranger', issue('other', 'gateway'), `${ca}${other}`) })
    await assert.rejects(ask(place), refused)
  }
  {
    await using place = await mesh({ server: mount('impostor', issue('ca', 'sessions'), ca), client })
    await assert.rejects(ask(place), refused)
  }
  await using place = await mesh({ server, client: '' })
  await assert.rejects(ask(place), refused)
})

test('certificates and their authority are exchanged under calls and no call fails', async (t) => {
  const { authority, issue, mount } = authorities(t)
  const [first, second] = [authority('first'), authority('second')]
  const server = mount('hints', issue('first', 'hints'), first)
  const client = mount('gateway', issue('first', 'gateway'), first)
  await using place = await mesh({ server, client })
  let stop = false
  let calls = 0
  const calling = (async () => {
    using steady = place.dial()
    for (; !stop; calls += 1) {
      // Half of the calls go over a connection made for them, with the certificates of that moment.
      assert.equal(await ask(place), 'offline')
      await steady.call.getCoach(GetCoachRequest.fromPartial({}))
    }
  })()
  const both = `${first}${second}`
  // Everyone trusts both authorities before anyone shows a certificate of the new one.
  mount('hints', issue('first', 'hints'), both)
  mount('gateway', issue('first', 'gateway'), both)
  const before = calls
  await eventually(() => calls >= before + 20)
  mount('hints', issue('second', 'hints'), both)
  await eventually(async () => (await issuerShown(place.port)) === 'second')
  mount('gateway', issue('second', 'gateway'), second)
  const after = calls
  await eventually(() => calls >= after + 20)
  stop = true
  await calling
})

test('a stream lives through a rotation, and a connection made after it shows and checks the new certificates', async (t) => {
  const { authority, issue, mount } = authorities(t)
  const [first, second] = [authority('first'), authority('second')]
  const client = mount('gateway', issue('first', 'gateway'), first)
  await using place = await mesh({ server: mount('hints', issue('first', 'hints'), first), client })
  using reader = place.dial()
  const events = reader.call.streamHint(StreamHintRequest.fromPartial({}), { deadline: 60_000 })[Symbol.asyncIterator]()
  assert.equal((await events.next()).value?.eventId, '0')
  // The server turns to the second authority at once: who still shows a certificate of the first is not let in.
  mount('hints', issue('second', 'hints'), second)
  await eventually(async () => (await issuerShown(place.port)) === 'second')
  await assert.rejects(ask(place), refused)
  mount('gateway', issue('second', 'gateway'), second)
  await eventually(async () => (await ask(place).catch(() => 'refused')) === 'offline')
  place.go()
  assert.equal((await events.next()).value?.eventId, '1')
  assert.equal((await events.next()).done, true)
})

test('files that do not fit together change nothing', async (t) => {
  const { authority, issue, mount } = authorities(t)
  const ca = authority('ca')
  const good = issue('ca', 'hints')
  const noticed = Promise.withResolvers<void>()
  const folder = mount('hints', good, ca)
  using tls = openTls({ folder, pollMs: 20, log: { ...silentLog, error: () => noticed.resolve() } })
  mount('hints', { certificate: good.certificate, key: issue('ca', 'hints').key }, ca)
  await noticed.promise
  assert.ok(tls.server)
  assert.throws(() => openTls({ folder, log: silentLog }))
})
