'use client'
/** The program at work: one for each language, kept on this device while it is written. */
import { useRef, useState } from 'react'
import { deviceStorage, openDrafts } from '../coach/drafts.ts'
import type { Language, WholeLesson } from './lab.ts'

export interface Program {
  readonly language: Language
  readonly code: string
  /** Grows when the code changed by other means than typing. */
  readonly revision: number
  speak(language: Language): void
  write(code: string): void
  /** Takes another program to the screen. */
  take(language: Language, code: string): void
  /** Back to what the lesson gives. */
  startAgain(): void
}

const at = ({ slug }: WholeLesson): string => `lab-${slug}`

export function useProgram(lesson: WholeLesson): Program {
  const [drafts] = useState(() => openDrafts(deviceStorage()))
  const starter = (language: Language): string => lesson.starters[language] ?? ''
  const kept = (language: Language): string => drafts.load(at(lesson), language)?.text ?? starter(language)
  const [shown, setShown] = useState(() => ({ language: 'javascript' as Language, code: kept('javascript'), revision: 0 }))
  const revisions = useRef(0)
  const show = (language: Language, code: string): void => {
    revisions.current += 1
    setShown({ language, code, revision: revisions.current })
  }
  return {
    ...shown,
    speak: (language) => show(language, kept(language)),
    write(code) {
      drafts.save(at(lesson), shown.language, { text: code, seconds: 0 })
      setShown((before) => ({ ...before, code }))
    },
    take: show,
    startAgain() {
      drafts.forget(at(lesson), shown.language)
      show(shown.language, starter(shown.language))
    },
  }
}
