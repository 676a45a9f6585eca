/** What a row's script is given, and how its outcome reaches the command. */
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Chance, chance } from './chance.ts'

export interface Scene {
  readonly seed: number
  readonly chance: Chance
  /** Fewer kills, for a run that has other things to do. */
  readonly quick: boolean
  /** Its own; removed after the run. */
  readonly folder: string
  say(line: string): void
  /** Part of the row's pass line: what must hold, and what was found. */
  must(holds: boolean, what: string): void
  /** A figure for the table. */
  tell(figure: string): void
  killed(count?: number): void
}

export interface Outcome {
  readonly failures: readonly string[]
  readonly figures: readonly string[]
  readonly kills: number
}

/** Runs the row and sends its outcome to the process that started it. */
export async function play(row: (scene: Scene) => Promise<void>): Promise<void> {
  const failures: string[] = []
  const figures: string[] = []
  let kills = 0
  const seed = Number(process.env.FAULTS_SEED ?? 1)
  const scene: Scene = {
    seed,
    chance: chance(seed),
    quick: process.env.FAULTS_QUICK === '1',
    folder: mkdtempSync(path.join(os.tmpdir(), 'row-')),
    say: (line) => console.log(`    ${line}`),
    must(holds, what) {
      if (!holds) failures.push(what)
    },
    tell: (figure) => void figures.push(figure),
    killed: (count = 1) => {
      kills += count
    },
  }
  try {
    await row(scene)
  } catch (error) {
    failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  process.send?.({ failures, figures, kills } satisfies Outcome)
  process.disconnect?.()
}
