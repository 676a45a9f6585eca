/** What is known of one topic, as its author wrote it down. */
import type { Diagram, Scene } from '../storyboard/storyboard.ts'

export interface Entry {
  readonly id: string
  readonly title: string
  readonly subject: Subject
  readonly difficulty: 'easy' | 'medium' | 'hard'
  readonly tags: readonly string[]
  /** Other names it is asked for by. */
  readonly aka?: readonly string[]
  /** Topics of the plans that it belongs to. */
  readonly plans?: readonly string[]
  /** What it is and why it matters; said over its name. */
  readonly hook: readonly string[]
  /** Shown with what is said when it appears. */
  readonly idea: readonly Told[]
  /** Said step by step over a drawing. */
  readonly drawing?: { readonly title: string; readonly diagram: Diagram; readonly say: readonly string[] }
  readonly code?: { readonly language: NonNullable<Scene['code']>['language']; readonly text: string; readonly tour: readonly Stop[] }
  readonly cost: readonly Told[]
  readonly traps: readonly Told[]
  readonly quiz: readonly Asked[]
}

export const subjects = [
  'algorithms',
  'data_structures',
  'system_design',
  'databases',
  'networking',
  'operating_systems',
  'languages',
  'behavioral',
] as const
export type Subject = (typeof subjects)[number]

export type Told = readonly [shown: string, said: string]
export type Stop = readonly [from: number, to: number, said: string]
/** The part of the video that tells it: the idea, the code, the cost or the traps. */
export type Asked = readonly [question: string, options: readonly string[], answer: number, why: string, told: 'idea' | 'code' | 'cost' | 'traps']
