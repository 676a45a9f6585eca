/** Where nodes of the lab get machines of their own, as the settings say; what a runner that died left there is swept away by those that live. */
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { sleep } from '@quint/runtime/sleep.ts'
import { count } from '@quint/telemetry/metrics.ts'
import type { RunnerConfig } from '../config.ts'
import type { LabPlacing } from './lab-ground.ts'
import { openKubernetes, openTerraform } from './open.ts'
import type { Place } from './place.ts'

export interface LabPlaceDeps {
  readonly log: Log
  /** In place of the one that the settings name. */
  readonly place?: Place | undefined
  readonly sweepEveryMs?: number
}

const sweepEveryMs = 30_000
/** For a compiler that begins without anything, on a machine that is new. */
const buildWithinMs = 120_000
/** For removals, when the service ends; what is left then is swept away by others. */
const leavingMs = 10_000
/** Until the place itself has given up. */
const graceMs = 5_000

/** @returns undefined where nodes run beside the runner. */
export async function openLabPlacing(config: RunnerConfig, deps: LabPlaceDeps): Promise<(LabPlacing & AsyncDisposable) | undefined> {
  if (deps.place === undefined && config.RUNNER_LAB_PLACE === 'local') return undefined
  const { log } = deps
  await using owned = new AsyncDisposableStack()
  const place: Place & Partial<AsyncDisposable> = deps.place ?? (await placeOf(config, owned))
  owned.use(startRepeating({ name: 'runner.lab.sweep', everyMs: deps.sweepEveryMs ?? sweepEveryMs, work: () => swept(place, log), log }))
  const removals = new Set<Promise<void>>()
  owned.defer(async () => {
    const waited = new AbortController()
    await Promise.race([Promise.all(removals), sleep(leavingMs, waited.signal)])
    waited.abort()
  })
  // First of all: the last sweep would wait for removals that are ended here.
  owned.defer(async () => await place[Symbol.asyncDispose]?.())
  const whole = owned.move()
  return {
    place,
    log,
    bubblewrap: config.RUNNER_BUBBLEWRAP === 'off' ? '' : config.RUNNER_BUBBLEWRAP,
    openWithinMs: config.RUNNER_PLACE_OPEN_SECONDS * 1000 + graceMs,
    buildWithinMs,
    afterwards(removal) {
      removals.add(removal)
      void removal.finally(() => removals.delete(removal))
    },
    [Symbol.asyncDispose]: () => whole.disposeAsync(),
  }
}

async function swept(place: Place, log: Log): Promise<'done'> {
  const gone = await place.sweep(Date.now(), (error) => {
    log.error('machines that a run had left could not be removed', error)
    count('quint.lab.machines', { 'quint.lab.event': 'stayed' })
  })
  if (gone.length > 0) log.warn('machines that runs had left were removed', { count: gone.length })
  count('quint.lab.machines', { 'quint.lab.event': 'left' }, gone.length)
  return 'done'
}

/** A cluster answers until the last sweep is over. */
async function placeOf(config: RunnerConfig, owned: AsyncDisposableStack): Promise<Place & Partial<AsyncDisposable>> {
  return config.RUNNER_LAB_PLACE === 'terraform' ? await openTerraform(config) : owned.use(await openKubernetes(config, 'lab'))
}
