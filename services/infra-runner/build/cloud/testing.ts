/** A submission that passed its checks and a keeper of clouds, for tests: the database is real, the program is the one that the test gives. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { testDatabase } from '@quint/db/testing.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { uuidv7 } from '@quint/runtime/uuid.ts'
import { migrations } from '../../migrate.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { roundPrices, toCost } from '../derive/cost.ts'
import { toTerraform } from '../derive/terraform.ts'
import * as store from './cloud-store.ts'
import { type Keeping, startKeeper } from './keeper.ts'
import type { CloudPlace } from './place.ts'
import { cloudNamespace } from './rpc.ts'

/** A program that behaves like Terraform, and the folder that is its cloud. */
export function fakeTerraform() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'quint-fake-cloud-'))
  mkdirSync(path.join(root, 'bin'))
  writeFileSync(path.join(root, 'bin/cloud'), root)
  copyFileSync(path.join(import.meta.dirname, 'testing-terraform.mjs'), path.join(root, 'bin/terraform.mjs'))
  const binary = path.join(root, 'bin/terraform')
  writeFileSync(binary, `#!/bin/sh\nexec "${process.execPath}" "${root}/bin/terraform.mjs" "$@"\n`)
  chmodSync(binary, 0o755)
  return {
    root,
    binary,
    things: (): readonly string[] => (existsSync(path.join(root, 'things')) ? readdirSync(path.join(root, 'things')) : []),
    mode: (mode: string) => writeFileSync(path.join(root, 'mode'), mode),
    entry: (entry: string) => writeFileSync(path.join(root, 'entry'), entry),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}

export type Given = Partial<Omit<CloudPlace, 'limits'>> & { readonly limits?: Partial<CloudPlace['limits']> }

export async function cloudHouse(given: Given) {
  await using owned = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-cloud-'))
  owned.defer(() => rmSync(folder, { recursive: true, force: true }))
  const db = owned.use(await testDatabase('runner', migrations))
  const { database } = db
  const limits = { replicas: 16, usdMonth: 1000, hours: 1, planHours: 1, atOnce: 2, longestMs: 300_000, graceMs: 5000, ...given.limits }
  const place: CloudPlace = {
    cloud: 'aws',
    binary: 'terraform',
    folder: path.join(folder, 'cloud'),
    plugins: '',
    variables: { image: 'example/design@sha256:00', vpc: 'vpc-1', subnets: ['subnet-1', 'subnet-2'], region: 'eu-central-1' },
    environment: {},
    secrets: [],
    ...given,
    limits,
  }
  mkdirSync(place.folder, { recursive: true })
  const keep = (more: Partial<Keeping> = {}) =>
    startKeeper({ database, place, log: silentLog, leaseSeconds: 2, beatMs: 200, pollMs: 50, againMs: 20, healthWithinMs: 20_000, ...more })
  const whole = owned.move()
  return { db, database, folder, place, keep, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

export type CloudHouse = Awaited<ReturnType<typeof cloudHouse>>

/** Asks for a design's cloud, as its learner. */
export async function askedFor({ database, place }: CloudHouse, draft: unknown) {
  const read = blueprintFrom(draft)
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems))
  const blueprint = read.value
  const [id, submissionId, userId] = [uuidv7(), uuidv7(), uuidv7()]
  const namespace = cloudNamespace(submissionId)
  const module = toTerraform(blueprint, place.cloud, { namespace, expires: '2026-11-22t12' })
  const own = { id, submissionId, problemId: blueprint.name, cloud: place.cloud, namespace, label: '2026-11-22t12', module }
  await database.asLearner(userId, (tx) =>
    store.insertCloud(tx, userId, { ...own, usdMonth: toCost(blueprint, roundPrices).usdMonth, blueprint, api: undefined }),
  )
  const row = async (): Promise<store.CloudRow> => {
    const found = await database.asLearner(userId, (tx) => store.cloudOf(tx, submissionId))
    if (found === undefined) throw new Error('it is gone')
    return found
  }
  const held = async () =>
    (await database.asService((tx) => store.cloudsOfAll(tx, { before: undefined, waiting: false, limit: 50 }))).find((one) => one.id === id)
  const decide = async (decision: string, digest?: string) =>
    database.asService(async (tx) =>
      store.decideCloud(tx, {
        id,
        digest: digest ?? (await row()).planDigest,
        decision,
        reason: 'Because.',
        hours: place.limits.hours,
        atOnce: place.limits.atOnce,
      }),
    )
  return { id, submissionId, userId, namespace, row, held, decide }
}

export type Asked = Awaited<ReturnType<typeof askedFor>>
