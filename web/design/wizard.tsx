'use client'
/** The wizard: the problem, the drawing, the tables, the endpoints, the words; rules read along, and at the end it is deployed. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Checked, type DesignProblem, design } from '../api/design.ts'
import { messageOf } from '../api/problem.ts'
import { useSending } from '../coach/use-sending.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { leaveFor } from '../ui/leave-for.ts'
import { Notice } from '../ui/notice.tsx'
import { useOnceKey } from '../ui/use-once-key.ts'
import { AsJson } from './as-json.tsx'
import { LookAgain } from './assessments.tsx'
import { Canvas } from './canvas.tsx'
import type { Chosen } from './diagram.tsx'
import { Discuss } from './discuss.tsx'
import { beginningOf, type Draft, forgetDraft, keepDraft } from './draft.ts'
import { Findings } from './findings.tsx'
import { Operations } from './panel.tsx'
import { PlanView } from './plan.tsx'
import { Asked } from './problem.tsx'
import { InWords, Written } from './texts.tsx'
import { useCheck } from './use-check.ts'

const views = { problem: 'Problem', drawing: 'Drawing', api: 'API', data: 'Data', words: 'In words', plan: 'Plan', ask: 'Ask' } as const
type View = keyof typeof views

export interface WizardProps {
  readonly problem: DesignProblem
  readonly begun: Draft
  /** The submission that it is a further attempt of. */
  readonly previousId: string | undefined
}

export function Wizard({ problem, begun, previousId }: WizardProps) {
  const [draft, setDraft] = useState(begun)
  const [view, setView] = useState<View>(previousId === undefined ? 'problem' : 'drawing')
  const [chosen, setChosen] = useState<Chosen>()
  const { checked, fresh, failed } = useCheck(draft)
  const [beginnings, setBeginnings] = useState(0)
  useEffect(() => keepDraft(draft, localStorage, previousId), [draft, previousId])
  const loads = useMemo(() => loadsOf(checked), [checked])
  const show = (place: string): void => {
    const [area, id] = place.split('.')
    if (area === 'tables') setView('data')
    else if (area === 'operations') setView('api')
    else setView('drawing')
    if (area === 'components' && id !== undefined) setChosen({ kind: 'component', id })
  }
  const draw = (blueprint: Draft['blueprint']): void => setDraft((before) => ({ ...before, blueprint }))
  return (
    <div className="mt-6 grid gap-8 xl:grid-cols-[1fr_22rem]">
      <div className="min-w-0">
        <Views view={view} onView={setView} />
        <div id="view" role="tabpanel" aria-labelledby={`tab-${view}`} className="mt-5">
          {view === 'problem' ? <Asked problem={problem} onNext={() => setView('drawing')} /> : null}
          {view === 'drawing' ? (
            <div className="grid gap-6">
              <Canvas blueprint={draft.blueprint} chosen={chosen} onChange={draw} onChoose={setChosen} loads={loads} />
              <AsJson blueprint={draft.blueprint} onChange={draw} />
            </div>
          ) : null}
          {view === 'api' ? (
            <div className="grid gap-6">
              <Operations
                blueprint={
                  checked?.derived !== undefined && fresh ? { ...draft.blueprint, operations: checked.derived.blueprint.operations } : draft.blueprint
                }
                onChange={draw}
              />
              <Written
                key={beginnings}
                label="API specification"
                help="OpenAPI 3 in JSON or YAML, or the simple list."
                value={draft.apiSpecInput}
                onChange={(apiSpecInput) => setDraft((before) => ({ ...before, apiSpecInput }))}
              />
            </div>
          ) : null}
          {view === 'data' ? (
            <Written
              key={beginnings}
              label="Schema"
              help="Tables in SQL, or in JSON."
              value={draft.schemaInput}
              onChange={(schemaInput) => setDraft((before) => ({ ...before, schemaInput }))}
            />
          ) : null}
          {view === 'words' ? <InWords draft={draft} onChange={setDraft} onDrawn={() => setView('drawing')} /> : null}
          {view === 'plan' ? <PlanView draft={draft} /> : null}
          {/* What was said is still there after a look at the drawing. */}
          <div hidden={view !== 'ask'}>
            <Discuss draft={draft} />
          </div>
        </div>
      </div>
      <aside aria-labelledby="reading" className="min-w-0">
        <h2 id="reading" className="text-xl">
          What the rules say
        </h2>
        <div className="mt-4 grid gap-6">
          {/* Above what the rules say, which comes and goes. */}
          <Deploy draft={draft} checked={checked} fresh={fresh} previousId={previousId} />
          <LookAgain draft={draft} ready={fresh && checked?.derived !== undefined}>
            <Button
              look="plain"
              onClick={() => {
                setDraft(beginningOf(problem))
                setBeginnings(beginnings + 1)
                setChosen(undefined)
              }}
            >
              Begin anew
            </Button>
          </LookAgain>
          {failed === undefined ? null : <Notice message={failed} />}
          <Findings checked={checked} onPlace={show} />
        </div>
      </aside>
    </div>
  )
}

