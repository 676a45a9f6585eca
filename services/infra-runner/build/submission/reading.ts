/** What a design's text says, read by rules: each thing that was understood is a typed edit with the words it rests on; the rest is listed as not mapped. */
import type { Blueprint, ComponentKind } from '../blueprint/blueprint.ts'
import { applyEdits, type Edit } from '../edits.ts'

export interface ReadText {
  readonly edits: readonly Edit[]
  /** Sentences that nothing was read from. */
  readonly unmapped: readonly string[]
}

const mostSentences = 400
const mostUnmapped = 60
const longest = 400

/** Each sentence edits the blueprint as far as those before it left it; an edit that does not fit is left out. */
export function readText(text: string, begun: Blueprint): ReadText & { readonly blueprint: Blueprint } {
  let blueprint = begun
  const edits: Edit[] = []
  const unmapped: string[] = []
  for (const sentence of sentencesOf(text)) {
    let mapped = false
    for (const rule of rules) {
      for (const edit of rule(sentence.toLowerCase(), blueprint)) {
        const next = applyEdits(blueprint, [{ ...edit, quote: sentence }])
        if (next.kind === 'refused') continue
        blueprint = next.value
        edits.push({ ...edit, quote: sentence })
        mapped = true
      }
    }
    if (!mapped && unmapped.length < mostUnmapped) unmapped.push(sentence)
  }
  return { blueprint, edits, unmapped }
}

function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?;])\s+|\n+/)
    .map((one) =>
      one
        .replace(/^[\s\-*•\d.)]+/, '')
        .trim()
        .slice(0, longest),
    )
    .filter((one) => one.length > 2)
    .slice(0, mostSentences)
}

type Reader = (sentence: string, blueprint: Blueprint) => readonly Edit[]

interface Word {
  readonly kind: ComponentKind
  readonly id: string
  readonly said: RegExp
}

const words: readonly Word[] = [
  { kind: 'cdn', id: 'cdn', said: /\bcdns?\b|content delivery/ },
  { kind: 'lb', id: 'lb', said: /load.?balancers?\b|\blbs?\b|\bnginx\b|\bhaproxy\b/ },
  { kind: 'gateway', id: 'gateway', said: /\b(?:api )?gateways?\b/ },
  {
    kind: 'service',
    id: 'api',
    said: /\b(?:api|app(?:lication)?|web) (?:servers?|services?|replicas?|instances?|nodes?)\b|\bstateless services?\b|\bservices?\b|\bapi\b/,
  },
  { kind: 'worker', id: 'workers', said: /\bworkers?\b|\bconsumers?\b/ },
  { kind: 'db.sql', id: 'db', said: /\bpostgres(?:ql)?\b|\bmysql\b|\bsql\b|\brelational\b|\bdatabases?\b|\bdb\b/ },
  { kind: 'cache', id: 'cache', said: /\bcaches?\b|\bcached\b|\bredis\b|\bmemcached?\b|\bvalkey\b/ },
  { kind: 'queue', id: 'queue', said: /\bqueues?\b|\brabbitmq\b|\bsqs\b/ },
  { kind: 'stream', id: 'stream', said: /\bkafka\b|\bevent (?:log|stream)s?\b|\bkinesis\b/ },
  { kind: 'object', id: 'files', said: /\bobject stor(?:e|age)\b|\bs3\b|\bbuckets?\b|\bblob\b/ },
  { kind: 'search', id: 'search', said: /\belastic ?search\b|\bopensearch\b|\bsearch (?:index|engine|cluster)\b/ },
]
const without = /\b(?:no|without|not|never|don't|do not|instead of|skip)\b/
const numbers: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 }

/** Right before the word: "three stateless API servers". */
function countBefore(sentence: string, at: number): number | undefined {
  const [, digit, word] = /\b(?:([1-9])|(two|three|four|five|six|seven|eight|nine))(?: [\w-]+){0,2} $/.exec(sentence.slice(0, at)) ?? []
  if (digit !== undefined) return Number(digit)
  return word === undefined ? undefined : numbers[word]
}

const millisecondsOf = (amount: string, unit: string): number => Math.round(Number(amount) * (unit.startsWith('m') && unit !== 'min' ? 1 : 1000))
const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

function said(sentence: string): readonly Word[] {
  if (without.test(sentence)) return []
  return words.filter((word) => word.said.test(sentence))
}

/** The parts that words name, and the numbers in them. */
export function kindsSaid(sentence: string): readonly ComponentKind[] {
  const kinds = said(sentence.toLowerCase()).map(({ kind }) => kind)
  return kinds.includes('db.sql') ? [...kinds, 'db.kv'] : kinds
}

export function numbersSaid(sentence: string): readonly number[] {
  const found = sentence.toLowerCase().match(/\b\d+\b|\b[a-z]+\b/g) ?? []
  return found.flatMap((word) => (/^\d+$/.test(word) ? [Number(word)] : (numbers[word] ?? [])))
}

