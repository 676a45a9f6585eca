/** For tests: a place of Terraform with our own module, and what is left of its seats on this machine. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { stillRuns } from '@quint/runtime/claim.ts'
import type { Place, SeatPlan } from '../place.ts'
import { localModule } from './module.ts'
import { type TerraformPlaceOptions, terraformPlace } from './place.ts'

/** What the program does wrong. */
export type Mode = '' | 'no-room' | 'hangs' | 'stays' | 'lasts' | 'forgets'

export interface Seated {
  readonly process: string
  readonly folder: string
}

export interface SeatsHouse extends Disposable {
  /** Behaves like Terraform. */
  readonly binary: string
  readonly folder: string
  mode(mode: Mode): void
  place(more?: Partial<TerraformPlaceOptions>): Place & AsyncDisposable
  /** Those that were ever noted in the folder of a ground and whose notes are still there. */
  seats(): readonly Seated[]
  /** The files of these. */
  notes(): readonly string[]
}

export function seatsHouse(): SeatsHouse {
  const root = mkdtempSync(path.join(os.tmpdir(), 'quint-seats-'))
  const binary = path.join(root, 'terraform')
  const modeFile = path.join(root, 'mode')
  const folder = path.join(root, 'lab')
  writeFileSync(modeFile, '')
  writeFileSync(binary, `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${path.join(import.meta.dirname, 'testing-terraform.mjs')}" "$@"\n`)
  chmodSync(binary, 0o755)
  const module = { ...localModule, environment: { ...localModule.environment, SEATS_MODE: modeFile } }
  return {
    binary,
    folder,
    mode: (mode) => writeFileSync(modeFile, mode),
    place: (more = {}) => terraformPlace({ binary, folder, module, image: '', plugins: '', openMs: 60_000, ...more }),
    seats: () => notesIn(folder).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Seated),
    notes: () => notesIn(folder),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}

function notesIn(folder: string): readonly string[] {
  const grounds = (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []).filter((one) => one.isDirectory())
  return grounds.flatMap(({ name: ground }) => {
    const files = readdirSync(path.join(folder, ground)).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
    return files.map((name) => path.join(folder, ground, name))
  })
}

/** Neither its process nor its folder. */
export function isGone({ process: identity, folder }: Seated): boolean {
  return !stillRuns(identity) && !existsSync(folder)
}

export function seatPlans(count: number): readonly SeatPlan[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ id: `n${at}`, zone: 'abc'[at % 3] ?? 'a', cores: 1, memoryMiB: 512, calls: [], usesDatabase: false, runsLearnersCode: true },
  }))
}