function loadsOf(checked: Checked | undefined): ReadonlyMap<string, number> {
  return new Map(checked?.derived?.prediction.loads.map(({ component, utilisation }) => [component, utilisation]) ?? [])
}

function Views({ view, onView }: { readonly view: View; readonly onView: (view: View) => void }) {
  const names = Object.keys(views) as View[]
  const row = useRef<HTMLDivElement>(null)
  const step = (by: number): void => {
    const next = names[(names.indexOf(view) + by + names.length) % names.length] ?? view
    onView(next)
    row.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div
      ref={row}
      role="tablist"
      aria-label="Parts of your design"
      className="flex gap-1 overflow-x-auto border-b border-line"
      onKeyDown={({ key }) => {
        if (key === 'ArrowRight') step(1)
        if (key === 'ArrowLeft') step(-1)
      }}
    >
      {names.map((name) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === view}
          aria-controls="view"
          tabIndex={name === view ? 0 : -1}
          onClick={() => onView(name)}
          className="min-h-11 whitespace-nowrap border-b-2 border-transparent px-3 text-muted hover:text-ink aria-selected:border-quint aria-selected:font-semibold aria-selected:text-ink"
        >
          {views[name]}
        </button>
      ))}
    </div>
  )
}

interface DeployProps {
  readonly draft: Draft
  readonly checked: Checked | undefined
  readonly fresh: boolean
  readonly previousId: string | undefined
}

function Deploy({ draft, checked, fresh, previousId }: DeployProps) {
  const once = useOnceKey()
  const latest = useRef(draft)
  latest.current = draft
  const { sending, error, send } = useSending(async () => {
    const more = { despite: checked?.valid !== true, previousId }
    const { id } = await design.submit(draft, more, once.of({ ...draft, ...more }))
    // What was changed meanwhile was not handed in.
    if (latest.current === draft) forgetDraft(draft.problemId, localStorage)
    // This page has a policy of its own, for its editor: the next one is loaded anew.
    if (await leaveFor(paths.designRun(id))) once.done()
  })
  const ready = fresh && checked !== undefined && (checked.valid || checked.deployable)
  const despite = ready && !checked.valid
  return (
    <div className="grid gap-2">
      <Button busy={sending} disabled={!ready} onClick={() => void send()}>
        {despite ? 'Deploy anyway, and see' : 'Deploy and test'}
      </Button>
      <p className="min-h-[2lh] text-sm text-muted">{fresh ? deployWords(checked) : 'The rules are reading.'}</p>
      {error === undefined ? null : <Notice message={messageOf(error)} />}
    </div>
  )
}

function deployWords(checked: Checked | undefined): string {
  if (checked === undefined) return 'The rules are reading.'
  if (checked.valid) return 'It runs here, twenty times smaller than in a cloud, is loaded, and is broken on purpose.'
  if (!checked.deployable) return 'Mend what cannot be read or answered first.'
  const broken = checked.findings.filter(({ severity }) => severity === 'error').length
  return `${broken} ${broken === 1 ? 'decision breaks' : 'decisions break'} a rule. What comes of it can be measured.`
}
