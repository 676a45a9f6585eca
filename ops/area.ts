/** What an area of the mesh gives its operators: a dashboard, objectives and alerts, as plain data. */

export interface Query {
  /** PromQL, LogQL or TraceQL, as the panel's source says. */
  readonly expr: string
  /** Name of a line, with {{label}} for a label's value. */
  readonly legend?: string
}

/** Units of Grafana. */
export type Unit = 's' | 'bytes' | 'Bps' | 'percentunit' | 'reqps' | 'ops' | 'short' | 'none'

export interface Panel {
  readonly title: string
  /** What it shows and what is bad, for somebody who sees it for the first time. */
  readonly says: string
  readonly shows: 'lines' | 'number' | 'bars' | 'table' | 'logs' | 'traces'
  readonly unit: Unit
  readonly queries: readonly Query[]
  /** From where on a value is worrying, and from where on it is bad; of what is better when it is high, below. */
  readonly limits?: { readonly warn: number; readonly bad: number; readonly below?: true }
  /** Of 24; 8 unless told, and 24 for logs and traces. */
  readonly width?: number
}

export interface Variable {
  readonly name: string
  readonly label: string
  /** Values of a label, or a number that the reader types in. */
  readonly from: { readonly series: string; readonly label: string } | { readonly typed: string }
}

export interface Dashboard {
  /** Its address: quint-<area>. */
  readonly uid: string
  readonly title: string
  readonly says: string
  readonly variables?: readonly Variable[]
  readonly rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[]
}

/** Samples as promtool writes them, such as 0+5x60: from 0, 5 more a minute, 60 times. */
export type Samples = Readonly<Record<string, string>>

/** A state of the world in which an alert fires, or does not. */
export interface Case {
  readonly says: string
  readonly series: Samples
  /** How long after the first sample, such as 10m. */
  readonly at: string
}

export interface Firing extends Case {
  /** Labels that tell one from another, beside those of the rule. */
  readonly labels: Readonly<Record<string, string>>
}

export interface Alert {
  /** CamelCase; the runbook is runbooks/<name>.md. */
  readonly name: string
  readonly expr: string
  /** How long it must hold, such as 5m. */
  readonly holds?: string
  /** A page wakes somebody; a ticket waits for the morning. */
  readonly severity: 'page' | 'ticket'
  /** One line, with {{ $labels.name }} for what differs. */
  readonly summary: string
  /** Uid of the dashboard to look at first. */
  readonly dashboard: string
  readonly fires: readonly [Firing, ...Firing[]]
  readonly quiet: readonly [Case, ...Case[]]
}

export interface Objective {
  /** kebab-case: the label "slo". */
  readonly name: string
  /** CamelCase; the alerts are <alert>BudgetBurns, which wakes somebody, and <alert>BudgetLeaks, which waits. */
  readonly alert: string
  readonly title: string
  /** What is promised to whom, in a sentence. */
  readonly says: string
  /** Share of good events in 30 days, such as 0.999. */
  readonly target: number
  /** Rates over $window. */
  readonly events: string
  readonly failed: string
  /** For its tests: the series that grow by one with each event, with each that is good, with each that failed. */
  readonly series: { readonly every?: readonly string[]; readonly good?: readonly string[]; readonly failed?: readonly string[] }
  readonly dashboard: string
}

export interface Area {
  readonly name: string
  readonly dashboard: Dashboard
  readonly objectives: readonly Objective[]
  readonly alerts: readonly Alert[]
}
