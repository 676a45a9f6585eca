'use client'
/** How hard a problem is said to be, for who wants to know. */
import { usePreferences } from './use-preferences.ts'

export interface DifficultyProps {
  readonly value: string
  readonly className?: string
}

/** Nothing until it is known that the learner wants to see it, but as much room as the word takes. */
export function Difficulty({ value, className = '' }: DifficultyProps) {
  const { preferences } = usePreferences()
  const word = value.toLowerCase()
  if (word === '' || preferences?.hideDifficulty === true) return null
  if (preferences === undefined) return <span data-room={word} className={`invisible before:content-[attr(data-room)] ${className}`} />
  return <span className={className}>{word}</span>
}
