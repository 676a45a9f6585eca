/** Which problem the learner is at. Every reading belongs to one visit; what comes late, for another visit, is dropped. */
import type { Attempt } from './chain.ts'
import { keyOf, type Place, placeOf } from './place.ts'
import type { Problem } from './problem.ts'

export interface Visit {
  /** Grows with every move to another place. */
  readonly id: number
  readonly place: Place
  readonly reading: 'none' | 'going on' | 'done'
  readonly problem: Problem | undefined
  readonly attempts: readonly Attempt[]
}

export type VisitNews =
  | { readonly type: 'moved'; readonly address: string | undefined }
  | { readonly type: 'again' }
  /** The whole page is there. */
  | { readonly type: 'loaded' }
  | { readonly type: 'read'; readonly visitId: number; readonly problem: Problem | undefined; readonly attempts: readonly Attempt[] }

export function firstVisit(address: string | undefined): Visit {
  return arrived(1, placeOf(address))
}

export function nextVisit(visit: Visit, news: VisitNews): Visit {
  switch (news.type) {
    case 'moved': {
      const place = placeOf(news.address)
      return isSame(visit.place, place) ? visit : arrived(visit.id + 1, place)
    }
    case 'loaded':
      return visit.reading === 'done' && visit.problem === undefined ? arrived(visit.id + 1, visit.place) : visit
    case 'again':
      return arrived(visit.id + 1, visit.place)
    case 'read':
      return news.visitId === visit.id ? { ...visit, reading: 'done', problem: news.problem, attempts: news.attempts } : visit
  }
}

function arrived(id: number, place: Place): Visit {
  return { id, place, reading: place.kind === 'practice' ? 'going on' : 'none', problem: undefined, attempts: [] }
}

function isSame(a: Place, b: Place): boolean {
  if (a.kind === 'practice' && b.kind === 'practice') return keyOf(a) === keyOf(b)
  if (a.kind === 'refused' && b.kind === 'refused') return a.reason === b.reason && a.host === b.host
  return a.kind === b.kind && a.host === b.host
}
