/** What is attacked: the whole mesh as it is started on one machine, with a hostile model and a trap for outgoing requests beside it. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type FakeProvider, type FakeReply, startFakeOpenai } from '@quint/llm/testing.ts'
import { createLog } from '@quint/runtime/log.ts'
import { start } from '../quint.ts'
import { canary, type Learner, newLearner, newVisitor, type Visitor } from './visitor.ts'

export interface Stand extends AsyncDisposable {
  readonly url: string
  /** The superuser of the database: for looking, and for putting on the roles of services. */
  readonly adminUrl: string
  /** Holds the keys and the data. */
  readonly folder: string
  /** The private keys by which access tokens are signed. */
  readonly keysFile: string
  /** Everything that listens in the mesh's process. */
  readonly doors: readonly AddressInfo[]
  /** Connections that the gateway holds open. */
  connections(): Promise<number>
  readonly lines: readonly string[]
  /** Words that no log line may hold, with what they are. */
  readonly canaries: Map<string, string>
  readonly model: HostileModel
  readonly trap: Trap
  visitor(): Visitor
  learner(): Promise<Learner>
}

export interface HostileModel {
  readonly provider: FakeProvider
  /** What it says from now on. */
  says(reply: FakeReply): void
}

export interface Trap extends AsyncDisposable {
  readonly url: string
  /** Method and path of each request that fell in. */
  readonly caught: readonly string[]
}

/** The extension's own, which the gateway lets in by default: its id follows from the key in its manifest. */
export const extensionOrigin = 'chrome-extension://kndpjokhejkldfokopplehndjjfilack'
const modelKey = canary('key')
/** By which the tokens of the one trusted issuer are signed. */
export const trustedIssuer = {
  kind: 'secret',
  name: 'A friend',
  issuer: 'https://friend.example',
  audience: 'quint',
  secret: canary('secret').padEnd(40, 's'),
} as const
/** GitHub is where nobody answers. */
const otherWaysIn = {
  GATEWAY_GITHUB_CLIENT_ID: 'quint',
  GATEWAY_GITHUB_CLIENT_SECRET: canary('client'),
  GATEWAY_GITHUB_URL: 'http://127.0.0.1:9',
  GATEWAY_GITHUB_API_URL: 'http://127.0.0.1:9',
  GATEWAY_TRUSTED_ISSUERS: JSON.stringify([trustedIssuer]),
}

export async function openStand(web: 'built' | 'none', signal: AbortSignal): Promise<Stand> {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-security-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const trap = owned.use(await openTrap())
  let reply: FakeReply = { kind: 'stream', chunks: ['You wrote that you compare by hand. Take your own example. Which step told you nothing new?'] }
  const provider = owned.use(await startFakeOpenai(() => reply))
  const says = (next: FakeReply): void => {
    reply = next
  }
  const model = { provider, says }
  const lines: string[] = []
  const canaries = new Map([
    [modelKey, 'the key of a model'],
    [trustedIssuer.secret, 'the secret of an issuer'],
    [otherWaysIn.GATEWAY_GITHUB_CLIENT_SECRET, 'the secret of a client'],
  ])
  using listening = watchDoors()
  const mesh = owned.use(
    await start({
      folder,
      port: 0,
      signal,
      web,
      environment: {
        GATEWAY_TRUSTED_PROXIES: '1',
        ...otherWaysIn,
        HINTS_COMPATIBLE_BASE_URL: provider.url,
        HINTS_COMPATIBLE_API_KEY: modelKey,
        HINTS_COMPATIBLE_MODEL: 'hostile',
      },
      log: createLog('quint', 'debug', (line) => lines.push(line)),
    }),
  )
  const { servers } = listening
  const rest = owned.move()
  return {
    url: mesh.url,
    adminUrl: mesh.adminUrl,
    folder,
    keysFile: path.join(folder, 'signing-keys.json'),
    doors: servers.map((server) => server.address()).filter((address) => address !== null && typeof address === 'object'),
    connections: () => connectionsOf(servers.filter((server) => portOf(server) === Number(new URL(mesh.url).port))),
    lines,
    canaries,
    model,
    trap,
    visitor: () => newVisitor(mesh.url),
    learner: async () => remembered(await newLearner(mesh.url), canaries),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

function remembered(learner: Learner, canaries: Map<string, string>): Learner {
  const { email, password, displayName, accessToken, refreshToken } = learner
  canaries.set(email, 'an e-mail address').set(password, 'a password').set(displayName, 'a name')
  canaries.set(accessToken, 'an access token').set(refreshToken, 'a refresh token')
  return learner
}

/** A server on loopback that nobody has a reason to ask. */
async function openTrap(): Promise<Trap> {
  const caught: string[] = []
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`)
    response.end('caught')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caught,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const channel = 'tracing:net.server.listen:asyncEnd'

/** What is opened while this is held. */
function watchDoors() {
  const servers: Server[] = []
  const note = (message: unknown): void => {
    const { server } = message as { readonly server?: unknown }
    if (server instanceof Server) servers.push(server)
  }
  subscribe(channel, note)
  return { servers, [Symbol.dispose]: () => unsubscribe(channel, note) }
}

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

async function connectionsOf(servers: readonly Server[]): Promise<number> {
  const counts = await Promise.all(servers.map((server) => promisify(server.getConnections.bind(server))()))
  return counts.reduce((sum, count) => sum + count, 0)
}
