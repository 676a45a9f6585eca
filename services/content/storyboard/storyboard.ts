/** A video as data: scenes with what is shown and what is said, the key points that are its chapters, and a quiz. */
import { z } from 'zod'

const line = (most: number) => z.string().trim().min(1).max(most)

const arrayDiagram = z.strictObject({
  kind: z.literal('array'),
  cells: z.array(z.string().max(6)).min(1).max(12),
  steps: z
    .array(
      z.strictObject({ marks: z.array(z.int().min(0).max(11)).max(12), pointers: z.record(z.string().max(8), z.int().min(0).max(11)).default({}) }),
    )
    .min(1)
    .max(8),
})
const graphDiagram = z.strictObject({
  kind: z.literal('graph'),
  nodes: z.array(line(6)).min(2).max(10),
  edges: z.array(z.tuple([z.int().min(0).max(9), z.int().min(0).max(9)])).max(20),
  directed: z.boolean().default(false),
  steps: z
    .array(z.strictObject({ marks: z.array(z.int().min(0).max(9)).max(10) }))
    .min(1)
    .max(8),
})
const treeDiagram = z.strictObject({
  kind: z.literal('tree'),
  /** Level by level, as a heap lies in an array; empty where there is no node. */
  nodes: z.array(z.string().max(6)).min(1).max(15),
  steps: z
    .array(z.strictObject({ marks: z.array(z.int().min(0).max(14)).max(15) }))
    .min(1)
    .max(8),
})
export const diagram = z.discriminatedUnion('kind', [arrayDiagram, graphDiagram, treeDiagram])
export type Diagram = z.infer<typeof diagram>

const sentence = z.strictObject({
  say: line(240),
  /** How many bullets stand while it is said. */
  bullets: z.int().min(0).max(5).default(0),
  /** Lines of code that are lit, from 1. */
  lines: z.tuple([z.int().min(1), z.int().min(1)]).optional(),
  /** Which step of the diagram stands. */
  step: z.int().min(0).max(7).default(0),
})
export type Sentence = z.infer<typeof sentence>

const scene = z.strictObject({
  title: line(60),
  /** Names its chapter; empty where it belongs to the one before. */
  keyPoint: z.string().trim().max(80).default(''),
  bullets: z.array(line(90)).max(5).default([]),
  code: z.strictObject({ language: z.enum(['python', 'javascript', 'sql', 'text']), text: z.string().min(1).max(900) }).optional(),
  diagram: diagram.optional(),
  narration: z.array(sentence).min(1).max(10),
})
export type Scene = z.infer<typeof scene>

const question = z.strictObject({
  question: line(160),
  options: z.array(line(90)).min(2).max(4),
  answer: z.int().min(0).max(3),
  why: line(200),
  /** The scene that tells it. */
  scene: z.int().min(0).max(11),
})

export const storyboard = z.strictObject({
  title: line(80),
  summary: line(400),
  scenes: z.array(scene).min(2).max(12),
  quiz: z.array(question).min(1).max(5),
})
export type Storyboard = z.infer<typeof storyboard>
