/** The journal of the writers against their table, and their table against what the consumer did. */
import { type Entry, ofKind } from './journal.ts'
import { reading } from './rows.ts'
import { repeated, type Verdict } from './verdict.ts'

interface Change {
  readonly key: string
  readonly n: number
}

const nameOf = ({ key, n }: Change): string => `${key} ${n}`

export function compareChanges(adminUrl: string, journal: readonly Entry[]): Promise<Verdict> {
  return reading(adminUrl, async (read) => {
    const changes = await read<Change>('select key, n from producer.changes')
    const effects = await read<Change>("select key, (data->>'n')::int as n from audit.effects order by sequence")
    const acknowledged = ofKind(journal, 'change').map(nameOf)
    const committed = new Set(changes.map(nameOf))
    const applied = effects.map(nameOf)
    const known = new Set(applied)
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((name) => !committed.has(name)),
      undelivered: [...committed].filter((name) => !known.has(name)),
      doubled: [...repeated(applied), ...applied.filter((name) => !committed.has(name)).map((name) => `${name} of no change`)],
      disordered: [...Map.groupBy(effects, ({ key }) => key).values()].flatMap(outOfTurn),
      effects: effects.length,
    }
  })
}

/** Each that comes after a later one of its key. */
function outOfTurn(own: readonly Change[]): string[] {
  let highest = -1
  return own.flatMap((change) => {
    const early = change.n < highest
    highest = Math.max(highest, change.n)
    return early ? [`${nameOf(change)} after ${highest}`] : []
  })
}
