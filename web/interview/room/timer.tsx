'use client'
/** How much time is left; said aloud only when it becomes scarce. */
import { useEffect, useState } from 'react'
import { clockText } from '../words.ts'

export interface TimerProps {
  /** As the server told it at this moment. */
  readonly remainingMs: number
}

const scarceMs = 300_000
const lastMs = 60_000

export function Timer({ remainingMs }: TimerProps) {
  const left = useCountdown(remainingMs)
  const scarce = left <= scarceMs
  return (
    <p className={`whitespace-nowrap font-mono text-base tabular-nums ${scarce ? 'font-semibold text-danger' : 'text-muted'}`}>
      <span className="sr-only">Time left: </span>
      <span role="timer">{clockText(left)}</span>
      <span role="status" className="sr-only">
        {left <= 0 ? 'The time is up.' : left <= lastMs ? 'One minute is left.' : scarce ? 'Five minutes are left.' : ''}
      </span>
    </p>
  )
}

function useCountdown(remainingMs: number): number {
  const [left, setLeft] = useState(remainingMs)
  useEffect(() => {
    const over = performance.now() + remainingMs
    const tick = (): void => setLeft(Math.max(0, over - performance.now()))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [remainingMs])
  return left
}
