/** Arrays, graphs and trees, drawn out of data at one of their steps. */
import { mono } from './font.ts'
import { palette } from './palette.ts'
import type { Diagram } from './storyboard.ts'
import { rect, round, written } from './svg.ts'
import type { Box } from './text-box.ts'

export interface Drawing {
  readonly svg: string
  /** False where a label is wider than its place. */
  readonly fits: boolean
}

export function draw(diagram: Diagram, at: number, box: Box): Drawing {
  const last = diagram.steps.length - 1
  const step = Math.min(at, last)
  if (diagram.kind === 'array') return drawArray(diagram, step, box)
  return diagram.kind === 'graph' ? drawGraph(diagram, step, box) : drawTree(diagram, step, box)
}

type Of<Kind extends Diagram['kind']> = Extract<Diagram, { kind: Kind }>

function drawArray({ cells, steps }: Of<'array'>, at: number, box: Box): Drawing {
  const side = Math.min(88, box.width / cells.length)
  const left = box.x + (box.width - side * cells.length) / 2
  const top = box.y + box.height / 2 - side / 2
  const { marks = [], pointers = {} } = steps[at] ?? {}
  const widest = Math.max(...cells.map((cell) => mono.width(cell, 1)), 1)
  const size = Math.min(28, (side - 8) / widest)
  const drawn = cells.map((cell, index) => {
    const x = left + index * side
    const lit = marks.includes(index)
    return (
      rect({ x: x + 2, y: top, width: side - 4, height: side }, look(lit)) +
      written(cell, {
        x: x + side / 2,
        y: top + side / 2 + size * 0.36,
        size,
        face: mono,
        fill: lit ? palette.surface : palette.ink,
        anchor: 'middle',
      })
    )
  })
  const below = new Map<number, string[]>()
  for (const [name, index] of Object.entries(pointers)) below.set(index, [...(below.get(index) ?? []), name])
  const names = [...below].map(([index, at]) => ({ text: at.join(' '), x: left + index * side + side / 2 }))
  const arrows = names.map(
    ({ text, x }) =>
      `<path d="M${round(x)} ${round(top + side + 10)} l-8 14 h16 z" fill="${palette.accent}"/>` +
      written(text, { x, y: top + side + 50, size: 20, face: mono, fill: palette.accent, anchor: 'middle' }),
  )
  const within = names.every(({ text, x }) => Math.abs(x - box.x - box.width / 2) + mono.width(text, 20) / 2 <= box.width / 2 + 40)
  return { svg: drawn.join('') + arrows.join(''), fits: size >= 12 && within }
}

const look = (lit: boolean): string =>
  lit ? `rx="8" fill="${palette.mark}"` : `rx="8" fill="${palette.surface}" stroke="${palette.line}" stroke-width="2"`

interface Spot {
  readonly x: number
  readonly y: number
}

function drawGraph({ nodes, edges, directed, steps }: Of<'graph'>, at: number, box: Box): Drawing {
  const radius = Math.min(box.width, box.height) / 2 - 44
  const spots = nodes.map((_, index): Spot => {
    const turn = (index / nodes.length) * 2 * Math.PI - Math.PI / 2
    return { x: box.x + box.width / 2 + radius * Math.cos(turn) * 1.25, y: box.y + box.height / 2 + radius * Math.sin(turn) }
  })
  const lines = edges.map(([from, to]) => edge(spots[from], spots[to], directed))
  return balls({ labels: nodes, spots, marks: steps[at]?.marks ?? [], under: lines.join('') })
}

function drawTree({ nodes, steps }: Of<'tree'>, at: number, box: Box): Drawing {
  const levels = Math.ceil(Math.log2(nodes.length + 1))
  const spots = nodes.map((_, index): Spot => {
    const level = Math.floor(Math.log2(index + 1))
    const nth = index + 1 - 2 ** level
    return { x: box.x + (box.width * (nth + 0.5)) / 2 ** level, y: box.y + (box.height * (level + 0.5)) / levels }
  })
  const lines = nodes.map((label, index) => (index === 0 || label === '' ? '' : edge(spots[(index - 1) >> 1], spots[index], false)))
  return balls({ labels: nodes, spots, marks: steps[at]?.marks ?? [], under: lines.join('') })
}

function edge(from: Spot | undefined, to: Spot | undefined, directed: boolean): string {
  if (from === undefined || to === undefined) return ''
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const end = { x: to.x - dx * 32, y: to.y - dy * 32 }
  const line = `<path d="M${round(from.x)} ${round(from.y)} L${round(directed ? end.x : to.x)} ${round(directed ? end.y : to.y)}" stroke="${palette.muted}" stroke-width="3"/>`
  if (!directed) return line
  const wing = (side: number): string => `${round(end.x - dx * 14 + side * dy * 8)} ${round(end.y - dy * 14 - side * dx * 8)}`
  return `${line}<path d="M${round(end.x)} ${round(end.y)} L${wing(1)} L${wing(-1)} z" fill="${palette.muted}"/>`
}

interface Balls {
  readonly labels: readonly string[]
  readonly spots: readonly Spot[]
  readonly marks: readonly number[]
  readonly under: string
}

const ball = 30

function balls({ labels, spots, marks, under }: Balls): Drawing {
  const size = 20
  const drawn = labels.map((label, index) => {
    const spot = spots[index]
    if (label === '' || spot === undefined) return ''
    const lit = marks.includes(index)
    const fill = lit ? `fill="${palette.mark}"` : `fill="${palette.surface}" stroke="${palette.muted}" stroke-width="3"`
    const letter = Math.min(size, ((ball * 2 - 8) / mono.width(label, size)) * size)
    return (
      `<circle cx="${round(spot.x)}" cy="${round(spot.y)}" r="${ball}" ${fill}/>` +
      written(label, { x: spot.x, y: spot.y + letter * 0.36, size: letter, face: mono, fill: lit ? palette.surface : palette.ink, anchor: 'middle' })
    )
  })
  return { svg: under + drawn.join(''), fits: labels.every((label) => mono.width(label, 11) <= ball * 2 - 8) }
}
