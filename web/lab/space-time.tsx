'use client'
/** The space-time diagram: a line for each node, messages between them, faults as bands; a moment of it can be gone back to. */
import { ChevronLeft, ChevronRight, Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type Drawn, drawn, type Frame, firstWindow, moved, timeOf, timeText, xOf, zoomed } from './diagram.ts'
import type { Window } from './scale.ts'
import { type Scene, statesAt } from './told.ts'
import { counted, faultWords, operationWords } from './words.ts'

export interface SpaceTimeProps {
  readonly scene: Scene
}

const closer = 0.5
const step = 0.25

export function SpaceTime({ scene }: SpaceTimeProps) {
  const { totalMs } = scene
  const [place, width] = useWidth()
  const [window, setWindow] = useState<Window>(() => firstWindow(scene))
  const [atMs, setAtMs] = useState(window.untilMs)
  const frame = useMemo((): Frame => ({ width, left: 44, top: 22, lane: width < 500 ? 36 : 46 }), [width])
  const picture = useMemo(() => drawn(scene, window, frame), [scene, window, frame])
  const look = (next: Window): void => {
    setWindow(next)
    setAtMs((at) => Math.min(next.untilMs, Math.max(next.fromMs, at)))
  }
  const onKey = (event: KeyboardEvent): void => {
    const next = keyed(event.key, { window, totalMs, atMs })
    if (next === undefined) return
    event.preventDefault()
    look(next)
  }
  return (
    <div>
      <Controls window={window} totalMs={totalMs} onLook={look} />
      <div ref={place} className="mt-2 overflow-hidden rounded-card border border-line bg-surface">
        {width === 0 ? null : (
          <Picture
            picture={picture}
            frame={frame}
            scene={scene}
            atX={xOf(picture.scale, frame, atMs)}
            onPick={(x) => setAtMs(timeOf(picture.scale, frame, x))}
          />
        )}
      </div>
      <label className="mt-2 flex items-center gap-3 text-sm text-muted">
        <span className="shrink-0">Look at</span>
        <input
          type="range"
          className="min-w-0 flex-1 accent-[var(--accent)]"
          min={Math.floor(window.fromMs)}
          max={Math.ceil(window.untilMs)}
          step="any"
          value={atMs}
          aria-valuetext={timeText(atMs)}
          onChange={(event) => setAtMs(Number(event.target.value))}
          onKeyDown={onKey}
        />
        <output className="w-16 shrink-0 text-right tabular-nums text-ink">{timeText(atMs)}</output>
      </label>
      <p className="mt-1 hidden text-sm text-muted pointer-fine:block">
        The arrow keys move the moment; + and − look closer and wider, Page Up and Page Down go along.
      </p>
      {picture.hidden > 0 ? <p className="mt-1 text-sm text-muted">{picture.hidden.toLocaleString('en')} more are not drawn: look closer.</p> : null}
      {picture.scale.even ? null : <p className="mt-1 text-sm text-muted">Quiet times are drawn shorter than they were.</p>}
      <Legend />
      <Moment scene={scene} atMs={atMs} />
    </div>
  )
}

interface Keyed {
  readonly window: Window
  readonly totalMs: number
  readonly atMs: number
}

function keyed(key: string, { window, totalMs, atMs }: Keyed): Window | undefined {
  if (key === '+' || key === '=') return zoomed(window, closer, { totalMs, aroundMs: atMs })
  if (key === '-') return zoomed(window, 1 / closer, { totalMs, aroundMs: atMs })
  if (key === 'PageDown') return moved(window, step, totalMs)
  if (key === 'PageUp') return moved(window, -step, totalMs)
  return undefined
}

