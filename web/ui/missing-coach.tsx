'use client'
/** Says so where the coach that the learner chose is not there any more, before another one answers. */
import { useQuery } from '@tanstack/react-query'
import { learning } from '../api/gateway.ts'
import { keys } from '../api/keys.ts'
import { missingWords } from '../coach/coach-names.ts'
import { usePreferences } from './use-preferences.ts'

export function MissingCoach() {
  const chosen = usePreferences().preferences?.coach ?? 'default'
  const known = useQuery({ queryKey: keys.coaches, queryFn: ({ signal }) => learning.coaches(signal), enabled: chosen !== 'default' })
  const missing = chosen !== 'default' && known.data?.coaches.every(({ source }) => source !== chosen) === true
  return (
    <p role="status" className="mt-3 max-w-[60ch] text-muted empty:hidden">
      {missing ? missingWords(chosen) : ''}
    </p>
  )
}
