'use client'
/** The program at work: one for each language, kept on this device while it is written. */
import { useRef, useState } from 'react'
import { deviceStorage, openDrafts } from '../coach/drafts.ts'
import type { Language, Transport, WholeLesson } from './lab.ts'

export interface Program {
  readonly language: Language
  readonly code: string
  /** Grows when the code changed by other means than typing. */
  readonly revision: number
  /** By the learner, since the page was opened. */
  readonly written: boolean
  speak(language: Language): void
  /** Another way of writing nodes: what nobody has changed is replaced by what one begins with there. */
  turn(to: Transport): void
  write(code: string): void
  /** Takes another program to the screen. */
  take(language: Language, code: string): void
  /** Back to what the lesson gives. */
  startAgain(): void
}

const at = ({ slug }: WholeLesson): string => `lab-${slug}`

const ways = { maelstrom: 'lines', grpc: 'grpc' } as const

function starterOf({ starters }: Pick<WholeLesson, 'starters'>, language: Language, transport: Transport): string {
  return starters[transport === 'simulation' ? language : (`${language}/${ways[transport]}` as const)] ?? ''
}

/** @param transport how nodes are written now */
export function useProgram(lesson: WholeLesson, transport: Transport): Program {
  const [drafts] = useState(() => openDrafts(deviceStorage()))
  const starter = (language: Language, of = transport): string => starterOf(lesson, language, of)
  const kept = (language: Language): string => drafts.load(at(lesson), language)?.text ?? starter(language)
  const [shown, setShown] = useState(() => ({ language: 'javascript' as Language, code: kept('javascript'), revision: 0 }))
  const revisions = useRef(0)
  const [written, setWritten] = useState(false)
  const show = (language: Language, code: string): void => {
    revisions.current += 1
    setShown({ language, code, revision: revisions.current })
  }
  return {
    ...shown,
    written,
    speak(language) {
      show(language, kept(language))
      setWritten(true)
    },
    turn(to) {
      const { language, code } = shown
      if (code === starter(language)) show(language, starter(language, to))
    },
    write(code) {
      drafts.save(at(lesson), shown.language, { text: code, seconds: 0 })
      setShown((before) => ({ ...before, code }))
      setWritten(true)
    },
    take: show,
    startAgain() {
      drafts.forget(at(lesson), shown.language)
      show(shown.language, starter(shown.language))
    },
  }
}
