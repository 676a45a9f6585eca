'use client'
/** The room with its line to the gateway. */
import { useMemo, useState } from 'react'
import { http } from '../../../../api/gateway.ts'
import { ApiError } from '../../../../api/problem.ts'
import { openTalkLine } from '../../../../api/talk-line.ts'
import type { Ask } from '../../../../interview/asks.ts'
import { useLoadedAnew } from '../../../../interview/editor/use-loaded-anew.ts'
import { interviewKeys, openInterviews, solvableIn } from '../../../../interview/interviews.ts'
import { RoomView } from '../../../../interview/room/room-view.tsx'
import { paths } from '../../../../paths.ts'
import { Unavailable } from '../../../../ui/unavailable.tsx'
import { useLearnerQuery } from '../../../../ui/use-learner-query.ts'

const notFound = new ApiError({ title: 'Not found', status: 404, detail: 'There is no such interview.' })

export function RoomAt({ id }: { readonly id: string }) {
  const [missing, setMissing] = useState(false)
  const openLine = useMemo(() => openTalkLine<Ask>({ http, gateway: () => window.location.origin }), [])
  const [interviews] = useState(() => openInterviews(http))
  const reports = useLearnerQuery({ queryKey: interviewKeys.languages, queryFn: ({ signal }) => interviews.languages(signal), staleTime: 600_000 })
  const elsewhere = useLoadedAnew()
  const languages = useMemo(() => solvableIn(reports.data), [reports.data])
  if (elsewhere) return null
  if (missing)
    return (
      <main id="main" className="mx-auto max-w-2xl px-4 py-12">
        <Unavailable what="interview" error={notFound} onRetry={() => undefined} back={{ href: paths.interviews, words: 'See your interviews' }} />
      </main>
    )
  return <RoomView key={id} id={id} openLine={openLine} languages={languages} onMissing={() => setMissing(true)} />
}
