/** R23: whoever deploys a design is killed at each step of it and at random in between: each design is tried to its end once, and nothing of any deployment is left. */
import path from 'node:path'
import { startChild } from '@quint/runtime/child.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { openProvisioning } from '../../services/infra-runner/build/pipeline/provisioning.ts'
import { designHouse, submitted } from '../../services/infra-runner/build/submission/testing.ts'
import { play, type Scene } from '../scene.ts'

const steps = ['VALIDATING', 'GENERATING_INFRA', 'DEPLOYING', 'TESTING'] as const
const worker = path.join(import.meta.dirname, '../../services/infra-runner/build/pipeline/testing-worker.ts')
const patienceMs = 120_000
const order: readonly string[] = ['PENDING', ...steps, 'COMPLETED']

const over = (status: string): boolean => !order.includes(status) || status === 'COMPLETED'

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const by = Date.now() + patienceMs
  while (!(await holds())) {
    if (Date.now() > by) throw new Error(`waited in vain until ${what}`)
    await sleep(10)
  }
}

type House = Awaited<ReturnType<typeof designHouse>>

/** Handed in, killed in the step, and brought to its end by the next who comes. */
async function killedAt(scene: Scene, house: House, { step, afterMs }: { readonly step: string; readonly afterMs: number }): Promise<string> {
  const learner = await house.learner()
  const { id } = await submitted(house, learner)
  const found = async () => (await house.call.getSubmission({ submissionId: id }, learner.options)).submission
  const status = async (): Promise<string> => (await found())?.status ?? 'gone'
  const begin = () =>
    startChild(process.execPath, ['--no-warnings', worker, house.db.urls.url, house.db.adminUrl, house.folder, ''], { stdio: 'ignore' })
  {
    await using killed = begin()
    await until(async () => order.indexOf(await status()) >= order.indexOf(step), `${id} is ${step}`)
    await sleep(afterMs)
    killed.process.kill('SIGKILL')
    await killed.ended
    scene.killed()
  }
  await using _next = begin()
  await until(async () => over(await status()), `${id} is over`)
  const submission = await found()
  scene.must(
    submission?.status === 'COMPLETED' && submission.verdict === 'passed',
    `killed at ${step} it ended as ${submission?.status} ${submission?.error}`,
  )
  return id
}

/** By the audit. */
async function endsOf(house: House): Promise<ReadonlyMap<string, number>> {
  const admin = await house.learner(undefined, ['admin'])
  const ends = new Map<string, number>()
  let before = 0
  do {
    const { lines, nextBefore } = await house.call.listDesignAudit({ limit: 100, before, kind: 'system' }, admin.options)
    for (const { subject, detail } of lines)
      if ((JSON.parse(detail) as { to?: string }).to === 'COMPLETED') ends.set(subject, (ends.get(subject) ?? 0) + 1)
    before = nextBefore
  } while (before !== 0)
  return ends
}

await play(async (scene: Scene) => {
  await using house = await designHouse(undefined, { RUNNER_DESIGNS_AT_ONCE: '0' })
  const ids: string[] = []
  const rounds = scene.quick ? 1 : 4
  for (let round = 0; round < rounds; round += 1)
    for (const step of steps) ids.push(await killedAt(scene, house, { step, afterMs: round === 0 ? 0 : scene.chance.between(0, 400) }))
  const ends = await endsOf(house)
  scene.must(
    ids.every((id) => ends.get(id) === 1),
    `ends by the audit: ${[...ends.values()].join(', ')} for ${ids.length} designs`,
  )
  await using provisioning = openProvisioning({ folder: house.folder, databaseUrl: house.db.adminUrl })
  const orphans = await provisioning.sweep(Date.now())
  const left = await house.left()
  scene.must(left.length === 0, `left behind: ${left.slice(0, 5).join(', ')}`)
  scene.tell(`${ids.length} designs tried to their end; ${orphans.length} orphans swept, 0 processes, schemas and ledger entries left`)
})
