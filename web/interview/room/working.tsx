'use client'
/** The problem, the talk and the code: beside each other where there is room, one at a time where there is not. */
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { deviceStorage, openDrafts } from '../../coach/drafts.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Evidence, Material } from '../evidence.ts'
import type { Stage } from '../interview.ts'
import { Scrolling } from '../scrolling.tsx'
import { CodeSide } from './code-side.tsx'
import { ProblemPane } from './problem-pane.tsx'
import type { InsideProps } from './room-view.tsx'
import { bring, entryAnchor, statementAnchor } from './show.ts'
import { TalkPane } from './talk-pane.tsx'
import { useCode } from './use-code.ts'
import { useSaid } from './use-said.ts'
import { type View, ViewTabs } from './view-tabs.tsx'

export interface WorkingProps extends InsideProps {
  readonly material: Material
}

export function Working({ id, room, interview, languages, material }: WorkingProps) {
  const { state, line, send, writing, keep, settle } = room
  const { problem, stage } = interview
  const [drafts] = useState(() => openDrafts(deviceStorage()))
  const said = useSaid({ id, drafts, state, send, writing })
  const code = useCode({ id, state, drafts, keep, open: line === 'open' })
  const [view, setView] = useView(stage)
  const [shown, show] = useShown(setView)
  const coding = isCoding(stage)
  return (
    <>
      <h1 className="sr-only">Interview{problem === null ? '' : `: ${problem.title}`}</h1>
      <ViewTabs view={view} onView={setView} offered={offered(problem !== null, coding)} entries={state.entries} />
      {state.trouble === undefined ? null : (
        <div className="mx-auto w-full max-w-[110rem] px-4 pt-3 sm:px-6">
          <Notice message={state.trouble.message} onRetry={settle} retryLabel="All right" />
        </div>
      )}
      <div className={`mx-auto grid min-h-0 w-full flex-1 gap-x-8 px-4 sm:px-6 ${frame(problem !== null, coding)}`}>
        {problem === null ? null : (
          <Pane view="problem" now={view} label="The problem">
            <ProblemPane problem={problem} shown={shown?.kind === 'statement' ? shown.span : undefined} />
          </Pane>
        )}
        <div
          className={`flex min-h-0 min-w-0 flex-col py-4 max-lg:h-[calc(100dvh-6.5rem-var(--above))] ${problem !== null && coding ? 'border-line lg:max-2xl:border-t' : ''} ${view === 'talk' ? '' : 'max-lg:hidden'}`}
        >
          <TalkPane
            state={state}
            text={said.text}
            onWrite={said.write}
            onSay={said.say}
            shown={shown?.kind === 'words' ? { seq: shown.entry.seq, span: shown.span } : undefined}
          />
        </div>
        {coding ? (
          <Pane
            view="code"
            now={view}
            label="Code and results"
            className={problem === null ? '' : 'lg:max-2xl:col-start-2 lg:max-2xl:row-span-2 lg:max-2xl:row-start-1'}
          >
            <CodeSide
              room={room}
              code={code}
              languages={languages}
              material={material}
              shown={shown?.kind === 'code' ? shown : undefined}
              onShow={show}
            />
          </Pane>
        ) : null}
      </div>
    </>
  )
}

function isCoding(stage: Stage): boolean {
  return stage === 'coding' || stage === 'feedback'
}

function offered(problem: boolean, coding: boolean): readonly View[] {
  return ['talk', ...(problem ? (['problem'] as const) : []), ...(coding ? (['code'] as const) : [])]
}

function frame(problem: boolean, coding: boolean): string {
  if (!coding) return problem ? 'max-w-6xl lg:grid-cols-2 lg:grid-rows-[minmax(0,1fr)]' : 'max-w-3xl lg:grid-rows-[minmax(0,1fr)]'
  if (!problem) return 'max-w-[110rem] lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)]'
  return 'max-w-[110rem] lg:max-2xl:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:max-2xl:grid-rows-[minmax(0,2fr)_minmax(0,3fr)] 2xl:grid-cols-[minmax(0,22rem)_minmax(0,26rem)_minmax(0,1fr)] 2xl:grid-rows-[minmax(0,1fr)]'
}

/** Each stage begins with the part that it is about. */
function useView(stage: Stage): [View, (view: View) => void] {
  const [view, setView] = useState<View>('talk')
  const coding = isCoding(stage)
  useEffect(() => setView(coding ? 'code' : 'talk'), [coding])
  return [view, setView]
}

/** What a claim points at, brought into view. */
function useShown(setView: (view: View) => void): [Evidence | undefined, (evidence: Evidence) => void] {
  const [shown, setShown] = useState<Evidence>()
  const show = useCallback(
    (evidence: Evidence) => {
      setShown(evidence)
      if (evidence.kind === 'code') setView('code')
      if (evidence.kind === 'words') {
        setView('talk')
        requestAnimationFrame(() => bring(entryAnchor(evidence.entry.seq)))
      }
      if (evidence.kind === 'statement') {
        setView('problem')
        requestAnimationFrame(() => bring(statementAnchor))
      }
    },
    [setView],
  )
  return [shown, show]
}

interface PaneProps {
  readonly view: View
  readonly now: View
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

function Pane({ view, now, label, className = '', children }: PaneProps) {
  return (
    <Scrolling label={label} className={`min-h-0 min-w-0 py-4 lg:overflow-y-auto lg:pr-1 ${view === now ? '' : 'max-lg:hidden'} ${className}`}>
      {children}
    </Scrolling>
  )
}
