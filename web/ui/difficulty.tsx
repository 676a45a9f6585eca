'use client'
/** How hard a problem is said to be, for who wants to know. */
import { usePreferences } from './use-preferences.ts'

/** Nothing until it is known that the learner wants to see it. */
export function Difficulty({ value, className = '' }: { readonly value: string; readonly className?: string }) {
  const { preferences } = usePreferences()
  if (value === '' || preferences === undefined || preferences.hideDifficulty) return null
  return <span className={className}>{value.toLowerCase()}</span>
}
