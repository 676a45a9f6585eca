'use client'
/** Follows a run for as long as it is looked at; a connection that ends goes on where it was. */
import { useEffect, useState } from 'react'
import { lab, type Told } from '../api/lab.ts'
import { ApiError } from '../api/problem.ts'
import { isSignedOut, useSignedOut } from '../ui/use-learner-query.ts'
import { begun, type Course, heard } from './told.ts'

const againMs = 1500

export function useCourse(runId: string | undefined): Course {
  const [last, setLast] = useState<{ readonly runId: string; readonly course: Course }>()
  const [signedOut, setSignedOut] = useState<unknown>()
  useSignedOut(signedOut)
  useEffect(() => {
    if (runId === undefined) return
    const over = new AbortController()
    follow(runId, { signal: over.signal, tell: (course) => setLast({ runId, course }) }).catch(setSignedOut)
    return () => over.abort()
  }, [runId])
  // What another run told is not of this one.
  return last !== undefined && last.runId === runId ? last.course : begun
}

interface Following {
  readonly signal: AbortSignal
  readonly tell: (course: Course) => void
}

async function follow(runId: string, { signal, tell }: Following): Promise<void> {
  let course = begun
  while (!course.over && !signal.aborted) {
    for await (const told of tolds(runId, course.after, signal)) {
      course = heard(course, told)
      if (!signal.aborted) tell(course)
    }
    if (!course.over && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}

async function* tolds(runId: string, after: string, signal: AbortSignal): AsyncGenerator<Told, void, undefined> {
  try {
    yield* lab.follow(runId, after, signal)
  } catch (error) {
    if (isSignedOut(error)) throw error
    // What was heard stays; the next try may find the gateway again.
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) yield { kind: 'gone' }
  }
}
