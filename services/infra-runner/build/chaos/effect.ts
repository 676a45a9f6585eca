/** Proof that a fault took effect: a count of what it touched that grew, never the intention alone. */
import type { Blast } from '../derive/blast.ts'

export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface Effect {
  readonly proved: boolean
  readonly by: string
}

export interface Felt {
  /** Before the blow, just before its end, and after it. */
  readonly before: Counts
  readonly during: Counts
  readonly after: Counts
  /** Requests a second that clients made before and meanwhile, and connections that they gave up. */
  readonly traffic: { readonly beforeRps: number; readonly duringRps: number; readonly reconnected: boolean }
}

/** Of several blasts each has to be proved. */
export function effectOf(blasts: readonly Blast[], felt: Felt): Effect {
  const effects = blasts.map((blast) => proofOf(blast, felt))
  return { proved: effects.every(({ proved }) => proved), by: effects.map(({ by }) => by).join('; ') }
}

export function struckBy(blasts: readonly Blast[]): readonly string[] {
  return [...new Set(blasts.flatMap(idsOf))]
}

function idsOf(blast: Blast): readonly string[] {
  if ('processes' in blast) return blast.processes
  if (blast.kind === 'wires') return blast.wires
  return 'databases' in blast ? blast.databases : ['clients']
}

function proofOf(blast: Blast, felt: Felt): Effect {
  const ids = idsOf(blast)
  switch (blast.kind) {
    case 'kill':
      return blast.held ? awayOf(ids, felt, 'are gone') : grown(ids, felt, ['restarts', 'starts of what had ended'])
    case 'pause':
      return awayOf(ids, felt, 'say nothing')
    case 'roll':
    case 'hog':
      return grown(ids, felt, ['restarts', 'starts of what had ended'])
    case 'burn':
      return grown(ids, felt, ['burnedMs', 'milliseconds of processor taken'])
    case 'wires':
      return grown(ids, felt, ['touched', 'connections or pieces touched'])
    case 'crash-database':
    case 'limit-connections':
      return grown(ids, felt, ['ended', 'sessions of the database ended'])
    case 'flush':
      return grown(ids, felt, ['flushed', 'entries taken out'])
    case 'queue':
      return grown(ids, felt, queueProof[blast.mode])
    case 'traffic':
      return trafficProof(blast, felt)
  }
}

const queueProof = {
  duplicate: ['twice', 'messages delivered twice'],
  reorder: ['moved', 'messages put before others'],
  poison: ['poisoned', 'messages that nobody can handle'],
} as const

function awayOf(ids: readonly string[], { during }: Felt, what: string): Effect {
  const away = ids.filter((id) => during[id]?.up === 0)
  return { proved: away.length === ids.length, by: `${away.length} of ${ids.length} processes ${what}` }
}

function grown(ids: readonly string[], { before, during, after }: Felt, [name, words]: readonly [name: string, words: string]): Effect {
  const most = (id: string): number => Math.max(during[id]?.[name] ?? 0, after[id]?.[name] ?? 0)
  const more = ids.reduce((sum, id) => sum + Math.max(0, most(id) - (before[id]?.[name] ?? 0)), 0)
  return { proved: more > 0, by: `${more} ${words}` }
}

function trafficProof({ times, reconnect, retries = 0 }: Extract<Blast, { kind: 'traffic' }>, { traffic }: Felt): Effect {
  const { beforeRps, duringRps, reconnected } = traffic
  const wanted = retries > 0 ? beforeRps * 1.1 : beforeRps * times * 0.7
  const by = `${Math.round(duringRps)} requests a second instead of ${Math.round(beforeRps)}${reconnect && reconnected ? ', over new connections' : ''}`
  return { proved: duringRps >= wanted && (reconnected || !reconnect), by }
}
