'use client'
/** A design as boxes and arrows, from the clients on the left to what is asked last; boxes and arrows can be chosen by pointer and by keyboard. */
import { type PointerEvent, useId, useRef, useState } from 'react'
import { type Blueprint, type Component, type Layout, layoutOf, zonesOf } from './blueprint.ts'
import { kindWords } from './words.ts'

export type State = 'held' | 'suffered' | 'broke' | 'untried' | 'struck'

export interface Chosen {
  readonly kind: 'component' | 'link'
  /** Of a link `from to`. */
  readonly id: string
}

export interface DiagramProps {
  readonly blueprint: Pick<Blueprint, 'components' | 'links' | 'zones'>
  readonly chosen?: Chosen | undefined
  readonly onChoose?: (chosen: Chosen) => void
  /** From one box to another. */
  readonly onLink?: (from: string, to: string) => void
  readonly states?: ReadonlyMap<string, State>
  /** How busy, 0 to 1, as predicted. */
  readonly loads?: ReadonlyMap<string, number>
}

const box = { width: 144, height: 66 }
const gap = { x: 58, y: 24 }
const margin = 14

const stateWords: Readonly<Record<State, string>> = { held: 'held', suffered: 'suffered', broke: 'was out', untried: '', struck: 'struck now' }
const stateLooks: Readonly<Record<State, string>> = {
  held: 'stroke-[var(--earth)]',
  suffered: 'stroke-[var(--fire)]',
  broke: 'stroke-danger [stroke-dasharray:6_4]',
  untried: 'stroke-edge',
  struck: 'stroke-danger',
}

interface Point {
  readonly x: number
  readonly y: number
}

function placeOf(layout: Layout, id: string): Point {
  const { column, row } = layout.places.get(id) ?? { column: 0, row: 0 }
  return { x: margin + column * (box.width + gap.x), y: margin + row * (box.height + gap.y) }
}

export function Diagram({ blueprint, chosen, onChoose, onLink, states, loads }: DiagramProps) {
  const layout = layoutOf(blueprint)
  const head = useId()
  const drawing = useRef<SVGSVGElement>(null)
  const [pull, setPull] = useState<{ readonly from: string; readonly to: Point }>()
  const width = 2 * margin + layout.columns * box.width + (layout.columns - 1) * gap.x
  const height = 2 * margin + layout.rows * box.height + (layout.rows - 1) * gap.y
  const pointOf = (event: PointerEvent): Point => {
    const frame = drawing.current?.getBoundingClientRect()
    return { x: event.clientX - (frame?.left ?? 0), y: event.clientY - (frame?.top ?? 0) }
  }
  const letGo = (event: PointerEvent): void => {
    const target = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-component]')?.getAttribute('data-component')
    if (pull !== undefined && target != null && target !== pull.from) onLink?.(pull.from, target)
    setPull(undefined)
  }
  return (
    <svg
      ref={drawing}
      role="application"
      aria-label="The design"
      width={width}
      height={height}
      onPointerMove={pull === undefined ? undefined : (event) => setPull({ ...pull, to: pointOf(event) })}
      onPointerUp={letGo}
      className="block max-w-none touch-pan-x touch-pan-y select-none"
    >
      <defs>
        <marker id={head} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0 0 L8 4 L0 8 z" className="fill-edge" />
        </marker>
      </defs>
      {blueprint.links.map((link) => (
        <Arrow
          key={`${link.from} ${link.to} ${link.protocol}`}
          link={link}
          ends={[placeOf(layout, link.from), placeOf(layout, link.to)]}
          head={head}
          chosen={chosen?.kind === 'link' && chosen.id === `${link.from} ${link.to}`}
          onChoose={onChoose}
        />
      ))}
      {blueprint.components.map((one) => (
        <Box
          key={one.id}
          component={one}
          zones={one.kind === 'client' ? [] : zonesOf(blueprint, one)}
          at={placeOf(layout, one.id)}
          chosen={chosen?.kind === 'component' && chosen.id === one.id}
          onChoose={onChoose}
          onPull={onLink === undefined ? undefined : (event) => setPull({ from: one.id, to: pointOf(event) })}
          state={states?.get(one.id) ?? 'untried'}
          load={loads?.get(one.id)}
        />
      ))}
      {pull === undefined ? null : <Pulled from={placeOf(layout, pull.from)} to={pull.to} />}
    </svg>
  )
}

function Pulled({ from, to }: { readonly from: Point; readonly to: Point }) {
  return (
    <line
      x1={from.x + box.width}
      y1={from.y + box.height / 2}
      x2={to.x}
      y2={to.y}
      className="pointer-events-none stroke-accent stroke-2 [stroke-dasharray:5_4]"
    />
  )
}

