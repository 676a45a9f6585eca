/** What things of an interview are called on the screen. */
import type { Band, Dimension, Language, Persona, Stage } from './interview.ts'

export const stageWords: Readonly<Record<Stage, string>> = {
  problem: 'Problem',
  approach: 'Approach',
  coding: 'Coding',
  feedback: 'Feedback',
  summary: 'Summary',
}

export const bandWords: Readonly<Record<Band, string>> = {
  strong_hire: 'Strong hire',
  hire: 'Hire',
  no_hire: 'No hire',
  strong_no_hire: 'Strong no hire',
}

export const dimensionWords: Readonly<Record<Dimension, string>> = {
  communication: 'Communication',
  problem_solving: 'Problem solving',
  technical_competency: 'Technical competency',
  testing: 'Testing',
}

export const personaWords: Readonly<Record<Persona, { readonly name: string; readonly says: string }>> = {
  friendly: { name: 'Friendly', says: 'Patient, gives you time, asks gently.' },
  neutral: { name: 'Neutral', says: 'Matter of fact, as most are.' },
  demanding: { name: 'Demanding', says: 'Doubts what is not shown, asks again.' },
}

const languageWords: Readonly<Record<Language, string>> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  java: 'Java',
  cpp: 'C++',
  c: 'C',
  go: 'Go',
}

export function languageName(language: string): string {
  return (languageWords as Readonly<Record<string, string>>)[language] ?? language
}

const outcomes: Readonly<Record<string, string>> = {
  ok: 'Passed',
  wrong_answer: 'Wrong answer',
  compile_error: 'It does not compile',
  runtime_error: 'It stopped with an error',
  time_limit: 'It took too long',
  memory_limit: 'It took too much memory',
  output_limit: 'It printed too much',
  unavailable: 'It could not be run',
}

export function outcomeWords(outcome: string): string {
  return outcomes[outcome] ?? 'It ended in an unknown way'
}

/** "12:05", and "1:02:05" from an hour on. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours === 0 ? `${minutes}:${two(rest)}` : `${hours}:${two(minutes)}:${two(rest)}`
}

/** "O(n log n)", with powers raised. */
export function growthText(family: string): string {
  if (family === '') return 'not told'
  const raised = family.replace(/\^(\w)/g, (_, power: string) => ({ 2: '²', 3: '³', n: 'ⁿ' })[power] ?? `^${power}`)
  return `O(${raised})`
}
