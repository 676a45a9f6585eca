/** A diagram of the script at one of its steps. */
import type { Diagram } from '../../../../api/watch.ts'
import { drawingWords, drawn, type Line, type Spot, width } from '../../../../watch/drawing.ts'

interface DrawingProps {
  readonly diagram: Diagram
  readonly step: number
}

export function Drawing({ diagram, step }: DrawingProps) {
  const { spots, lines, size, height } = drawn(diagram, step)
  const directed = diagram.kind === 'graph' && diagram.directed === true
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={drawingWords(diagram, step)} className="mx-auto w-full max-w-2xl">
      {directed ? (
        <marker id="watch-arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0 L10 5 L0 10 z" fill="var(--muted)" />
        </marker>
      ) : null}
      {lines.map((line) => (
        <path
          key={`${line.from.x} ${line.from.y} ${line.to.x} ${line.to.y}`}
          d={between(line, directed ? size / 2 : 0)}
          stroke="var(--muted)"
          strokeWidth={3}
          markerEnd={directed ? 'url(#watch-arrow)' : undefined}
        />
      ))}
      {spots.map((spot) => (
        <Part key={`${spot.x} ${spot.y}`} spot={spot} size={size} square={diagram.kind === 'array'} />
      ))}
    </svg>
  )
}

/** To the edge of the ball that it leads to. */
function between({ from, to }: Line, short: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const part = (length - short) / length
  return `M${from.x} ${from.y} L${from.x + (to.x - from.x) * part} ${from.y + (to.y - from.y) * part}`
}

interface PartProps {
  readonly spot: Spot
  readonly size: number
  readonly square: boolean
}

function Part({ spot: { x, y, label, lit, pointers }, size, square }: PartProps) {
  const look = { fill: lit ? 'var(--water)' : 'var(--surface)', stroke: lit ? 'var(--water)' : 'var(--edge)', strokeWidth: 2.5 }
  const letter = Math.min(28, (size - 12) / (0.62 * Math.max(1, label.length)))
  return (
    <>
      {square ? (
        <rect x={x - size / 2 + 3} y={y - size / 2} width={size - 6} height={size} rx={8} {...look} />
      ) : (
        <circle cx={x} cy={y} r={size / 2} {...look} />
      )}
      <text x={x} y={y} dy="0.36em" textAnchor="middle" fontSize={letter} fill={lit ? 'var(--surface)' : 'var(--ink)'} className="font-mono">
        {label}
      </text>
      {pointers.length === 0 ? null : (
        <text x={x} y={y + size / 2 + 36} textAnchor="middle" fontSize={26} fill="var(--quint)" className="font-mono">
          {pointers.join(' ')}
        </text>
      )}
    </>
  )
}
