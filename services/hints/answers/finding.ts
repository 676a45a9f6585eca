/** Patterns that a good teacher would see in the answers, each with its evidence. Deterministic. */
import type { Answer, Finding, Problem } from '../problem.ts'
import { airFindings } from './air.ts'
import { earthFindings } from './earth.ts'
import { fireFindings } from './fire.ts'
import { overallFindings } from './overall.ts'
import { read } from './reading.ts'
import { waterFindings } from './water.ts'

const order = { important: 0, notice: 1, info: 2 } as const

/** @returns the weightiest first; the same answers always give the same findings. */
export function findFindings(problem: Problem, answers: readonly Answer[]): Finding[] {
  const reading = read(problem, answers)
  const found = [...earthFindings(reading), ...fireFindings(reading), ...airFindings(reading), ...waterFindings(reading), ...overallFindings(reading)]
  return found.toSorted((a, b) => order[a.severity] - order[b.severity])
}
