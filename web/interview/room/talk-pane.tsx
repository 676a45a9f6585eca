'use client'
/** Talking with the interviewer: what was said, and one field to go on, by keyboard or by voice. */
import { Mic, MicOff, Volume2, VolumeX } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Span } from '../../coach/segments.ts'
import { Button } from '../../ui/button.tsx'
import { GrowArea } from '../../ui/grow-area.tsx'
import { isLearners, type LearnerKind, type Stage } from '../interview.ts'
import { conversation, type Room, waitingFor } from '../room.ts'
import { Scrolling } from '../scrolling.tsx'
import { canListen, canSpeak } from '../voice/speech.ts'
import { useVoice, type Voice, type VoiceOptions } from '../voice/use-voice.ts'
import { keepVoiceWish, voiceWish } from '../voice/voice-wish.ts'
import { TalkLog } from './talk-log.tsx'

export interface TalkPaneProps {
  readonly state: Room
  readonly text: string
  readonly onWrite: (text: string) => void
  readonly onSay: (kind: LearnerKind, text: string) => void
  readonly shown?: { readonly seq: number; readonly span: Span } | undefined
}

const longestWords = 10_000
const longestProblem = 100_000

const placeholders: Readonly<Record<Stage, string>> = {
  problem: 'Tell the problem with its examples, as you would to somebody who has never seen it.',
  approach: 'Ask what is not clear, then say how you would go about it, and what it costs.',
  coding: 'Say what you are doing, or ask.',
  feedback: 'Answer, or ask why.',
  summary: '',
}

export function TalkPane({ state, text, onWrite, onSay, shown }: TalkPaneProps) {
  const [wanted, setWanted] = useState(false)
  const [empty, setEmpty] = useState(false)
  /** What was written before anything was said aloud. */
  const typed = useRef('')
  const area = useRef<HTMLTextAreaElement>(null)
  const heading = useId()
  useEffect(() => setWanted(voiceWish()), [])
  const stage = state.interview?.stage ?? 'problem'

  const say = (kind: LearnerKind): void => {
    setEmpty(text.trim() === '')
    if (text.trim() === '') area.current?.focus()
    else onSay(kind, text.trim())
  }
  const usual: LearnerKind = stage === 'problem' ? 'problem_description' : 'message'
  const voice = useVoice({
    wanted,
    turn: spokenTurn(state),
    onWords: (words) => onWrite(typed.current === '' ? words : `${typed.current} ${words}`),
    onPause: () => {
      typed.current = ''
      if (text.trim() !== '') onSay(usual, text.trim())
    },
  })
  const type = (typing: string): void => {
    voice.rest()
    onWrite(typing)
  }
  const listen = (): void => {
    typed.current = text.trim()
    voice.listen()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    say(usual)
  }
  const wish = (next: boolean): void => {
    setWanted(next)
    keepVoiceWish(next)
    if (!next) voice.rest()
  }

  return (
    <section aria-labelledby={heading} className="flex min-h-0 flex-1 flex-col">
      <h2 id={heading} className="sr-only">
        Conversation
      </h2>
      <Scrolling label="What was said" className="min-h-0 flex-1 overflow-y-auto pb-2 pr-1">
        <TalkLog state={state} waiting={waitingFor(state)} shown={shown} />
      </Scrolling>
      {stage === 'summary' ? null : (
        <div className="border-t border-line pt-3">
          <div className={`-m-1 overflow-y-auto p-1 ${stage === 'problem' ? 'max-h-[60dvh]' : 'max-h-[36dvh]'}`}>
            <GrowArea
              ref={area}
              value={text}
              onChange={(event) => type(event.target.value)}
              onKeyDown={keys}
              aria-label={stage === 'problem' ? 'The problem' : 'What you say'}
              placeholder={placeholders[stage]}
              maxLength={stage === 'problem' ? longestProblem : longestWords}
              rows={stage === 'problem' ? 8 : 2}
            />
          </div>
          {empty && text.trim() === '' ? (
            <p role="alert" className="mt-2 text-sm text-muted">
              Write a few words first.
            </p>
          ) : null}
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <VoiceButtons wanted={wanted} voice={voice} onWish={wish} onListen={listen} />
            <div className="ml-auto flex flex-wrap gap-2">
              <SayButtons stage={stage} onSay={say} />
            </div>
          </div>
        </div>
      )}
    </section>
  )
}

function SayButtons({ stage, onSay }: { readonly stage: Stage; readonly onSay: (kind: LearnerKind) => void }): ReactNode {
  if (stage === 'problem') return <Button onClick={() => onSay('problem_description')}>That is the problem</Button>
  if (stage !== 'approach') return <Button onClick={() => onSay('message')}>Say it</Button>
  return (
    <>
      <Button look="quiet" onClick={() => onSay('message')}>
        Say it
      </Button>
      <Button onClick={() => onSay('explanation')}>This is my approach</Button>
    </>
  )
}

/** What is said aloud: what comes now, or else what was said last. */
function spokenTurn(state: Room): VoiceOptions['turn'] {
  const { speaking } = state
  if (speaking !== undefined) return { name: `about ${speaking.aboutSeq}`, text: speaking.text, whole: false }
  const last = conversation(state).at(-1)
  if (last === undefined || !('seq' in last) || isLearners(last)) return undefined
  return { name: (last.aboutSeq ?? 0) > 0 ? `about ${last.aboutSeq}` : `entry ${last.seq}`, text: last.text, whole: true }
}

interface VoiceButtonsProps {
  readonly wanted: boolean
  readonly voice: Voice
  readonly onWish: (wanted: boolean) => void
  readonly onListen: () => void
}

/** As wide whatever is said beside the buttons, so that those to say it with stay where they are. The room opens on a page that is awake: it is known what the browser can. */
function VoiceButtons({ wanted, voice, onWish, onListen }: VoiceButtonsProps) {
  const [can] = useState(() => ({ speak: canSpeak(), listen: canListen() }))
  if (!can.speak) return null
  return (
    <div className={`flex min-w-0 items-center gap-2 flex-1 ${can.listen ? 'basis-44' : 'basis-32'}`}>
      <Button look="quiet" className="px-3" aria-pressed={wanted} onClick={() => onWish(!wanted)}>
        {wanted ? <Volume2 aria-hidden className="size-5" /> : <VolumeX aria-hidden className="size-5" />}
        <span className="sr-only">Hear the interviewer</span>
      </Button>
      {can.listen ? (
        <Button look="quiet" className="px-3" aria-pressed={voice.listening} onClick={voice.listening ? voice.rest : onListen}>
          {voice.listening ? <Mic aria-hidden className="size-5" /> : <MicOff aria-hidden className="size-5" />}
          <span className="sr-only">Speak</span>
        </Button>
      ) : null}
      {voice.speaking ? (
        <Button look="plain" onClick={voice.hush}>
          Quiet
        </Button>
      ) : null}
      <span role="status" className="min-w-0 text-sm leading-tight text-muted">
        {voice.refused ? 'Your browser does not let Quint listen.' : voice.listening && !voice.speaking ? 'Listening. Take your time to think.' : ''}
      </span>
    </div>
  )
}
