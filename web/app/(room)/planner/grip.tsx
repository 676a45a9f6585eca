'use client'
/** The lower edge of an event: pulled down it ends later, pushed up earlier. Keys do the same on the event itself. */
import { type PointerEvent, useRef } from 'react'
import type { Occurrence } from '../../../api/planner.ts'
import type { CalendarActions } from './planner.tsx'

const quarter = 15
/** Pixels of a quarter of an hour under the hand. */
const quarterPixels = 8

export function Grip({ occurrence, actions }: { readonly occurrence: Occurrence; readonly actions: CalendarActions }) {
  const from = useRef<number>(undefined)
  const end = (event: PointerEvent): void => {
    const began = from.current
    from.current = undefined
    if (began === undefined) return
    const quarters = Math.round((event.clientY - began) / quarterPixels)
    if (quarters !== 0) actions.resize(occurrence, quarters * quarter)
  }
  return (
    <div
      aria-hidden
      data-grip
      onPointerDown={(event) => {
        from.current = event.clientY
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerUp={end}
      onPointerCancel={() => {
        from.current = undefined
      }}
      className="mx-auto w-12 cursor-ns-resize touch-none py-1"
    >
      <div className="h-1.5 rounded-full bg-edge" />
    </div>
  )
}
