'use client'
/** The cards of the feed: only the rows in sight, and a few around them, stand in the page, however long the list. */
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { VideoCard } from '../../../api/watch.ts'
import { Card } from './card.tsx'

/** Of a row, until it was measured. */
const usualHeight = 300
const gap = 24
const rowsAround = 3

export function Cards({ videos }: { readonly videos: readonly VideoCard[] }) {
  const list = useRef<HTMLUListElement>(null)
  const { columns, top } = usePlace(list)
  const rows = useWindowVirtualizer({
    count: Math.ceil(videos.length / columns),
    estimateSize: () => usualHeight,
    overscan: rowsAround,
    scrollMargin: top,
    gap,
  })
  const shown = rows.getVirtualItems()
  const [first, last] = [shown[0], shown.at(-1)]
  const above = first === undefined ? 0 : first.start - top
  const below = last === undefined ? rows.getTotalSize() : rows.getTotalSize() - (last.end - top)
  return (
    <ul ref={list} className="mt-6 grid gap-6 sm:grid-cols-2 lg:grid-cols-3" style={{ paddingTop: above, paddingBottom: below }}>
      {shown.flatMap(({ index: row }) =>
        videos.slice(row * columns, (row + 1) * columns).map((video, column) => {
          const nth = row * columns + column
          // Cards of a row are of one height: the first one tells it.
          const measured = column === 0 ? { ref: rows.measureElement, 'data-index': row } : {}
          return (
            <li key={video.id} {...measured} aria-posinset={nth + 1} aria-setsize={videos.length}>
              <Card video={video} />
            </li>
          )
        }),
      )}
    </ul>
  )
}

/** How many columns the style gives the list, and where on the page it begins. */
function usePlace(list: React.RefObject<HTMLUListElement | null>): { readonly columns: number; readonly top: number } {
  const [place, setPlace] = useState({ columns: 1, top: 0 })
  useLayoutEffect(() => {
    const element = list.current
    if (element === null) return
    const look = (): void => {
      const columns = getComputedStyle(element).gridTemplateColumns.split(' ').length
      const top = Math.round(element.getBoundingClientRect().top + window.scrollY)
      setPlace((known) => (known.columns === columns && known.top === top ? known : { columns, top }))
    }
    look()
    // What stands above it grows and shrinks, too.
    const watching = new ResizeObserver(look)
    watching.observe(document.body)
    return () => watching.disconnect()
  }, [list])
  return place
}
