'use client'
/** On a narrow screen: which part of the room is seen, and whether something new was said meanwhile. */
import { useEffect, useState } from 'react'
import { type Entry, isLearners, isSpoken } from '../interview.ts'

export type View = 'talk' | 'problem' | 'code'

export interface ViewTabsProps {
  readonly view: View
  readonly offered: readonly View[]
  readonly entries: readonly Entry[]
  readonly onView: (view: View) => void
}

const words: Readonly<Record<View, string>> = { talk: 'Talk', problem: 'Problem', code: 'Code' }

export function ViewTabs({ view, offered, entries, onView }: ViewTabsProps) {
  const heard = entries.findLast((entry) => isSpoken(entry) && !isLearners(entry))?.seq ?? 0
  const [seen, setSeen] = useState(heard)
  useEffect(() => {
    if (view === 'talk') setSeen(heard)
  }, [view, heard])
  if (offered.length < 2) return null
  return (
    <nav aria-label="Parts of the room" className="sticky top-[calc(3.5rem+var(--above))] z-20 border-b border-line bg-paper lg:hidden">
      <ul className="flex">
        {offered.map((one) => (
          <li key={one} className="flex-1">
            <button
              type="button"
              aria-current={one === view || undefined}
              onClick={() => onView(one)}
              className="min-h-11 w-full border-b-2 border-transparent text-muted aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {words[one]}
              {one === 'talk' && heard > seen && view !== 'talk' ? (
                <span className="ml-2 inline-block rounded-full bg-accent px-2 text-sm text-on-accent">new</span>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
