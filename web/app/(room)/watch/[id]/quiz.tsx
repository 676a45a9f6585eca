'use client'
/** The questions of a video; what was right and why is told once they are answered. */
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { putAnswer } from '../../../../api/answers.ts'
import { keys } from '../../../../api/keys.ts'
import { messageOf } from '../../../../api/problem.ts'
import { type Question, type Video, watch } from '../../../../api/watch.ts'
import { useSending } from '../../../../coach/use-sending.ts'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { clock, toldFromMs } from '../../../../watch/words.ts'

interface QuizProps {
  readonly video: Video
  readonly onSeek: (ms: number) => void
  readonly onAnswered: () => void
}

export function Quiz({ video, onSeek, onAnswered }: QuizProps) {
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Readonly<Record<number, number>>>({})
  const answered = video.quiz.every(({ answer }) => answer !== null)
  const answering = useSending(async () => {
    const choice = video.quiz.map((_, index) => chosen[index] ?? 0)
    const { quiz } = await watch.answer(video.id, choice)
    // What was right shows at once: a second press while it is fetched would be refused.
    putAnswer<Video>(queries, keys.video(video.id), (now) => now && { ...now, quiz })
    onAnswered()
  })
  const send = (event: FormEvent): void => {
    event.preventDefault()
    void answering.send()
  }
  if (video.quiz.length === 0) return null
  return (
    <form onSubmit={send} className="mt-8 grid gap-6">
      <h2 className="text-xl">Questions</h2>
      {video.quiz.map((question, index) => (
        <One
          key={question.question}
          question={question}
          chosen={question.chosen ?? chosen[index]}
          onChoose={(option) => setChosen({ ...chosen, [index]: option })}
          fromMs={toldFromMs(video.storyboard.cues, question.atMs)}
          onSeek={onSeek}
        />
      ))}
      {answered ? null : (
        <p>
          <Button type="submit" busy={answering.sending} disabled={Object.keys(chosen).length < video.quiz.length}>
            Answer
          </Button>
        </p>
      )}
      {answering.error === undefined ? null : <Notice message={messageOf(answering.error)} />}
    </form>
  )
}

interface OneProps {
  readonly question: Question
  readonly chosen: number | undefined
  readonly onChoose: (option: number) => void
  readonly fromMs: number
  readonly onSeek: (ms: number) => void
}

function One({ question, chosen, fromMs, onChoose, onSeek }: OneProps) {
  const name = useId()
  const { answer } = question
  return (
    <fieldset>
      <legend className="font-semibold">{question.question}</legend>
      {question.options.map((option, index) => (
        <label key={option} className="flex items-center gap-3 py-1.5">
          <input
            type="radio"
            name={name}
            checked={chosen === index}
            disabled={answer !== null}
            onChange={() => onChoose(index)}
            className="size-4 shrink-0 accent-quint"
          />
          {option}
          {answer === index ? <span className="text-sm font-semibold text-quint">right</span> : null}
          {answer !== null && chosen === index && answer !== index ? <span className="text-sm text-danger">not this one</span> : null}
        </label>
      ))}
      {question.why === null ? null : (
        <p className="mt-1 text-muted">
          {question.why} It is told at{' '}
          <button type="button" onClick={() => onSeek(fromMs)} className="underline decoration-line decoration-2 underline-offset-4 hover:text-ink">
            {clock(fromMs)}
          </button>
          .
        </p>
      )}
    </fieldset>
  )
}
