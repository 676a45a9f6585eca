/** The geometry of the space-time diagram: a line for each node, time from left to right. */
import type { Fault, Message, Operation } from './lab.ts'
import { type Scale, scaleOf, type Window } from './scale.ts'
import type { Scene } from './told.ts'

export interface Frame {
  readonly width: number
  /** Of the names of the nodes. */
  readonly left: number
  readonly top: number
  readonly lane: number
}

export const mostDrawn = { messages: 400, operations: 300 }
const narrowestMs = 5

export interface Drawn {
  readonly height: number
  readonly lanes: readonly { readonly node: string; readonly y: number }[]
  readonly bands: readonly (Box & { readonly fault: Fault })[]
  readonly messages: readonly (Line & { readonly message: Message; readonly lost: boolean })[]
  readonly operations: readonly (Box & { readonly operation: Operation; readonly blamed: boolean })[]
  readonly ticks: readonly { readonly x: number; readonly words: string }[]
  /** Of those in the window; what is not drawn shows when one looks closer. */
  readonly hidden: number
  readonly scale: Scale
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Line {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export function drawn(scene: Scene, window: Window, frame: Frame): Drawn {
  const scale = scaleOf(scene, window)
  const place = placer(scene, scale, frame)
  const messages = scene.messages.filter(
    (message) => touches(window, message.sentMs, endOf(message)) && place.has(message.from) && place.has(message.to),
  )
  const operations = scene.operations.filter((one) => touches(window, one.calledMs, one.returnedMs < 0 ? one.calledMs : one.returnedMs))
  const shownMessages = some(messages, mostDrawn.messages)
  const shownOperations = chosen(operations, scene.blamed)
  return {
    height: frame.top + scene.nodes.length * frame.lane + 8,
    lanes: scene.nodes.map((node) => ({ node, y: place.y(node) })),
    bands: scene.faults.filter(({ fromMs, untilMs }) => touches(window, fromMs, untilMs)).map((fault) => bandOf(fault, { scene, place, frame })),
    messages: shownMessages.map((message) => lineOf(message, place)),
    operations: shownOperations.filter(({ node }) => place.has(node)).map((operation) => barOf(operation, { scene, place })),
    scale,
    ticks: scale.even ? ticksOf(window, place) : ticksAt(scene, window, place),
    hidden: messages.length - shownMessages.length + operations.length - shownOperations.length,
  }
}

/** What is to blame is drawn first of all. */
function chosen(operations: readonly Operation[], blamed: ReadonlySet<number>): readonly Operation[] {
  if (operations.length <= mostDrawn.operations) return operations
  const first = operations.filter(({ id }) => blamed.has(id))
  const others = operations.filter(({ id }) => !blamed.has(id))
  return [...first, ...some(others, mostDrawn.operations - first.length)]
}

/** So many at most, from all of the time. */
function some<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  return Array.from({ length: Math.max(0, most) }, (_, index) => items[Math.floor((index * items.length) / most)]).filter(
    (item) => item !== undefined,
  )
}

type Placer = ReturnType<typeof placer>

/** What lies at the very edge is seen whole. */
const edge = 8

function placer({ nodes }: Scene, scale: Scale, { width, left, top, lane }: Frame) {
  const rows = new Map(nodes.map((node, index) => [node, top + (index + 0.5) * lane]))
  return {
    has: (node: string): boolean => rows.has(node),
    y: (node: string): number => rows.get(node) ?? top,
    x: (timeMs: number): number => left + scale.part(timeMs) * (width - left - edge),
  }
}

/** The place of a time, and the time of a place. */
export const xOf = (scale: Scale, { left, width }: Frame, timeMs: number): number => left + scale.part(timeMs) * (width - left - edge)
export const timeOf = (scale: Scale, { left, width }: Frame, x: number): number => scale.time((x - left) / (width - left - edge))

const touches = ({ fromMs, untilMs }: Window, from: number, until: number): boolean => until >= fromMs && from <= untilMs

/** A lost message is drawn as long as it could have been under way. */
const lostMs = 8
const endOf = ({ sentMs, arrivedMs }: Message): number => (arrivedMs < 0 ? sentMs + lostMs : arrivedMs)

function lineOf(message: Message, place: Placer) {
  const lost = message.arrivedMs < 0
  const [from, to] = [place.y(message.from), place.y(message.to)]
  return { message, lost, x1: place.x(message.sentMs), y1: from, x2: place.x(endOf(message)), y2: lost ? from + (to - from) * 0.45 : to }
}

/** A partition names a node that it turns on, and concerns them all. */
export const isWide = ({ name }: Fault): boolean => name.startsWith('partition')

function bandOf(fault: Fault, { scene, place, frame }: { readonly scene: Scene; readonly place: Placer; readonly frame: Frame }) {
  const x = place.x(fault.fromMs)
  const width = Math.max(1, place.x(fault.untilMs) - x)
  const [only] = fault.nodes
  if (only !== undefined && fault.nodes.length === 1 && place.has(only) && !isWide(fault))
    return { fault, x, width, y: place.y(only) - frame.lane / 2, height: frame.lane }
  return { fault, x, width, y: frame.top, height: scene.nodes.length * frame.lane }
}

const barHeight = 8

function barOf(operation: Operation, { scene, place }: { readonly scene: Scene; readonly place: Placer }) {
  const x = place.x(operation.calledMs)
  const end = operation.returnedMs < 0 ? operation.calledMs : operation.returnedMs
  const width = Math.max(4, place.x(end) - x)
  return { operation, blamed: scene.blamed.has(operation.id), x, width, y: place.y(operation.node) - barHeight / 2, height: barHeight }
}

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

function ticksOf({ fromMs, untilMs }: Window, place: Placer) {
  const step = steps.find((one) => (untilMs - fromMs) / one <= 6) ?? 20_000
  const ticks: { x: number; words: string }[] = []
  for (let at = Math.ceil(fromMs / step) * step; at <= untilMs; at += step) ticks.push({ x: place.x(at), words: timeText(at) })
  return ticks
}

const tickDistance = 64

/** Where time is not even, the times at which something happens, as far as there is room for them. */
function ticksAt({ operations, messages }: Scene, { fromMs, untilMs }: Window, place: Placer) {
  const times = [fromMs, ...operations.map(({ calledMs }) => calledMs), ...messages.map(({ sentMs }) => sentMs), untilMs]
  const ticks: { x: number; words: string }[] = []
  for (const at of times.filter((time) => time >= fromMs && time <= untilMs).sort((one, other) => one - other)) {
    const x = place.x(at)
    if (x - (ticks.at(-1)?.x ?? -tickDistance) >= tickDistance) ticks.push({ x, words: timeText(at) })
  }
  return ticks
}

export const timeText = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`)

/** @param factor under 1 looks closer. What is in the middle, or at `aroundMs`, stays in the middle. */
export function zoomed(window: Window, factor: number, { totalMs, aroundMs }: { readonly totalMs: number; readonly aroundMs?: number }): Window {
  const span = Math.min(totalMs, Math.max(narrowestMs, (window.untilMs - window.fromMs) * factor))
  const middle = aroundMs ?? (window.fromMs + window.untilMs) / 2
  return within({ fromMs: middle - span / 2, untilMs: middle + span / 2 }, totalMs)
}

/** @param part of what is seen; negative goes back. */
export function moved(window: Window, part: number, totalMs: number): Window {
  const by = (window.untilMs - window.fromMs) * part
  return within({ fromMs: window.fromMs + by, untilMs: window.untilMs + by }, totalMs)
}

function within({ fromMs, untilMs }: Window, totalMs: number): Window {
  const span = Math.min(totalMs, untilMs - fromMs)
  const from = Math.min(Math.max(0, fromMs), totalMs - span)
  return { fromMs: from, untilMs: from + span }
}

/** A window in which what is to blame is seen, with a little around it; all of it where nothing is, or where it is all. */
export function firstWindow({ operations, blamed, totalMs }: Pick<Scene, 'operations' | 'blamed' | 'totalMs'>): Window {
  const times = operations.filter(({ id }) => blamed.has(id)).flatMap(({ calledMs, returnedMs }) => [calledMs, Math.max(calledMs, returnedMs)])
  if (times.length === 0) return { fromMs: 0, untilMs: totalMs }
  const [from, until] = [Math.min(...times), Math.max(...times)]
  const around = Math.max(20, (until - from) * 0.15)
  return within({ fromMs: from - around, untilMs: until + around }, totalMs)
}
