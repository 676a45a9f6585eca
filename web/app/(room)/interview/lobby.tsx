'use client'
/** What the interview is to be like: the problem, the language, the interviewer, how long, by voice or not. */
import { type SyntheticEvent, useEffect, useLayoutEffect, useState } from 'react'
import { http } from '../../../api/gateway.ts'
import { messageOf } from '../../../api/problem.ts'
import { deviceStorage, openDrafts } from '../../../coach/drafts.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { languages as known, personas } from '../../../interview/interview.ts'
import { interviewKeys, openInterviews, solvableIn } from '../../../interview/interviews.ts'
import { canSpeak } from '../../../interview/voice/speech.ts'
import { keepVoiceWish } from '../../../interview/voice/voice-wish.ts'
import { languageName, personaWords } from '../../../interview/words.ts'
import { paths } from '../../../paths.ts'
import { AwakeInput } from '../../../ui/awake.tsx'
import { Button } from '../../../ui/button.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'
import { useLearnerQuery, useSignedOut } from '../../../ui/use-learner-query.ts'
import { useOnceKey } from '../../../ui/use-once-key.ts'
import { choiceClass } from './choice-class.ts'
import { durations, emptyWish, readWish, toNewInterview, type Wish } from './lobby-form.ts'
import { ProblemChoice } from './problem-choice.tsx'

const place = ['new', 'interview'] as const

export function Lobby() {
  const [interviews] = useState(() => openInterviews(http))
  const [drafts] = useState(() => openDrafts(deviceStorage()))
  const [wish, setWish] = useState<Wish>(emptyWish)
  const [missing, setMissing] = useState(false)
  // Before it is shown: what was chosen makes the form longer or shorter.
  useLayoutEffect(() => setWish(readWish(drafts.load(...place)?.text)), [drafts])
  const problems = useLearnerQuery({ queryKey: interviewKeys.problems, queryFn: ({ signal }) => interviews.problems(signal), staleTime: 600_000 })
  const reports = useLearnerQuery({ queryKey: interviewKeys.languages, queryFn: ({ signal }) => interviews.languages(signal), staleTime: 600_000 })
  // What was chosen the last time stands until it is known that it cannot be had.
  const languages = [...new Set([...solvableIn(reports.data), ...(reports.data === undefined ? [wish.language] : [])])]

  const once = useOnceKey()
  const { sending, error, send } = useSending(async () => {
    const wanted = toNewInterview(wish, languages)
    const { id } = await interviews.start(wanted, once.of(wanted))
    // Loaded anew: the room has a policy of its own, for its editor.
    if (await leaveFor(paths.interview(id))) once.done()
  })
  useSignedOut(error)

  const write = (change: Partial<Wish>): void => {
    const next = { ...wish, ...change }
    setWish(next)
    setMissing(false)
    drafts.save(...place, { text: JSON.stringify(next), seconds: 0 })
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const known = (problems.data ?? []).some(({ id }) => id === wish.problemId)
    setMissing(wish.source === 'bank' && !known)
    if (wish.source === 'bank' && !known) document.getElementById('problem-choice')?.focus()
    else void send()
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-9">
      <ProblemChoice
        source={wish.source}
        chosen={wish.problemId}
        problems={problems.data}
        error={problems.error}
        missing={missing}
        onRetry={() => void problems.refetch()}
        onSource={(source) => write({ source })}
        onChoose={(problemId) => write({ problemId })}
      />
      <div className="grid gap-9 sm:grid-cols-2">
        <Chips
          legend="Language"
          name="language"
          value={languages.includes(wish.language) ? wish.language : (languages[0] ?? '')}
          options={known
            .map((language) => ({ value: language, label: languageName(language), offered: languages.includes(language) }))
            .sort(offeredFirst)}
          onChange={(language) => write({ language })}
        />
        <Chips
          legend="How long"
          name="duration"
          value={String(wish.durationMinutes)}
          options={durations.map((minutes) => ({ value: String(minutes), label: `${minutes} min`, offered: true }))}
          onChange={(minutes) => write({ durationMinutes: Number(minutes) })}
        />
      </div>
      <fieldset>
        <legend className="font-semibold">Interviewer</legend>
        <div className="mt-3 grid gap-2 sm:grid-cols-3">
          {personas.map((persona) => (
            <label key={persona} className={choiceClass}>
              <AwakeInput type="radio" name="persona" className="sr-only" checked={wish.persona === persona} onChange={() => write({ persona })} />
              <span className="font-semibold">{personaWords[persona].name}</span>
              <span className="mt-0.5 block text-sm text-muted">{personaWords[persona].says}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <VoiceChoice value={wish.voice} onChange={(voice) => write({ voice })} />
      <div className="grid justify-items-start gap-4">
        <Button type="submit" busy={sending} onClick={() => keepVoiceWish(wish.voice)}>
          Begin the interview
        </Button>
        {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void send()} />}
      </div>
    </form>
  )
}

interface ChipsProps {
  readonly legend: string
  readonly name: string
  readonly value: string
  /** What is not offered, or not known to be yet, has its room all the same: the others stay where they are. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly offered: boolean }[]
  readonly onChange: (value: string) => void
}

const offeredFirst = (a: ChipsProps['options'][number], b: ChipsProps['options'][number]): number => Number(b.offered) - Number(a.offered)

function Chips({ legend, name, value, options, onChange }: ChipsProps) {
  return (
    <fieldset>
      <legend className="font-semibold">{legend}</legend>
      <div className="mt-3 flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={`${option.offered ? '' : 'invisible'} relative flex min-h-11 items-center rounded-card border border-edge bg-surface px-3.5 has-[:checked]:border-ink has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint`}
          >
            <AwakeInput
              type="radio"
              name={name}
              className="sr-only"
              disabled={!option.offered}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Only where the browser can listen or speak, as nearly every one can: it is there until the page is awake and knows better. */
function VoiceChoice({ value, onChange }: { readonly value: boolean; readonly onChange: (voice: boolean) => void }) {
  const [offered, setOffered] = useState(true)
  useEffect(() => setOffered(canSpeak()), [])
  if (!offered) return null
  return (
    <label className="flex items-start gap-3">
      <AwakeInput
        type="checkbox"
        className="mt-1.5 size-5 accent-[var(--accent)]"
        checked={value}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span className="font-semibold">By voice</span>
        <span className="block text-sm text-muted">
          You hear the interviewer and may answer aloud; you can still type. Your browser does both: some send what you say to their maker.
        </span>
      </span>
    </label>
  )
}
