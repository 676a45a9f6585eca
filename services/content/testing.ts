/** Content for tests: its own server, a real Postgres, a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { serviceIdentity } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { memoryBus } from '@quint/bus/testing.ts'
import { testDatabase } from '@quint/db/testing.ts'
import { ContentServiceDefinition } from '@quint/proto/gen/quint/content/v1/content.ts'
import type { Video } from '@quint/proto/gen/quint/content/v1/video.ts'
import { connect } from '@quint/rpc/client.ts'
import { readSettings } from '@quint/runtime/config.ts'
import { Failure, type FailureCode } from '@quint/runtime/failure.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { settings } from './config.ts'
import { migrations } from './migrate.ts'
import type { Press } from './render/press.ts'
import { type Content, start } from './service.ts'

export interface HouseOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly press?: Press
}

export async function house({ environment = {}, press }: HouseOptions = {}) {
  await using owned = new AsyncDisposableStack()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quint-content-'))
  owned.defer(() => rm(folder, { recursive: true, force: true }))
  const issuer = owned.use(await testIssuer(['gateway', 'content']))
  const db = owned.use(await testDatabase('content', migrations))
  const bus = owned.use(memoryBus())
  const clock = { now: new Date('2026-03-02T09:00:00Z') }
  const config = readSettings(settings, {
    CONTENT_LISTEN_ADDRESS: '127.0.0.1:0',
    CONTENT_DATABASE_URL: db.urls.url,
    CONTENT_DATABASE_OWNER_URL: db.urls.ownerUrl,
    CONTENT_STORAGE_URL: path.join(folder, 'videos'),
    CONTENT_WORK_DIR: path.join(folder, 'work'),
    BUS_URL: db.urls.url,
    GATEWAY_JWKS_URL: issuer.jwksUrl,
    GATEWAY_ISSUER: issuer.issuer,
    MESH_TRUSTED_KEYS: JSON.stringify(issuer.mesh.trusted),
    ...environment,
  })
  const content: Content = owned.use(
    await start(config, {
      bus,
      log: silentLog,
      eventRetryDelaysMs: [1, 1],
      now: () => clock.now,
      houseEveryMs: 50,
      ...(press === undefined ? {} : { press }),
    }),
  )
  const identity = await serviceIdentity('gateway', issuer.mesh.privateKeys.gateway ?? {})
  const { call } = owned.use(connect(ContentServiceDefinition, { address: content.address, identity, audience: 'content' }))
  const learner = async (userId = uuidv7(), claims: Readonly<Record<string, unknown>> = {}) => ({
    userId,
    options: { learnerToken: await issuer.token(userId, claims) },
  })
  // What was opened is closed when something here fails, and is the caller’s from here on.
  const whole = owned.move()
  return { call, bus, db, clock, folder, learner, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

export type House = Awaited<ReturnType<typeof house>>
export interface Options {
  readonly learnerToken: string
  readonly effectId?: string
}

export const failure =
  (code: FailureCode) =>
  (error: unknown): boolean =>
    error instanceof Failure && error.code === code

export const wish = { topic: 'Two pointers', subject: 'algorithms', difficulty: 'easy', tags: ['arrays'] }

/** The video once it is in one of these states. */
export async function until(
  { call }: House,
  options: Options,
  asked: { readonly videoId: string; readonly states: readonly string[] },
): Promise<Video> {
  for await (const { video } of call.followVideos({ videoId: asked.videoId }, { ...options, deadline: 120_000 }))
    if (video !== undefined && asked.states.includes(video.status)) return video
  throw new Error('the video is gone')
}

export async function madeVideo(place: House, options: Options, topic = wish.topic): Promise<Video> {
  const { video } = await place.call.requestVideo({ ...wish, topic }, options)
  const found = await until(place, options, { videoId: video?.id ?? '', states: ['ready', 'failed', 'refused', 'cancelled'] })
  if (found.status !== 'ready') throw new Error(`the video is ${found.status}: ${found.error}`)
  return found
}
