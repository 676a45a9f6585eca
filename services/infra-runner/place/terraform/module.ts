/** What Terraform applies for a ground: the operator's module or our own, told of the seats and of the agent to start at each, which tells where they answer. */
import path from 'node:path'
import { Failure } from '@quint/runtime/failure.ts'
import { z } from 'zod'
import { reference } from '../../build/derive/terraform-name.ts'
import type { SeatPlan } from '../place.ts'
import { endSeats } from './local/end.ts'

export interface SeatModule {
  /** As Terraform names modules: an absolute folder, or an address of one. */
  readonly source: string
  /** Arguments of its own. */
  readonly variables: Readonly<Record<string, unknown>>
  /** What its programs see beside Terraform's own. */
  readonly environment: Readonly<Record<string, string>>
  /** What of it nobody may read. */
  readonly secrets: readonly string[]
  /** Ends what an interrupted command has made and Terraform does not know of. @param ground its folder */
  tidied?(ground: string): Promise<void>
}

const local = path.join(import.meta.dirname, 'local')

/** Seats that are processes of this machine. */
export const localModule: SeatModule = {
  source: local,
  variables: {},
  environment: { QUINT_NODE: process.execPath, QUINT_SEAT: path.join(local, 'seat.ts') },
  secrets: [],
  tidied: endSeats,
}

export interface Told {
  readonly namespace: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
  readonly seats: readonly SeatPlan[]
}

/** Arguments that every module is given, and that no operator gives. */
const given = ['source', 'version', 'providers', 'count', 'for_each', 'depends_on', 'namespace', 'expires', 'seats', 'agent'] as const

export function rootModule({ source, variables }: SeatModule, { namespace, expiresAt, seats }: Told): string {
  const asked = seats.map(({ id, zone, cores, memoryMiB, runsLearnersCode }) => [
    id,
    { zone, cores, memory_mib: memoryMiB, runs_learners_code: runsLearnersCode },
  ])
  const module = {
    ...(literal(variables) as object),
    source,
    namespace,
    expires: new Date(expiresAt).toISOString(),
    seats: Object.fromEntries(asked),
    agent: reference('var.agent'),
  }
  const root = {
    terraform: { required_version: '>= 1.9.0' },
    variable: { agent: { type: 'object({ image = string, environment = map(string) })', sensitive: true } },
    module: { seats: module },
    // Whatever it is made of: nobody reads it but us.
    output: { addresses: { value: reference('module.seats.addresses'), sensitive: true } },
  }
  // Terraform tells mistakes with the line that they are in.
  return JSON.stringify(root, null, 2)
}

/** What an operator wrote is meant as it stands: in JSON, Terraform takes every string and every key for a template. */
function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/([$%])\{/g, '$1$1{')
  if (Array.isArray(value)) return value.map(literal)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [literal(name), literal(one)]))
}

/** Every text in the arguments of an operator, as it is and as Terraform shows it. */
export function secretsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...new Set([value, ...value.split('\n'), shown(value), shown(String(literal(value)))])]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : []
}

function shown(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

const address = z.string().regex(/^(?:\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i)
const outputs = z.object({ addresses: z.object({ value: z.record(z.string(), address) }) })

/** @returns host:port, by seat. @throws where the module does not tell one of each. */
export function addressesIn(text: string, seats: readonly SeatPlan[]): ReadonlyMap<string, string> {
  const read = outputs.safeParse(parsed(text))
  if (!read.success) throw new Failure('unavailable', 'The module of seats tells no addresses.')
  const { value } = read.data.addresses
  return new Map(
    seats.map(({ id }) => {
      const told = Object.hasOwn(value, id) ? value[id] : undefined
      if (told === undefined) throw new Failure('unavailable', `The module of seats tells no address of ${id}.`)
      return [id, told]
    }),
  )
}

/** @param text of a setting: a JSON object. @throws in words for whoever set it. */
export function variablesOf(text: string): Readonly<Record<string, unknown>> {
  const read = z.record(z.string().regex(/^[A-Za-z_][\w-]*$/), z.unknown()).safeParse(parsed(text))
  if (!read.success) throw new Error('configuration:\n  RUNNER_LAB_TERRAFORM_VARIABLES must be a JSON object of arguments by name')
  const taken = given.find((name) => Object.hasOwn(read.data, name))
  if (taken !== undefined) throw new Error(`configuration:\n  RUNNER_LAB_TERRAFORM_VARIABLES must not name ${taken}: the runner gives it`)
  return read.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
