/** The gateway's HTTP application before one route: an event stream that holds nothing else, open until its reader leaves. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryCache } from '@quint/cache/memory.ts'
import { memoryTally } from '@quint/cache/tally.ts'
import { createApp } from '@quint/gateway/app.ts'
import { callerIdentification } from '@quint/gateway/http/caller.ts'
import { webCookies } from '@quint/gateway/http/cookies.ts'
import { openKeptAnswers } from '@quint/gateway/http/kept.ts'
import { openLeaving } from '@quint/gateway/http/leaving.ts'
import { limit } from '@quint/gateway/http/limits.ts'
import { openLivingDevices } from '@quint/gateway/http/living-devices.ts'
import { learnerRoute } from '@quint/gateway/http/route.ts'
import { httpServer } from '@quint/gateway/http/server.ts'
import { openEventStream } from '@quint/gateway/http/sse.ts'
import { audience, openSigningKeys } from '@quint/gateway/identity/keys.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { resident } from '../resident.ts'
import { answer } from '../worker.ts'

export type StreamsTasks = typeof tasks

const owned = new AsyncDisposableStack()
const publicUrl = 'http://quint.test'

const route = learnerRoute({
  method: 'get',
  path: '/api/stream',
  summary: 'An open stream',
  replies: [200, 'Server-sent events'],
  streams: true,
  async handle({ response }) {
    const stream = openEventStream(response)
    await stream.send({ name: 'ready', data: '{}' })
    await once(response, 'close')
    return undefined
  },
})

const tasks = {
  async start(): Promise<{ url: string; token: string }> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-bench-streams-'))
    owned.defer(() => rmSync(folder, { recursive: true, force: true }))
    const { issuer, jwksUrl, token } = owned.use(await testIssuer([]))
    const site = { publicUrl, allowedOrigins: [] }
    const app = createApp({
      ...site,
      routes: [route],
      dispatch: dispatch(
        callerIdentification({ ...site, verify: verifier(issuer, jwksUrl), cookies: webCookies(publicUrl), deviceLives: async () => true }),
      ),
      keys: await openSigningKeys({ file: path.join(folder, 'keys.json'), issuer: publicUrl }),
      webUrl: '',
      trustedProxies: 0,
      mailbox: undefined,
      leaving: openLeaving({ leadMs: 0, drainMs: 0 }),
      notReady: async () => undefined,
      log: silentLog,
    })
    const server = httpServer(app, () => false)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    owned.defer(() => {
      server.close()
      server.closeAllConnections()
    })
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: await token('bench') }
  },
  resident,
}

function verifier(issuer: string, jwksUrl: string) {
  return learnerVerifier({ issuer, audience, keys: remoteKeys(jwksUrl) })
}

function dispatch(identify: ReturnType<typeof callerIdentification>) {
  const unlimited = limit(memoryTally, { name: 'bench', points: 1_000_000, windowSeconds: 60, message: 'Too many.' })
  const cache = memoryCache({ name: 'bench', ttlMs: 1000, mostScopes: 1 })
  return {
    identify,
    learnerLimit: unlimited,
    anonymousLimit: unlimited,
    idempotency: () => Promise.reject(new Error('this is not part of the measurement')),
    devices: openLivingDevices({ ask: async () => true }),
    kept: openKeptAnswers({ common: cache, own: cache }),
  }
}

answer(tasks, owned)
