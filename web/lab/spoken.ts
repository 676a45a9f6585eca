/** Which languages nodes are written in, and which of them run here. */
import type { LanguageReport } from '../api/lab.ts'
import type { Language, Transport, WholeLesson } from './lab.ts'
import { languageWords } from './words.ts'

export const spoken: Readonly<Record<Transport, readonly Language[]>> = {
  simulation: ['javascript', 'typescript', 'python'],
  maelstrom: ['javascript', 'typescript', 'python', 'go', 'rust', 'java', 'cpp', 'c'],
  grpc: ['javascript', 'typescript', 'python', 'go'],
}

export interface Here {
  readonly lesson: Pick<WholeLesson, 'placesNodes' | 'placedRuns'>
  readonly transport: Transport
  /** Undefined as long as nobody has told. */
  readonly reports: readonly LanguageReport[] | undefined
}

export interface RunningHere {
  readonly runs: (language: Language) => boolean
  /** Of what does not run; empty where all does, or nobody knows. */
  readonly words: string
}

export function runningHere({ lesson, transport, reports }: Here): RunningHere {
  if (lesson.placesNodes && transport !== 'simulation') return onMachines(lesson.placedRuns, transport)
  const whole = reports?.some(({ sandbox }) => sandbox === 'bubblewrap') === true
  // Nobody reports on Rust, which only the lab builds.
  const runs = (language: Language): boolean => (language === 'rust' ? whole : reports?.find((one) => one.language === language)?.available !== false)
  if (whole || reports === undefined || transport === 'simulation') return { runs, words: '' }
  const words =
    transport === 'grpc'
      ? 'Here, nodes over gRPC do not run: they need bubblewrap. Write the program for Maelstrom instead.'
      : 'Here, programs for Maelstrom run in JavaScript and Python without threads: other languages need bubblewrap.'
  return { runs, words }
}

/** Each node has a machine of its own, of which the operator says what it runs. */
function onMachines(placed: readonly string[], transport: Transport): RunningHere {
  const runs = (language: Language): boolean => placed.includes(language)
  if (transport === 'grpc' && !placed.includes('grpc'))
    return { runs, words: 'Here, each node has a machine of its own, where nodes over gRPC do not run. Write the program for Maelstrom instead.' }
  const names = spoken[transport].filter(runs).map(languageWords)
  return { runs, words: `Here, each node has a machine of its own, which runs ${new Intl.ListFormat('en').format(names)}.` }
}
