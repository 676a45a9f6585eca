/** The lab's calls: workloads, runs, what happens in them, the boards. */
import { readEvents } from '../coach/event-stream.ts'
import type { Board, Comparison, LabEvent, Lesson, Run, WholeLesson, WholeRun, Wish } from '../lab/lab.ts'
import type { Page } from './community.ts'
import { http } from './gateway.ts'
import { query } from './query.ts'

export interface LanguageReport {
  readonly language: string
  readonly available: boolean
  readonly sandbox: string | null
}

export type Told =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'events'; readonly attempt: number; readonly place: number; readonly events: readonly LabEvent[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'gone' }

const runs = '/api/lab/runs'
const at = (id: string, rest = ''): string => `${runs}/${encodeURIComponent(id)}${rest}`

export const lab = {
  lessons: async (signal?: AbortSignal) => (await http.json<{ items: readonly Lesson[] }>('/api/lab/workloads', { signal })).items,
  lesson: async (slug: string, signal?: AbortSignal) =>
    (await http.json<{ workload: WholeLesson }>(`/api/lab/workloads/${encodeURIComponent(slug)}`, { signal })).workload,
  languages: async (signal?: AbortSignal) => (await http.json<{ items: readonly LanguageReport[] }>('/api/run/languages', { signal })).items,
  start: async (wish: Wish, key: string) => (await http.json<{ run: Run }>(runs, { method: 'POST', body: wish, idempotencyKey: key })).run,
  list: (asked: { readonly workload?: string; readonly cursor?: string | undefined }, signal?: AbortSignal) =>
    http.json<Page<Run>>(`${runs}${query(asked)}`, { signal }),
  run: async (id: string, signal?: AbortSignal) => (await http.json<{ run: WholeRun }>(at(id), { signal })).run,
  cancel: (id: string) => http.json<unknown>(at(id, '/cancel'), { method: 'POST' }),
  remove: (id: string) => http.json<unknown>(at(id), { method: 'DELETE' }),
  compare: (ids: string, signal?: AbortSignal) => http.json<Comparison>(`${runs}/compare${query({ ids })}`, { signal }),
  board: (workload: string, cursor: string | undefined, signal?: AbortSignal) =>
    http.json<Board>(`/api/lab/leaderboard${query({ workload, cursor })}`, { signal }),
  join: (joined: boolean) => http.json<unknown>('/api/lab/leaderboard/membership', { method: 'PUT', body: { joined } }),
  historyHref: (id: string): string => at(id, '/history'),
  logHref: (id: string, node: string): string => at(id, `/nodes/${encodeURIComponent(node)}/log`),
  /** What happens in a run, from behind `after` on; ends with it, or with its connection. */
  async *follow(id: string, after: string, signal: AbortSignal): AsyncGenerator<Told, void, undefined> {
    const headers = { Accept: 'text/event-stream', ...(after === '' ? {} : { 'Last-Event-ID': after }) }
    const { body } = await http.open(at(id, '/events'), { signal, deadlineMs: 0, headers })
    if (body === null) return
    for await (const { name, data } of readEvents(body)) {
      if (name === 'end') yield { kind: 'end' }
      else if (name === 'gone') yield { kind: 'gone' }
      else if (name === 'run') yield { kind: 'run', run: (JSON.parse(data) as { run: Run }).run }
      else if (name === 'events') yield { kind: 'events', ...(JSON.parse(data) as Omit<Extract<Told, { kind: 'events' }>, 'kind'>) }
    }
  },
}
