/** How consistent a design is to its clients, without faults and with them, beside what it claims. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Experiment } from '../derive/chaos-plan.ts'
import { NotMade, type World } from '../functional/world.ts'
import type { Deployment } from '../provisioner.ts'
import type { ConsistencyEvent, Trial, Untimed } from '../trial.ts'
import { type Clients, openClients, pairOf } from './clients.ts'
import { levelOf } from './level.ts'

type Told = Untimed<ConsistencyEvent>

const calmMs = 1500
const struckMs = 1100
const besidesMs = 400
const judgedWithinMs = 3000
/** What can make replicas and caches disagree; the first two that the design has. */
const wanted = ['link-flaky', 'cache-lost', 'replica-killed', 'replica-paused']

export interface Consistent {
  readonly deployment: Deployment
  readonly world: World
  readonly trial: Trial
  readonly signal: AbortSignal
  readonly now: () => number
}

export async function* consistencyTests(consistent: Consistent): AsyncGenerator<Told, void, undefined> {
  const { world, trial, signal, now } = consistent
  const { consistency } = trial.tests
  const pair = consistency === undefined ? undefined : pairOf(world, consistency.read)
  if (consistency === undefined || pair === undefined) return
  const told = { kind: 'consistency', claimed: consistency.claimed } as const
  const quiet = await clientsOf(world, pair, { milliseconds: calmMs, signal, seed: trial.seed, now })
  if (quiet === undefined) return
  await quiet.run()
  yield { ...told, ...(await judged(quiet, now)) }
  const faults = wanted.flatMap((id) => trial.chaos.filter(({ fault }) => fault === id)).slice(0, 2)
  if (faults.length === 0) return
  const milliseconds = faults.length * (struckMs + besidesMs)
  const shaken = await clientsOf(world, pair, { milliseconds, signal, seed: trial.seed + 1, now })
  if (shaken === undefined) return
  await Promise.all([shaken.run(), strikes(faults, consistent)])
  yield { ...told, fault: faults.map(({ fault }) => fault).join(', '), ...(await judged(shaken, now)) }
}

/** None where rows of the kind cannot be made: the functional tests say why. */
async function clientsOf(...given: Parameters<typeof openClients>): Promise<Clients | undefined> {
  try {
    return await openClients(...given)
  } catch (error) {
    if (error instanceof NotMade) return undefined
    throw error
  }
}

async function strikes(experiments: readonly Experiment[], { deployment, signal }: Consistent): Promise<void> {
  for (const { blasts } of experiments) {
    try {
      for (const blast of blasts) if (blast.kind !== 'traffic') await deployment.strike(blast)
      await pause(struckMs, undefined, { signal })
    } finally {
      await deployment.heal()
    }
    await pause(besidesMs / 2, undefined, { signal })
  }
}

/** Whoever comes last looks at everything. */
async function judged(clients: Clients, now: () => number): Promise<Pick<Told, 'observed' | 'operations' | 'anomalies'>> {
  const lookers = ['last']
  for (const looker of lookers) await clients.look(looker)
  const end = now() + judgedWithinMs
  return levelOf(clients.kept(), new Set(lookers), () => now() > end)
}
