/** Who reads what: the files consumers/<team>.yaml, checked against the contract. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { ContractEvent } from './contract.ts'

export interface Reading {
  /**
   * "generated" decodes the whole body with code generated from the proto, and refuses a name of an enum that it does not know;
   * "json" looks only at the fields it names.
   */
  readonly decoder: 'generated' | 'json'
  readonly fields: readonly string[]
}

export interface Consumer {
  readonly team: string
  readonly purpose: string
  readonly contact: string
  /** The consumer group: its offsets, and its dead letters on `quint.<group>.dlq`. */
  readonly group: string
  /** How far behind it may fall before its people want to know. */
  readonly lagSeconds: number
  /** By event type. */
  readonly reads: Readonly<Record<string, Reading>>
}

const text = { type: 'string', minLength: 1 }

const validate = new Ajv2020({ allErrors: true }).compile<Consumer>({
  type: 'object',
  required: ['team', 'purpose', 'contact', 'group', 'lagSeconds', 'reads'],
  additionalProperties: false,
  properties: {
    team: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    purpose: text,
    contact: text,
    group: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    lagSeconds: { type: 'integer', minimum: 1 },
    reads: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: 'object',
        required: ['decoder', 'fields'],
        additionalProperties: false,
        properties: {
          decoder: { enum: ['generated', 'json'] },
          fields: { type: 'array', items: text, minItems: 1, uniqueItems: true },
        },
      },
    },
  },
})

export const consumersFolder = path.join(import.meta.dirname, '..', 'consumers')

/** Throws when a file does not have the shape of a consumer. */
export async function readConsumers(folder = consumersFolder): Promise<readonly Consumer[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  return Promise.all(files.map(async (file) => parseConsumer(file, await readFile(path.join(folder, file), 'utf8'))))
}

export function parseConsumer(file: string, yaml: string): Consumer {
  const found: unknown = parse(yaml)
  if (!validate(found)) {
    throw new Error(
      `consumers/${file}: ${validate.errors?.map(({ instancePath, message }) => `${instancePath || 'the file'} ${message}`).join('; ')}`,
    )
  }
  if (file !== `${found.team}.yaml`) throw new Error(`consumers/${file}: the team is ${found.team}`)
  return found
}

/** @returns what consumers name that does not exist. */
export function unknownReadings(consumers: readonly Consumer[], contract: readonly ContractEvent[]): readonly string[] {
  return consumers.flatMap(({ team, reads }) =>
    Object.entries(reads).flatMap(([type, { fields }]) => {
      const event = contract.find((candidate) => candidate.type === type)
      if (event === undefined) return [`${team} reads ${type}, which does not exist`]
      return fields
        .filter((field) => !event.fields.some((known) => known.path === field))
        .map((field) => `${team} reads ${type} ${field}, which does not exist`)
    }),
  )
}
