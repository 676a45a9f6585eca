'use client'
/** The coach: twelve prompts one at a time, the hint, the last word, what changed. It knows the world only through its client. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Abandon } from './abandon.tsx'
import { ChangeView } from './change-view.tsx'
import type { CoachClient, Hint, Transcript } from './coach-client.ts'
import { begin, type Course, type Happening, happen, type Step } from './course.ts'
import { DialogueStep } from './dialogue-step.tsx'
import { type Drafts, deviceStorage, openDrafts } from './drafts.ts'
import { elementOf, lastWordIndex } from './element.ts'
import { HintStep } from './hint-step.tsx'
import { ProblemSheet } from './problem-sheet.tsx'
import { ProgressRail } from './progress-rail.tsx'
import { PromptStep } from './prompt-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { TalkChoice, useTalkChoice } from './talk-choice.tsx'
import { useFocusAtFirst } from './use-focus-at-first.ts'
import { keptAnswers } from './words.ts'

/** Where the coach's links lead. */
export interface CoachPlaces {
  readonly signIn: string
  readonly transcript: string
  readonly again: string
}

export interface CoachProps {
  readonly client: CoachClient
  readonly transcript: Transcript
  /** The session as it has become elsewhere: kept answers that arrived, another window. */
  readonly latest?: Transcript | undefined
  readonly places: CoachPlaces
  /** Where unsent text is kept; by default in this browser's storage. */
  readonly drafts?: Drafts
  /** Told when something was kept, so that other views can ask anew. */
  readonly onChange?: () => void
}

