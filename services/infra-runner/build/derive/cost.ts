/** What a design would cost in a month, by a price table with a date: for comparing designs, not for paying bills. */
import type { Blueprint, ComponentKind } from '../blueprint/blueprint.ts'

export interface Prices {
  /** Since when they are believed. */
  readonly date: string
  /** US dollars a month for one small replica. */
  readonly small: Readonly<Record<ComponentKind, number>>
  readonly gbMonth: number
}

export interface Cost {
  readonly usdMonth: number
  readonly date: string
  readonly items: readonly { readonly component: string; readonly usdMonth: number }[]
}

const times = { s: 1, m: 2, l: 4 } as const

/** Round figures of the order of on-demand list prices of the large clouds. */
export const roundPrices: Prices = {
  date: '2026-11-01',
  small: {
    client: 0,
    cdn: 20,
    lb: 20,
    gateway: 30,
    service: 30,
    worker: 30,
    scheduler: 5,
    'db.sql': 55,
    'db.kv': 60,
    cache: 35,
    queue: 10,
    stream: 80,
    object: 5,
    search: 70,
    external: 0,
  },
  gbMonth: 0.2,
}

export function toCost({ components, requirements }: Blueprint, prices: Prices): Cost {
  const items = components.map(({ id, kind, replicas, size }) => {
    const stored = kind === 'db.sql' || kind === 'db.kv' ? requirements.dataGb * prices.gbMonth * replicas : 0
    return { component: id, usdMonth: cents(prices.small[kind] * times[size] * replicas + stored) }
  })
  return { usdMonth: cents(items.reduce((sum, { usdMonth }) => sum + usdMonth, 0)), date: prices.date, items }
}

function cents(value: number): number {
  return Math.round(value * 100) / 100
}
