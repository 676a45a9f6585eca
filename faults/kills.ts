/** Kills at random points: victims and pauses come from the row's chance, so the same seed strikes in the same order. */
import { sleep } from '@quint/runtime/sleep.ts'
import type { Mesh } from './mesh.ts'
import type { Postgres } from './postgres.ts'
import type { Program } from './program.ts'
import type { Scene } from './scene.ts'

export interface Victim {
  readonly name: string
  /** How often it is chosen, beside the others. */
  readonly weight: number
  kill(): Promise<void> | void
  /** Fulfilled when it works again. */
  ready(): Promise<void>
}

export function victimOf(program: Program, weight: number, name = program.name): Victim {
  return { name, weight, kill: () => program.kill(), ready: () => program.ready() }
}

/** Those of the mesh that are processes of their own. */
export function meshVictims(
  mesh: Mesh,
  weights: Readonly<Partial<Record<'gateway' | 'sessions' | 'hints' | 'runner' | 'consumer', number>>>,
): Victim[] {
  return [mesh.gateway, mesh.sessions, mesh.hints, mesh.runner, mesh.consumer].flatMap((program) => {
    const weight = weights[(program?.name ?? '') as keyof typeof weights] ?? 0
    return program === undefined || weight === 0 ? [] : [victimOf(program, weight)]
  })
}

export function postgresVictim(postgres: Postgres, weight: number): Victim {
  return {
    name: 'postgres',
    weight,
    async kill() {
      await postgres.kill()
      await postgres.start()
    },
    ready: async () => undefined,
  }
}

export interface KillsOptions {
  readonly kills: number
  readonly victims: readonly Victim[]
  /** Between two kills, at least and at most. */
  readonly pauseMs: readonly [number, number]
}

/** @returns how often each was killed, in words. */
export async function killAtRandom(scene: Scene, { kills, victims, pauseMs }: KillsOptions): Promise<string> {
  const urn = victims.flatMap((victim) => Array.from({ length: victim.weight }, () => victim))
  const [first, ...rest] = urn
  if (first === undefined) throw new Error('there is nobody to kill')
  const counts = new Map<string, number>()
  for (let done = 0; done < kills; done += 1) {
    // Mostly into a mesh that works, else into one that has not got up yet.
    if (scene.chance.next() < 0.75) await Promise.all(victims.map((victim) => victim.ready()))
    await sleep(scene.chance.between(...pauseMs))
    const victim = scene.chance.pick([first, ...rest])
    await victim.kill()
    scene.killed()
    counts.set(victim.name, (counts.get(victim.name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
}
