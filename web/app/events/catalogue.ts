/** The catalogue of events as it was generated: what of it the page shows. */
import generated from './catalogue.json' with { type: 'json' }

export interface Field {
  /** In JSON names; a field of a nested message is `<field>.<field>`. */
  readonly name: string
  /** "string", "integer", "list of string", … */
  readonly type: string
  readonly description: string
  /** Never left out; a field that may be left out has its default then. */
  readonly always: boolean
  readonly mustUnderstand: boolean
  readonly deprecated: boolean
  /** The names of an enum; empty for other types. */
  readonly values: readonly string[]
  readonly default: unknown
  /** Teams that read it. */
  readonly consumers: readonly string[]
}

export interface Consumer {
  readonly team: string
  readonly purpose: string
  readonly contact: string
  readonly group: string
  readonly lagSeconds: number
  readonly fields: readonly string[]
}

export interface Start {
  readonly tool: string
  readonly says: string
  /** Shell commands; `{origin}` stands for the address that serves the catalogue. */
  readonly text: string
}

export interface CatalogueEvent {
  readonly type: string
  readonly purpose: string
  readonly owner: string
  /** The folder of the code that publishes it. */
  readonly code: string
  readonly topic: string
  readonly key: string
  readonly partitions: number
  readonly retentionDays: number
  readonly deprecated: boolean
  /** YYYY-MM-DD, or empty. */
  readonly deprecatedUntil: string
  readonly fields: readonly Field[]
  readonly consumers: readonly Consumer[]
  readonly example: { readonly key: string; readonly headers: object; readonly body: object }
  readonly schema: object
  readonly start: readonly Start[]
}

export interface Notice {
  readonly change: string
  /** YYYY-MM-DD. */
  readonly announced: string
  readonly advice: string
}

export interface Catalogue {
  readonly compatibility: readonly string[]
  readonly delivery: readonly string[]
  readonly notices: readonly Notice[]
  readonly events: readonly CatalogueEvent[]
  readonly asyncApi: object
  /** A whole consumer in Python. */
  readonly sample: string
}

export const catalogue: Catalogue = generated
