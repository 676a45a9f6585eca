/** What is asked for, out of what was typed. */
import type { Language, Lesson, Transport, Wish } from './lab.ts'

/** As typed. */
export interface Options {
  readonly nodes: string
  readonly seconds: string
  readonly rate: string
  /** Empty: drawn. */
  readonly seed: string
  readonly faults: readonly string[]
  readonly transport: Transport
}

export const bounds = { nodes: [1, 25], seconds: [1, 60], rate: [1, 1000], seed: [0, Number.MAX_SAFE_INTEGER] } as const

export interface Typed {
  readonly lesson: Lesson
  readonly language: Language
  readonly code: string
  readonly options: Options
}

const endings: Readonly<Record<Language, string>> = {
  ...{ javascript: 'js', typescript: 'ts', python: 'py' },
  ...{ c: 'c', cpp: 'cpp', java: 'java', go: 'go', rust: 'rs' },
}

/** @returns the wish, or what has to be mended first. */
export function wishOf({ lesson, language, code, options }: Typed): Wish | string {
  if (code.trim() === '') return 'Write a node first.'
  for (const [name, words] of Object.entries(countWords) as [keyof typeof countWords, string][]) {
    const [least, most] = bounds[name]
    if (!isWhole(options[name], least, most)) return `${words} must be a whole number from ${least} to ${most}.`
  }
  if (options.seed.trim() !== '' && !isWhole(options.seed, ...bounds.seed)) return 'The seed must be a whole number from 0.'
  return {
    workload: lesson.workload,
    nodeCount: Number(options.nodes),
    timeLimitSeconds: Number(options.seconds),
    rate: Number(options.rate),
    // Clocks are moved in virtual time only.
    nemesis: options.transport === 'simulation' ? options.faults : options.faults.filter((name) => name !== 'clock'),
    program: { language, files: { [`node.${endings[language]}`]: code } },
    transport: options.transport,
    ...(options.seed.trim() === '' ? {} : { seed: Number(options.seed) }),
  }
}

const countWords = { nodes: 'Nodes', seconds: 'Seconds', rate: 'Asked a second' } as const

function isWhole(text: string, least: number, most: number): boolean {
  const value = Number(text)
  return text.trim() !== '' && Number.isSafeInteger(value) && value >= least && value <= most
}

export const usualOptions = ({ nodes, seconds, rate, faults }: Lesson): Options => ({
  nodes: String(nodes),
  seconds: String(seconds),
  rate: String(rate),
  seed: '',
  faults: faults.filter((name) => name === 'partition'),
  transport: 'simulation',
})
