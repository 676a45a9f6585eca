/** Follows the tab from problem to problem and reads each through its chain of readers. */
import { useCallback, useEffect, useReducer } from 'react'
import { readThrough } from '../judges/chain.ts'
import { readersOf } from '../judges/readers.ts'
import { addReading } from '../judges/readings.ts'
import { pageName } from '../judges/report.ts'
import { firstVisit, nextVisit, type Visit } from '../judges/visit.ts'
import type { Equipment } from './equipment.ts'

export interface Visiting {
  readonly visit: Visit
  again(): void
}

export function useVisit({ tabId, address, page, passing }: Equipment): Visiting {
  const [visit, tell] = useReducer(nextVisit, address, firstVisit)

  useEffect(() => {
    const follow = (id: number, change: chrome.tabs.OnUpdatedInfo, tab: chrome.tabs.Tab): void => {
      if (id !== tabId) return
      if (change.url !== undefined || change.status !== undefined) tell({ type: 'moved', address: tab.url })
      if (change.status === 'complete') tell({ type: 'loaded' })
    }
    chrome.tabs.onUpdated.addListener(follow)
    return () => chrome.tabs.onUpdated.removeListener(follow)
  }, [tabId])

  const { id: visitId, place } = visit
  useEffect(() => {
    if (place.kind !== 'practice') return
    const controller = new AbortController()
    const { signal } = controller
    readThrough({ place, readers: readersOf(place, page), clock: () => performance.now(), signal }).then(
      async ({ problem, attempts }) => {
        performance.mark('quint:read')
        tell({ type: 'read', visitId, problem, attempts })
        await addReading(passing, { at: new Date().toISOString(), page: pageName(place), attempts })
      },
      () => undefined,
    )
    return () => controller.abort()
  }, [visitId, place, page, passing])

  return { visit, again: useCallback(() => tell({ type: 'again' }), []) }
}
