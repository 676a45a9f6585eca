'use client'
/** Parts below each other that each ask for something, shown once the first answer of each is there: none pushes away what somebody is about to press. */
import { type Query, useIsFetching, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'

/** So long one that is silent keeps the others from being seen. */
const mostMs = 5000

export interface TogetherProps {
  /** What is seen until then. */
  readonly waiting: ReactNode
  readonly children: ReactNode
}

/** What failed is not waited for while it is tried again. */
const first = { predicate: ({ state }: Query): boolean => state.status === 'pending' && state.fetchFailureCount === 0 }

export function Together({ waiting, children }: TogetherProps) {
  const queries = useQueryClient()
  const [shown, setShown] = useState(false)
  const coming = useIsFetching(first)
  // The parts begin to ask as they mount, after this was drawn first: it is looked up once more.
  useEffect(() => {
    if (coming === 0 && queries.isFetching(first) === 0) setShown(true)
  }, [coming, queries])
  useEffect(() => {
    const timer = setTimeout(setShown, mostMs, true)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      {shown ? null : waiting}
      <div hidden={!shown}>{children}</div>
    </>
  )
}