function ofKind({ components }: Blueprint, kind: ComponentKind): string | undefined {
  return components.find((one) => one.kind === kind)?.id
}

/** A part that the design did not have yet, and the link to it where one goes without saying. */
const parts: Reader = (sentence, blueprint) =>
  said(sentence).flatMap(({ kind, id }): Edit[] => {
    if (ofKind(blueprint, kind) !== undefined || (kind === 'db.sql' && ofKind(blueprint, 'db.kv') !== undefined)) return []
    const service = ofKind(blueprint, 'service')
    const component = { id, kind, replicas: 1, zones: [], size: 's' as const, failover: false }
    return [
      { kind: 'addComponent', component },
      ...linksOf(kind, id, { service, queue: ofKind(blueprint, 'queue') ?? ofKind(blueprint, 'stream'), database: ofKind(blueprint, 'db.sql') }),
    ]
  })

interface Neighbours {
  readonly service: string | undefined
  readonly queue: string | undefined
  readonly database: string | undefined
}

function linksOf(kind: ComponentKind, id: string, { service, queue, database }: Neighbours): readonly Edit[] {
  const link = (
    from: string | undefined,
    to: string | undefined,
    more: { readonly protocol: 'http' | 'kv' | 'queue' | 'stream' | 'sql'; readonly async?: boolean },
  ): Edit[] => (from === undefined || to === undefined ? [] : [{ kind: 'addLink', link: { from, to, breaker: false, async: false, ...more } }])
  if (kind === 'cache') return link(service, id, { protocol: 'kv' })
  if (kind === 'queue' || kind === 'stream') return link(service, id, { protocol: kind })
  if (kind === 'worker') return [...link(queue, id, { protocol: 'queue', async: true }), ...link(id, database, { protocol: 'sql' })]
  if (kind === 'object' || kind === 'search') return link(service, id, { protocol: 'http' })
  return []
}

/** What is counted gets as many replicas; zones are those of everything that is counted, or of what is named first. */
const replicas: Reader = (sentence, blueprint) => {
  const zones = zonesIn(sentence)
  const named = said(sentence).flatMap(({ kind, said: word }) => {
    const id = ofKind(blueprint, kind)
    return id === undefined ? [] : [{ id, kind, count: countBefore(sentence, sentence.search(word)) }]
  })
  const counted = named.filter(({ count }) => count !== undefined)
  const meant = counted.length > 0 ? counted : zones === undefined ? [] : named.slice(0, 1)
  return meant.map(({ id, count }): Edit => {
    const now = blueprint.components.find((one) => one.id === id)?.replicas ?? 1
    return { kind: 'setReplicas', component: id, replicas: count ?? Math.max(now, zones?.length ?? 1), ...(zones === undefined ? {} : { zones }) }
  })
}

function zonesIn(sentence: string): string[] | undefined {
  const [, digit, word] = /\b(?:([2-5])|(two|three|four|five)) (?:availability )?zones?\b/.exec(sentence) ?? []
  const many = digit === undefined ? (word === undefined ? undefined : numbers[word]) : Number(digit)
  return many === undefined ? undefined : ['a', 'b', 'c', 'd', 'e'].slice(0, many)
}

const lifetime: Reader = (sentence, blueprint) => {
  const [, amount, unit] = /\b(?:ttl|expir\w+|live\w*|kept|cached?)\D{0,40}?(\d+) ?(s|m|h|d)\w*\b/.exec(sentence) ?? []
  const cache = ofKind(blueprint, 'cache')
  if (amount === undefined || unit === undefined || cache === undefined || without.test(sentence)) return []
  return [{ kind: 'setComponent', component: cache, to: { ttlSeconds: Number(amount) * (secondsIn[unit] ?? 1) } }]
}

const failover: Reader = (sentence, blueprint) => {
  const database = ofKind(blueprint, 'db.sql') ?? ofKind(blueprint, 'db.kv')
  if (database === undefined || without.test(sentence) || !/fail.?over|stand.?by|promot|takes over|hot spare/.test(sentence)) return []
  const now = blueprint.components.find(({ id }) => id === database)?.replicas ?? 1
  return [
    { kind: 'setComponent', component: database, to: { failover: true } },
    { kind: 'setReplicas', component: database, replicas: Math.max(2, now), zones: zonesIn(sentence) ?? ['a', 'b'] },
  ]
}

const bounded: Reader = (sentence, blueprint) => {
  const [, amount] = /\b(?:bound\w*|at most|limit\w*|max\w*|cap\w*)\D{0,20}(\d[\d,_ ]*) ?(?:messages|jobs|items|entries)/.exec(sentence) ?? []
  const queue = ofKind(blueprint, 'queue') ?? ofKind(blueprint, 'stream')
  if (amount === undefined || queue === undefined) return []
  return [{ kind: 'setComponent', component: queue, to: { mostWaiting: Number(amount.replace(/\D/g, '')) } }]
}