/** In real pixels, so that words keep their size on every screen. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [place, width] as const
}

interface ControlsProps {
  readonly window: Window
  readonly totalMs: number
  readonly onLook: (window: Window) => void
}

function Controls({ window, totalMs, onLook }: ControlsProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">What is seen of the run</legend>
      <Control name="Back" onPress={() => onLook(moved(window, -step, totalMs))} icon={<ChevronLeft aria-hidden className="size-5" />} />
      <Control name="On" onPress={() => onLook(moved(window, step, totalMs))} icon={<ChevronRight aria-hidden className="size-5" />} />
      <Control name="Closer" onPress={() => onLook(zoomed(window, closer, { totalMs }))} icon={<ZoomIn aria-hidden className="size-5" />} />
      <Control name="Wider" onPress={() => onLook(zoomed(window, 1 / closer, { totalMs }))} icon={<ZoomOut aria-hidden className="size-5" />} />
      <Control name="All of it" onPress={() => onLook({ fromMs: 0, untilMs: totalMs })} icon={<Maximize2 aria-hidden className="size-5" />} />
      <p className="ml-2 text-sm text-muted tabular-nums">
        {timeText(window.fromMs)} to {timeText(window.untilMs)}
      </p>
    </fieldset>
  )
}

function Control({ name, icon, onPress }: { readonly name: string; readonly icon: ReactNode; readonly onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={name}
      title={name}
      onClick={onPress}
      className="grid size-10 place-items-center rounded-card border border-edge bg-surface text-ink hover:border-ink"
    >
      {icon}
    </button>
  )
}

interface PictureProps {
  readonly picture: Drawn
  readonly frame: Frame
  readonly scene: Scene
  readonly atX: number
  readonly onPick: (x: number) => void
}

function Picture({ picture, frame, scene, atX, onPick }: PictureProps) {
  const { width, left, top } = frame
  const pick = (event: PointerEvent<SVGSVGElement>): void => onPick(event.clientX - event.currentTarget.getBoundingClientRect().left)
  const says = `${counted(scene.nodes.length, 'node')}, ${counted(scene.messages.length, 'message')}, ${counted(scene.operations.length, 'operation')} and ${counted(scene.faults.length, 'fault')} over ${timeText(scene.totalMs)}. The list below says the same in words.`
  return (
    <svg
      role="img"
      aria-label={says}
      width={width}
      height={picture.height}
      viewBox={`0 0 ${width} ${picture.height}`}
      onPointerDown={pick}
      className="block cursor-crosshair select-none"
    >
      {picture.bands.map(({ fault, x, y, width: wide, height }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two faults may be alike in everything
        <g key={index}>
          <rect x={x} y={y} width={wide} height={height} className="fill-danger/10" />
          <text x={x + 3} y={y + 12} className="fill-danger text-[11px]">
            {wide > 60 ? faultWords(fault.name) : ''}
          </text>
          <title>{`${faultWords(fault.name)}, ${timeText(fault.fromMs)} to ${timeText(fault.untilMs)}`}</title>
        </g>
      ))}
      {picture.ticks.map(({ x, words }) => (
        <g key={words}>
          <line x1={x} x2={x} y1={top - 4} y2={picture.height} className="stroke-line" />
          <text x={x} y={13} textAnchor={x > width - 40 ? 'end' : x < left + 20 ? 'start' : 'middle'} className="fill-muted text-[11px]">
            {words}
          </text>
        </g>
      ))}
      {picture.lanes.map(({ node, y }) => (
        <g key={node}>
          <line x1={left} x2={width} y1={y} y2={y} className="stroke-edge" />
          <text x={8} y={y + 4} className="fill-ink font-mono text-[13px]">
            {node}
          </text>
        </g>
      ))}
      {picture.messages.map(({ message, lost, ...line }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two messages may be alike in everything
        <g key={index}>
          <line {...line} strokeWidth={1.25} strokeDasharray={lost ? '3 3' : undefined} className={lost ? 'stroke-danger' : 'stroke-muted/70'} />
          {lost ? (
            <path d={`M${line.x2 - 3} ${line.y2 - 3}l6 6m0 -6l-6 6`} className="stroke-danger" strokeWidth={1.5} />
          ) : (
            <circle cx={line.x2} cy={line.y2} r={2} className="fill-muted" />
          )}
          <title>{`${message.from} to ${message.to}: ${message.body}`}</title>
        </g>
      ))}
      {picture.operations.map(({ operation, blamed, ...box }) => (
        <rect
          key={operation.id}
          {...box}
          rx={3}
          strokeWidth={blamed ? 2 : 1}
          className={blamed ? 'fill-danger stroke-ink' : operation.outcome === 'ok' ? 'fill-quint stroke-surface' : 'fill-surface stroke-muted'}
        >
          <title>{`${operationWords(operation)} (${timeText(operation.calledMs)})`}</title>
        </rect>
      ))}
      <line x1={atX} x2={atX} y1={top - 4} y2={picture.height} className="stroke-ink" strokeWidth={1.5} />
    </svg>
  )
}

function Legend() {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <li className="flex items-center gap-2">
        <span aria-hidden className="h-2 w-5 rounded bg-quint" /> answered
      </li>
      <li className="flex items-center gap-2">
        <span aria-hidden className="h-2 w-5 rounded border border-muted bg-surface" /> not answered
      </li>
      <li className="flex items-center gap-2">
        <span aria-hidden className="h-2.5 w-5 rounded border-2 border-ink bg-danger" /> shows what is wrong
      </li>
      <li className="flex items-center gap-2">
        <span aria-hidden className="w-5 border-t-2 border-dashed border-danger" /> lost on the way
      </li>
      <li className="flex items-center gap-2">
        <span aria-hidden className="h-3 w-5 bg-danger/10 outline outline-danger/40" /> a fault
      </li>
    </ul>
  )
}

/** Nodes as they were then, and what was on its way between them. */
function Moment({ scene, atMs }: { readonly scene: Scene; readonly atMs: number }) {
  const states = useMemo(() => statesAt(scene.states, atMs), [scene.states, atMs])
  const underWay = scene.messages.filter(({ sentMs, arrivedMs }) => sentMs <= atMs && arrivedMs > atMs)
  // A program need not show anything.
  if (!scene.states.some(({ view }) => view !== 'null')) return null
  return (
    <section aria-label="The nodes at this moment" className="mt-4">
      <h3 className="text-lg">At {timeText(atMs)}</h3>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {scene.nodes.map((node) => (
          <div key={node} className="contents">
            <dt className="font-mono text-sm text-muted">{node}</dt>
            <dd className="break-words font-mono text-sm">{states.get(node) ?? 'nothing yet'}</dd>
          </div>
        ))}
      </dl>
      {underWay.length === 0 ? null : (
        <p className="mt-2 text-sm text-muted">
          On its way:{' '}
          {underWay
            .slice(0, 5)
            .map(({ from, to }) => `${from} to ${to}`)
            .join(', ')}
          {underWay.length > 5 ? ` and ${underWay.length - 5} more` : ''}
        </p>
      )}
    </section>
  )
}
