'use client'
/** The five questions: forward and back, kept as one goes, ending on the plan. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { generatePlan, type Intake, plans } from '../../../api/plans.ts'
import { ApiError, messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { beginning, dropDraft, keepDraft, missing, readDraft } from '../../../plan/onboarding-draft.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { useLeading } from '../../../ui/use-leading.ts'
import { ConfidenceStep, HoursStep, LevelStep, RolesStep, WeaknessStep } from './steps.tsx'

const questions = [
  'How far along are you?',
  'What are you preparing for?',
  'How much time is there?',
  'How sure are you of each topic?',
  'What costs you most?',
]
const steps = [LevelStep, RolesStep, HoursStep, ConfidenceStep, WeaknessStep]

/** What was typed here, else what was answered before, else nothing yet. */
async function firstAnswers(): Promise<Intake> {
  const draft = readDraft(window.localStorage)
  if (draft !== undefined) return draft
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  try {
    return { ...beginning, timeZone, ...(await plans.intake()) }
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) window.location.replace(paths.signIn(paths.onboarding))
    return { ...beginning, timeZone }
  }
}

export function Onboarding() {
  const [intake, setIntake] = useState<Intake>()
  useEffect(() => {
    void firstAnswers().then(setIntake)
  }, [])
  if (intake === undefined)
    return (
      <>
        <Waiting label="One moment" />
        <Skeleton className="h-64" />
      </>
    )
  return <Questions start={intake} />
}

function Questions({ start }: { readonly start: Intake }) {
  const [intake, setIntake] = useState(start)
  const [step, setStep] = useState(0)
  const [asked, setAsked] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const making = useMaking(intake)
  const change = (part: Partial<Intake>): void => {
    const next = { ...intake, ...part }
    keepDraft(window.localStorage, next)
    setIntake(next)
    setAsked('')
  }
  const go = (to: number): void => {
    const lacks = to > step ? missing(step, intake) : ''
    setAsked(lacks)
    if (lacks !== '') return
    setStep(to)
    heading.current?.focus()
  }
  const Step = steps[step] ?? LevelStep
  const last = step === steps.length - 1
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (last && !making.sending) void making.send()
        else go(step + 1)
      }}
    >
      <p className="text-muted">
        Question {step + 1} of {steps.length}
      </p>
      <h1 ref={heading} tabIndex={-1} className="mt-2 text-2xl outline-none sm:text-3xl">
        {questions[step]}
      </h1>
      <div className="mt-8">
        <Step intake={intake} onChange={change} />
      </div>
      <p role="alert" className="mt-4 text-danger empty:hidden">
        {asked}
      </p>
      <p className="mt-8 flex flex-wrap gap-3">
        {step === 0 ? null : (
          <Button look="quiet" onClick={() => go(step - 1)}>
            Back
          </Button>
        )}
        <Button type="submit" busy={making.sending}>
          {last ? 'Make my plan' : 'Next'}
        </Button>
      </p>
      {making.error === undefined ? null : (
        <div className="mt-6">
          <Notice message={messageOf(making.error)} onRetry={() => void making.retry()} />
        </div>
      )}
      {making.sending ? <Progress percent={making.percent} /> : null}
    </form>
  )
}

function useMaking(intake: Intake) {
  const { leading, lead } = useLeading()
  const queries = useQueryClient()
  const [percent, setPercent] = useState(0)
  const making = useSending(async () => {
    setPercent(0)
    await plans.putIntake({
      ...pick(intake),
      ...(intake.constraints ? { constraints: intake.constraints } : {}),
      ...(intake.pastExperience ? { pastExperience: intake.pastExperience } : {}),
    })
    await generatePlan(setPercent, AbortSignal.timeout(60_000))
    dropDraft(window.localStorage)
    await queries.invalidateQueries({ queryKey: keys.plans })
    lead(paths.plan)
  })
  return { ...making, sending: making.sending || leading, percent }
}

/** Only what the gateway takes. */
function pick({ level, roleTarget, timelineWeeks, hoursPerWeek, topicConfidence, weaknesses, timeZone, daysAvailable }: Intake): Intake {
  return { level, roleTarget, timelineWeeks, hoursPerWeek, topicConfidence, weaknesses, timeZone, daysAvailable }
}

function Progress({ percent }: { readonly percent: number }) {
  return (
    <div className="mt-6">
      <label htmlFor="making" className="text-muted">
        Your plan is being made
      </label>
      <progress
        id="making"
        max={100}
        value={percent}
        className="mt-2 block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-quint [&::-moz-progress-bar]:bg-quint"
      />
    </div>
  )
}
