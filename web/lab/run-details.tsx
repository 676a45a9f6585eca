'use client'
/** What there is to a run beside its verdict: figures, what each node logged, what clients asked, the files. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { lab } from '../api/lab.ts'
import { buttonClass } from '../ui/button.tsx'
import { isWide, timeText } from './diagram.ts'
import type { Statistics } from './lab.ts'
import type { Course, Log, Scene } from './told.ts'
import { faultWords, figureNames, figureWords, operationWords } from './words.ts'

const mostListed = 200
const mostLogged = 500

export function Figures({ statistics }: { readonly statistics: Statistics }) {
  const names = Object.keys(figureNames) as (keyof Statistics)[]
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="text-xl">
        Figures
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-4">
        {names.map((name) => (
          <div key={name}>
            <dt className="text-sm text-muted">{figureNames[name]}</dt>
            <dd className="text-lg tabular-nums">{figureWords(name, statistics[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The diagram in words. */
export function InWords({ scene }: { readonly scene: Scene }) {
  return (
    <details className="mt-4">
      <summary className="text-muted">The same in words</summary>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label="Faults and operations"
        className="mt-2 max-h-80 overflow-auto rounded-card border border-line bg-surface px-4 py-3"
      >
        <ul className="grid gap-1 font-mono text-sm">
          {scene.faults.map((fault, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two faults may be alike in everything
            <li key={index} className="text-danger">
              {timeText(fault.fromMs)} to {timeText(fault.untilMs)}: {faultWords(fault.name)}
              {fault.nodes.length === 0 || isWide(fault) ? '' : ` (${fault.nodes.join(', ')})`}
            </li>
          ))}
          {scene.operations.slice(0, mostListed).map((operation) => (
            <li key={operation.id} className={scene.blamed.has(operation.id) ? 'font-semibold' : ''}>
              {timeText(operation.calledMs)}: {operationWords(operation)}
            </li>
          ))}
        </ul>
        {scene.operations.length > mostListed ? (
          <p className="mt-2 text-sm text-muted">{scene.operations.length - mostListed} more are in the history.</p>
        ) : null}
      </section>
    </details>
  )
}

export function NodeLogs({ course, runId }: { readonly course: Course; readonly runId: string }) {
  const { nodes } = course.scene
  const [chosen, setChosen] = useState('')
  const node = nodes.includes(chosen) ? chosen : (nodes[0] ?? '')
  const lines = course.logs.filter((log) => log.node === node)
  if (node === '') return null
  return (
    <section aria-labelledby="logs">
      <h2 id="logs" className="text-xl">
        What the nodes logged
      </h2>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <label className="flex items-center gap-2 text-muted">
          Node
          <select
            value={node}
            onChange={(event) => setChosen(event.target.value)}
            className="min-h-11 rounded-card border border-edge bg-surface px-2 text-ink"
          >
            {nodes.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        {lines.length === 0 ? null : (
          <a href={lab.logHref(runId, node)} download className={buttonClass('plain')}>
            <Download aria-hidden className="size-4" />
            Download
          </a>
        )}
      </div>
      <Lines lines={lines} node={node} />
    </section>
  )
}

function Lines({ lines, node }: { readonly lines: readonly Log[]; readonly node: string }) {
  if (lines.length === 0)
    return <p className="mt-3 text-muted">Nothing. What a node writes with console.log, or prints to its errors, stands here.</p>
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={`Log of ${node}`}
      className="mt-3 max-h-64 overflow-auto rounded-card border border-line bg-surface px-4 py-3 font-mono text-sm"
    >
      {lines.slice(-mostLogged).map(({ atMs, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike in everything
        <p key={index} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-3">
          <span className="text-right text-muted tabular-nums">{timeText(atMs)}</span>
          <span className="whitespace-pre-wrap break-words">{text}</span>
        </p>
      ))}
    </section>
  )
}
