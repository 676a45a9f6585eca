/** Where the parts of a diagram stand, and which of them are lit at a step: as the film has them. */
import type { Diagram } from '../api/watch.ts'

export const width = 800

export interface Spot {
  readonly x: number
  readonly y: number
  readonly label: string
  readonly lit: boolean
  /** Names of pointers that stand at it. */
  readonly pointers: readonly string[]
}

export interface Line {
  readonly from: Spot
  readonly to: Spot
}

export interface Drawn {
  readonly spots: readonly Spot[]
  readonly lines: readonly Line[]
  /** Of a cell, or of a ball across. */
  readonly size: number
  readonly height: number
}

export function drawn(diagram: Diagram, step: number): Drawn {
  const last = Math.min(step, diagram.steps.length - 1)
  const lit = (index: number): boolean => diagram.steps[last]?.marks.includes(index) === true
  if (diagram.kind === 'array') return drawnArray(diagram.cells, { lit, pointers: diagram.steps[last]?.pointers ?? {} })
  return diagram.kind === 'tree' ? drawnTree(diagram.nodes, lit) : drawnGraph(diagram, lit)
}

interface Step {
  readonly lit: (index: number) => boolean
  readonly pointers: Readonly<Record<string, number>>
}

function drawnArray(cells: readonly string[], { lit, pointers }: Step): Drawn {
  const size = Math.min(110, width / cells.length)
  const left = (width - size * cells.length) / 2
  const spots = cells.map((label, index) => ({
    x: left + size * (index + 0.5),
    y: size / 2 + edge,
    label,
    lit: lit(index),
    pointers: Object.keys(pointers).filter((name) => pointers[name] === index),
  }))
  return { spots, lines: [], size, height: size + edge * 2 + pointerHeight }
}

/** Around everything, for lines that are as thick as they are. */
const edge = 4
const pointerHeight = 44
const ball = 64
const levelHeight = 92
const graphHeight = 340

/** Level by level, as a heap lies in an array; where there is no label, there is no node. */
function drawnTree(nodes: readonly string[], lit: (index: number) => boolean): Drawn {
  const levels = Math.ceil(Math.log2(nodes.length + 1))
  const all = nodes.map((label, index): Spot => {
    const level = Math.floor(Math.log2(index + 1))
    const nth = index + 1 - 2 ** level
    return { x: (width * (nth + 0.5)) / 2 ** level, y: levelHeight * (level + 0.5), label, lit: lit(index), pointers: [] }
  })
  const lines = all.flatMap((to, index) => {
    const from = all[(index - 1) >> 1]
    return index === 0 || to.label === '' || from === undefined ? [] : [{ from, to }]
  })
  return { spots: all.filter(({ label }) => label !== ''), lines, size: ball, height: levels * levelHeight }
}

function drawnGraph({ nodes, edges }: Extract<Diagram, { kind: 'graph' }>, lit: (index: number) => boolean): Drawn {
  const radius = graphHeight / 2 - ball / 2 - edge
  const spots = nodes.map((label, index): Spot => {
    const turn = (index / nodes.length) * 2 * Math.PI - Math.PI / 2
    return {
      x: width / 2 + radius * Math.cos(turn) * 1.4,
      y: graphHeight / 2 + radius * Math.sin(turn),
      label,
      lit: lit(index),
      pointers: [],
    }
  })
  const lines = edges.flatMap(([one, other]) => {
    const [from, to] = [spots[one], spots[other]]
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
  return { spots, lines, size: ball, height: graphHeight }
}

/** Read aloud in place of the picture. */
export function drawingWords(diagram: Diagram, step: number): string {
  const { spots } = drawn(diagram, step)
  const lit = spots.filter((spot) => spot.lit).map(({ label }) => label)
  const pointers = spots.flatMap((spot) => spot.pointers.map((name) => `${name} at ${spot.label}`))
  const marked = [...(lit.length === 0 ? [] : [`marked: ${lit.join(', ')}`]), ...pointers]
  const what = { array: 'Array', tree: 'Tree', graph: 'Graph' }[diagram.kind]
  return `${what} ${spots.map(({ label }) => label).join(', ')}${marked.length === 0 ? '' : `; ${marked.join('; ')}`}`
}
