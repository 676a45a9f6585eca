/** Speaking with the interviewer: says what they say sentence by sentence, and turns what is heard into the learner's words. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { sayable, spokenText } from './sentences.ts'
import { hush, listen, speak } from './speech.ts'
import { thinkPauseMs } from './think-pause.ts'

export interface Voice {
  readonly listening: boolean
  readonly speaking: boolean
  /** The browser lets nobody listen. */
  readonly refused: boolean
  readonly listen: () => void
  readonly rest: () => void
  /** The interviewer is cut off. */
  readonly hush: () => void
}

export interface VoiceOptions {
  /** Nothing is said aloud otherwise. */
  readonly wanted: boolean
  /** What the interviewer says now or has said last; the name changes with each turn. */
  readonly turn: { readonly name: string; readonly text: string; readonly whole: boolean } | undefined
  /** What is heard, as it comes. */
  readonly onWords: (text: string) => void
  /** A silence that is long enough. */
  readonly onPause: () => void
}

export function useVoice({ wanted, turn, onWords, onPause }: VoiceOptions): Voice {
  const speaking = useSpeaking(wanted, turn)
  const [listening, setListening] = useState(false)
  const [refused, setRefused] = useState(false)
  const told = useRef({ onWords, onPause })
  useEffect(() => {
    told.current = { onWords, onPause }
  })
  // The interviewer's own voice is not to be taken for the learner's.
  const open = listening && !speaking
  useEffect(() => {
    if (!open) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let before = ''
    let last = ''
    let stop = (): void => undefined
    const begin = (): void => {
      stop = listen({
        onHeard({ said, maybe }) {
          last = [before, said, maybe].filter((part) => part !== '').join(' ')
          told.current.onWords(last)
          clearTimeout(timer)
          timer = setTimeout(() => {
            before = ''
            last = ''
            stop()
            told.current.onPause()
            begin()
          }, thinkPauseMs(last))
        },
        // Browsers stop by themselves now and then; what was heard stays.
        onEnd(no) {
          before = last
          if (no) {
            setRefused(true)
            setListening(false)
          } else begin()
        },
      })
    }
    begin()
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [open])
  return {
    listening,
    speaking,
    refused,
    listen: useCallback(() => {
      setRefused(false)
      setListening(true)
    }, []),
    rest: useCallback(() => setListening(false), []),
    hush,
  }
}

/** What is there when the page opens was said before: only what comes afterwards is said aloud. */
function useSpeaking(wanted: boolean, turn: VoiceOptions['turn']): boolean {
  const [waiting, setWaiting] = useState(0)
  const done = useRef<{ name: string; upTo: number }>(undefined)
  useEffect(() => {
    if (turn === undefined) return
    if (!wanted || (done.current === undefined && turn.whole)) {
      done.current = { name: turn.name, upTo: turn.text.length }
      return
    }
    const from = done.current?.name === turn.name ? done.current.upTo : 0
    const upTo = sayable(turn.text, from, turn.whole)
    done.current = { name: turn.name, upTo }
    const words = spokenText(turn.text.slice(from, upTo))
    if (words === '') return
    setWaiting((count) => count + 1)
    void speak(words).then(() => setWaiting((count) => count - 1))
  }, [wanted, turn])
  useEffect(() => {
    if (!wanted) hush()
  }, [wanted])
  useEffect(() => hush, [])
  return waiting > 0
}