interface ArrowProps {
  readonly link: Blueprint['links'][number]
  readonly ends: readonly [Point, Point]
  readonly head: string
  readonly chosen: boolean
  readonly onChoose: DiagramProps['onChoose']
}

function pathOf([from, to]: readonly [Point, Point]): string {
  const backwards = to.x <= from.x
  const start = { x: from.x + (backwards ? box.width / 2 : box.width), y: from.y + (backwards ? (to.y >= from.y ? box.height : 0) : box.height / 2) }
  const end = { x: to.x + (backwards ? box.width / 2 : 0), y: to.y + (backwards ? (to.y > from.y ? 0 : box.height) : box.height / 2) }
  if (backwards) return `M${start.x} ${start.y} L${end.x} ${end.y}`
  const bend = Math.max(24, (end.x - start.x) / 2)
  return `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`
}

function Arrow({ link, ends, head, chosen, onChoose }: ArrowProps) {
  const path = pathOf(ends)
  const choose = onChoose === undefined ? undefined : () => onChoose({ kind: 'link', id: `${link.from} ${link.to}` })
  return (
    <g
      {...pressable(choose, `Link from ${link.from} to ${link.to}`, chosen)}
      className={`group outline-none ${choose === undefined ? '' : 'cursor-pointer'}`}
    >
      <path d={path} className="fill-none stroke-transparent stroke-[14]" />
      <path
        d={path}
        markerEnd={`url(#${head})`}
        className={`fill-none group-focus-visible:stroke-accent ${chosen ? 'stroke-accent stroke-[3]' : 'stroke-edge stroke-[1.5] group-hover:stroke-ink'} ${link.async === true ? '[stroke-dasharray:5_4]' : ''}`}
      />
    </g>
  )
}

interface BoxProps {
  readonly component: Component
  readonly zones: readonly string[]
  readonly at: Point
  readonly chosen: boolean
  readonly onChoose: DiagramProps['onChoose']
  readonly onPull: ((event: PointerEvent) => void) | undefined
  readonly state: State
  readonly load: number | undefined
}

function Box({ component, zones, at, chosen, onChoose, onPull, state, load }: BoxProps) {
  const { id, kind, replicas = 1 } = component
  const choose = onChoose === undefined ? undefined : () => onChoose({ kind: 'component', id })
  const second = [replicas > 1 ? `× ${replicas}` : '', zones.length === 0 ? '' : `zone ${zones.join(', ')}`].filter((part) => part !== '').join(' · ')
  const words = stateWords[state]
  return (
    <g transform={`translate(${at.x} ${at.y})`} data-component={id} data-state={state}>
      <g
        {...pressable(choose, [id, kindWords[kind], second, words].filter(Boolean).join(' '), chosen)}
        className={`group outline-none ${choose === undefined ? '' : 'cursor-pointer'}`}
      >
        <rect
          width={box.width}
          height={box.height}
          rx={9}
          className={`fill-surface group-focus-visible:stroke-accent ${chosen ? 'stroke-accent stroke-[3]' : `${stateLooks[state]} ${state === 'untried' ? 'stroke-[1.5]' : 'stroke-[2.5]'}`}`}
        />
        {load === undefined ? null : (
          <rect
            x={1.5}
            y={box.height - 6}
            width={(box.width - 3) * Math.min(1, load)}
            height={4.5}
            rx={2}
            className={load >= 1 ? 'fill-danger' : 'fill-accent opacity-60'}
          />
        )}
        <text x={12} y={24} className="fill-ink text-[15px] font-semibold">
          {`${id} `}
        </text>
        <text x={12} y={41} className="fill-muted text-[12px]">
          {`${kindWords[kind]} `}
        </text>
        <text x={12} y={56} className="fill-muted text-[12px]">
          {`${second} `}
        </text>
        {words === '' ? null : (
          <text
            x={box.width - 10}
            y={24}
            textAnchor="end"
            className={`text-[12px] font-semibold ${state === 'held' ? 'fill-[var(--earth)]' : 'fill-danger'}`}
          >
            {words}
          </text>
        )}
      </g>
      {onPull === undefined ? null : (
        <circle
          cx={box.width}
          cy={box.height / 2}
          r={7}
          aria-hidden
          onPointerDown={(event) => {
            event.preventDefault()
            onPull(event)
          }}
          className="cursor-crosshair touch-none fill-paper stroke-edge stroke-[1.5] hover:fill-accent"
        />
      )}
    </g>
  )
}

function pressable(choose: (() => void) | undefined, label: string, chosen: boolean) {
  if (choose === undefined) return { role: 'img', 'aria-label': label } as const
  return {
    role: 'button',
    tabIndex: 0,
    'aria-label': label,
    'aria-pressed': chosen,
    onClick: choose,
    onKeyDown(event: { readonly key: string; preventDefault(): void }) {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      choose()
    },
  } as const
}