/** Of all links that something waits for, or of those to what is named. */
function policyLinks(sentence: string, { links, components }: Blueprint): Blueprint['links'] {
  const kinds = new Set(said(sentence).map(({ kind }) => kind))
  const named = links.filter(({ to }) => kinds.has(components.find(({ id }) => id === to)?.kind ?? 'client'))
  const clients = new Set(components.filter(({ kind }) => kind === 'client').map(({ id }) => id))
  return (named.length > 0 ? named : links).filter(({ from }) => !clients.has(from))
}

const patience: Reader = (sentence, blueprint) => {
  const [, amount, unit] =
    /\btime.?outs?\b\D{0,30}?(\d+) ?(ms|milliseconds?|s|seconds?)\b/.exec(sentence) ?? /\b(\d+) ?(ms|s)\w* time.?out/.exec(sentence) ?? []
  if (amount === undefined || unit === undefined || without.test(sentence)) return []
  return policyLinks(sentence, blueprint).map(
    ({ from, to }): Edit => ({ kind: 'setLinkPolicy', from, to, policy: { timeoutMs: millisecondsOf(amount, unit) } }),
  )
}

const again: Reader = (sentence, blueprint) => {
  if (without.test(sentence) || !/\bretr(?:y|ies|ied)\b/.test(sentence)) return []
  const [, digit, word] = /\b(?:([1-9])|(once|twice|two|three)) ?(?:times|retries|attempts)?\b/.exec(sentence) ?? []
  const max = digit === undefined ? (word === 'twice' || word === 'two' ? 2 : word === 'three' ? 3 : 1) : Number(digit)
  const policy = { retries: { max, backoffMs: /back.?off/.test(sentence) ? 50 : 0, jitter: /jitter/.test(sentence) } }
  return policyLinks(sentence, blueprint).map(({ from, to }): Edit => ({ kind: 'setLinkPolicy', from, to, policy }))
}

const breakers: Reader = (sentence, blueprint) =>
  without.test(sentence) || !/circuit.?breakers?/.test(sentence)
    ? []
    : policyLinks(sentence, blueprint).map(({ from, to }): Edit => ({ kind: 'setLinkPolicy', from, to, policy: { breaker: true } }))

const pools: Reader = (sentence, blueprint) => {
  const [, amount] = /\bpool\w*\D{0,20}(\d+)/.exec(sentence) ?? []
  if (amount === undefined) return []
  return blueprint.links
    .filter(({ protocol }) => protocol === 'sql')
    .map(({ from, to }): Edit => ({ kind: 'setLinkPolicy', from, to, policy: { pool: Number(amount) } }))
}

/** Reads that are found by a key are cached where a cache is spoken of together with reading. */
const caching: Reader = (sentence, blueprint) => {
  const cache = ofKind(blueprint, 'cache')
  if (
    cache === undefined ||
    without.test(sentence) ||
    !/\bcache|\bredis|\bmemcache/.test(sentence) ||
    !/\bread|redirect|lookup|look up|get\b|hot\b/.test(sentence)
  )
    return []
  return blueprint.operations
    .filter(({ plan, cache: own }) => (plan === 'get' || plan === 'redirect') && own === undefined)
    .map(({ id }): Edit => ({ kind: 'setOperation', operation: id, to: { cache: { component: cache } } }))
}

const queued: Reader = (sentence, blueprint) => {
  const queue = ofKind(blueprint, 'queue') ?? ofKind(blueprint, 'stream')
  if (queue === undefined || without.test(sentence) || !/\bqueue|\bkafka|\basync|\bbackground/.test(sentence)) return []
  return blueprint.operations
    .filter(({ plan, queue: own }) => (plan === 'create' || plan === 'enqueue') && own === undefined)
    .map(({ id }): Edit => ({ kind: 'setOperation', operation: id, to: { queue } }))
}

const flags: Reader = (sentence, { operations }) => {
  if (without.test(sentence)) return []
  const writes = operations.filter(({ method }) => method !== 'GET')
  const set = (ids: readonly { readonly id: string }[], to: Extract<Edit, { kind: 'setOperation' }>['to']): Edit[] =>
    ids.map(({ id }) => ({ kind: 'setOperation', operation: id, to }))
  return [
    ...(/idempoten/.test(sentence)
      ? set(
          writes.filter(({ plan }) => plan === 'create' || plan === 'enqueue' || plan === 'counter'),
          { idempotencyKey: true },
        )
      : []),
    ...(/\bauthenticat|\bbearer\b|\bjwt\b|\bsigned in\b|\bapi keys?\b/.test(sentence) ? set(writes, { auth: true }) : []),
    ...(/\bpaginat|\bcursor|\bpages?\b/.test(sentence)
      ? set(
          operations.filter(({ plan }) => plan === 'list'),
          { paginated: true },
        )
      : []),
    ...(/\binvalidat/.test(sentence) ? set(writes, { invalidates: true }) : []),
  ]
}

const rules: readonly Reader[] = [parts, replicas, failover, lifetime, bounded, patience, again, breakers, pools, caching, queued, flags]