export function Coach({ client, transcript: given, latest, places, drafts: givenDrafts, onChange }: CoachProps) {
  const [course, dispatch] = useReducer(happen, given, begin)
  const [drafts] = useState(() => givenDrafts ?? openDrafts(deviceStorage()))
  const sessionId = given.session.id
  useTopOfStep(course.step)
  useEffect(() => {
    if (latest !== undefined) dispatch({ type: 'became', transcript: latest })
  }, [latest])
  const tell = useCallback(
    (happening: Happening) => {
      dispatch(happening)
      onChange?.()
    },
    [onChange],
  )
  const abandon = async (): Promise<void> => {
    const { session } = await client.abandon(sessionId)
    tell({ type: 'abandoned', session })
  }
  const { step, transcript } = course
  const choice = useTalkChoice({
    client,
    drafts,
    sessionId,
    open: step.kind === 'prompt',
    onReturn: (found) => {
      tell({ type: 'became', transcript: found })
      tell({ type: 'went on' })
    },
  })
  const wide = step.kind === 'change' || step.kind === 'abandoned'
  return (
    <div data-element={stepElement(step)} className="wash">
      <div
        className={`mx-auto grid gap-x-12 gap-y-6 px-3 pb-24 pt-4 sm:px-6 lg:pt-10 ${wide ? 'max-w-5xl' : 'max-w-6xl lg:grid-cols-[17rem_minmax(0,42rem)] xl:gap-x-20'}`}
      >
        {wide ? null : (
          <div className="px-1 lg:sticky lg:top-24 lg:self-start">
            <ProblemSheet transcript={transcript} />
          </div>
        )}
        <div className="min-w-0">
          {choice.talking ? null : step.kind === 'prompt' || step.kind === 'review' ? (
            <div className="mb-8 lg:mb-10">
              <ProgressRail
                session={transcript.session}
                current={step.kind === 'prompt' ? step.index : undefined}
                onGo={(index) => dispatch({ type: 'went', index })}
              />
            </div>
          ) : null}
          <div className="px-1">
            {choice.talking && client.converse !== undefined ? (
              <DialogueStep
                converse={client.converse}
                sessionId={sessionId}
                title={transcript.session.algorithmTitle}
                drafts={drafts}
                onLeave={choice.leave}
              />
            ) : (
              <>
                <StepView course={course} client={client} drafts={drafts} places={places} tell={tell} />
                <TalkChoice choice={choice} />
              </>
            )}
            {transcript.session.status === 'in_progress' ? (
              <p className="mt-16">
                <Abandon signInHref={places.signIn} onAbandon={abandon} />
              </p>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  )
}

interface StepViewProps {
  readonly course: Course
  readonly client: CoachClient
  readonly drafts: Drafts
  readonly places: CoachPlaces
  readonly tell: (happening: Happening) => void
}

function StepView({ course, client, drafts, places, tell }: StepViewProps) {
  const { step, transcript, noticed } = course
  const sessionId = transcript.session.id
  const go = (index: number): void => tell({ type: 'went', index })
  const [asked, setAsked] = useState(false)
  const hinted = useCallback((hint: Hint) => tell({ type: 'hinted', hint }), [tell])
  switch (step.kind) {
    case 'prompt': {
      const prompt = transcript.prompts.find(({ index }) => index === step.index)
      if (prompt === undefined) return <Notice message="This prompt is missing. Load the page again." />
      return (
        <PromptStep
          key={step.index}
          transcript={transcript}
          prompt={prompt}
          drafts={drafts}
          noticed={noticed}
          signInHref={places.signIn}
          onGo={go}
          onGoOn={() => {
            drafts.forget(sessionId, step.index)
            tell({ type: 'went on' })
          }}
          onAnswer={async (answer) => {
            const answered = await client.respond({ sessionId, ...answer })
            // What was written on meanwhile is not sent yet.
            if (drafts.load(sessionId, answer.promptIndex)?.text === answer.responseText) drafts.forget(sessionId, answer.promptIndex)
            tell({ type: 'answered', ...answer, answered })
          }}
        />
      )
    }
    case 'review':
      return (
        <ReviewStep
          transcript={transcript}
          onGo={go}
          onHint={() => {
            setAsked(true)
            tell({ type: 'asked for a hint' })
          }}
        />
      )
    case 'hint':
      return (
        <HintStep
          client={client}
          transcript={transcript}
          drafts={drafts}
          asked={asked}
          signInHref={places.signIn}
          onHint={hinted}
          onComplete={async (finalResponse) => {
            const { session, change } = await client.complete(sessionId, finalResponse)
            drafts.forget(sessionId, lastWordIndex)
            tell({ type: 'completed', finalResponse, session, change })
          }}
        />
      )
    case 'change':
      return <Completed transcript={transcript} places={places} />
    case 'abandoned':
      return <PutAside transcript={transcript} places={places} />
  }
}

function Completed({ transcript, places }: { readonly transcript: Transcript; readonly places: CoachPlaces }) {
  const heading = useFocusAtFirst<HTMLHeadingElement>()
  return (
    <section aria-labelledby="change" className="settle">
      <p className="text-muted">{transcript.session.algorithmTitle}</p>
      <h1 id="change" ref={heading} tabIndex={-1} className="mt-1 outline-none text-2xl sm:text-3xl">
        What changed in your thinking
      </h1>
      <h2 className="sr-only">Before and after</h2>
      <ChangeView transcript={transcript} />
      <p className="mt-12 flex flex-wrap gap-3">
        <a href={places.again} className={buttonClass('primary')}>
          Take another problem
        </a>
        <a href={places.transcript} className={buttonClass('quiet')}>
          Read it all again
        </a>
      </p>
    </section>
  )
}

function PutAside({ transcript, places }: { readonly transcript: Transcript; readonly places: CoachPlaces }) {
  const heading = useFocusAtFirst<HTMLHeadingElement>()
  return (
    <section aria-labelledby="put-aside" className="settle mx-auto max-w-xl py-10">
      <h1 id="put-aside" ref={heading} tabIndex={-1} className="text-2xl outline-none">
        You put “{transcript.session.algorithmTitle}” aside
      </h1>
      <p className="mt-3 text-muted">{keptAnswers(transcript.session.promptsCompleted)} The problem will still be there tomorrow.</p>
      <p className="mt-8 flex flex-wrap gap-3">
        <a href={places.again} className={buttonClass('primary')}>
          Take another problem
        </a>
        <a href={places.transcript} className={buttonClass('quiet')}>
          Read what you wrote
        </a>
      </p>
    </section>
  )
}

function stepElement(step: Step) {
  return step.kind === 'prompt' ? elementOf(step.index) : 'quintessence'
}

/** A new step is read from its beginning. */
function useTopOfStep(step: Step): void {
  const before = useRef(step)
  useEffect(() => {
    if (before.current !== step && window.scrollY > 0) window.scrollTo({ top: 0 })
    before.current = step
  }, [step])
}
