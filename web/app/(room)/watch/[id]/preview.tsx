'use client'
/** The script as slides that play themselves while the film is made: captions below, read aloud by the browser where it can. */
import { useEffect, useState } from 'react'
import type { SceneView, Video } from '../../../../api/watch.ts'
import { Button } from '../../../../ui/button.tsx'
import { readingMs } from '../../../../watch/words.ts'
import { Drawing } from './drawing.tsx'

interface Place {
  readonly scene: number
  readonly sentence: number
}

const start: Place = { scene: 0, sentence: 0 }

export function Preview({ video }: { readonly video: Video }) {
  const { scenes } = video.storyboard
  const [at, setAt] = useState(start)
  const [playing, setPlaying] = useState(false)
  const scene = scenes[at.scene]
  const say = scene?.narration[at.sentence]?.say ?? ''
  const next = nextOf(scenes, at)
  useSpoken(playing ? say : '', () => (next === undefined ? setPlaying(false) : setAt(next)))
  if (scene === undefined) return null
  const go = (to: number) => () => setAt({ scene: to, sentence: 0 })
  return (
    <section aria-label="The script" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Slide scene={scene} at={at.sentence} />
      <p aria-live={playing ? 'off' : 'polite'} className="min-h-12 text-muted">
        {say}
      </p>
      <p className="flex flex-wrap items-center gap-3">
        <Button look="quiet" onClick={() => setPlaying(!playing)}>
          {playing ? 'Pause' : 'Play the script'}
        </Button>
        <Button look="plain" disabled={at.scene === 0} onClick={go(at.scene - 1)}>
          Back
        </Button>
        <Button look="plain" disabled={at.scene === scenes.length - 1} onClick={go(at.scene + 1)}>
          Next
        </Button>
        <span className="text-sm text-muted">
          {at.scene + 1} of {scenes.length}
        </span>
      </p>
    </section>
  )
}

function nextOf(scenes: readonly SceneView[], { scene, sentence }: Place): Place | undefined {
  if (sentence + 1 < (scenes[scene]?.narration.length ?? 0)) return { scene, sentence: sentence + 1 }
  return scene + 1 < scenes.length ? { scene: scene + 1, sentence: 0 } : undefined
}

function Slide({ scene, at }: { readonly scene: SceneView; readonly at: number }) {
  const shown = scene.narration[at]
  return (
    <div className="grid aspect-video w-full auto-rows-max grid-cols-[minmax(0,1fr)] content-center gap-4 rounded-card border border-line bg-surface p-6 sm:p-10">
      <h2 className="text-xl sm:text-2xl">{scene.title}</h2>
      {scene.bullets.length === 0 ? null : (
        <ul className="list-disc pl-6">
          {scene.bullets.slice(0, shown?.bullets ?? scene.bullets.length).map((bullet) => (
            <li key={bullet}>{bullet}</li>
          ))}
        </ul>
      )}
      {scene.diagram === undefined ? null : <Drawing diagram={scene.diagram} step={shown?.step ?? 0} />}
      {scene.code === undefined ? null : <Code text={scene.code.text} lit={shown?.lines} />}
    </div>
  )
}

function Code({ text, lit }: { readonly text: string; readonly lit: readonly [number, number] | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section aria-label="Code" tabIndex={0} className="overflow-x-auto">
      <pre className="font-mono text-sm">
        {text.split('\n').map((line, index) => {
          const on = lit !== undefined && index + 1 >= lit[0] && index + 1 <= lit[1]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of code have no other name
            <span key={index} className={`block px-2 ${on ? 'bg-[color-mix(in_oklab,var(--accent)_14%,transparent)]' : ''}`}>
              {line || ' '}
            </span>
          )
        })}
      </pre>
    </section>
  )
}

/** Says it and tells when it is said; without a voice, after the time that reading takes. */
function useSpoken(say: string, onSaid: () => void): void {
  const [told, setTold] = useState('')
  useEffect(() => {
    if (say === '') return
    const voice = window.speechSynthesis as SpeechSynthesis | undefined
    const spoken = new SpeechSynthesisUtterance(say)
    spoken.onend = () => setTold(say)
    voice?.cancel()
    voice?.speak(spoken)
    // A browser may have the means and no voice: then nothing ends.
    const patience = setTimeout(() => setTold(say), readingMs(say) * (voice === undefined || voice.getVoices().length === 0 ? 1 : 3))
    return () => {
      clearTimeout(patience)
      voice?.cancel()
    }
  }, [say])
  useEffect(() => {
    if (say === '' || told !== say) return
    setTold('')
    onSaid()
  }, [say, told, onSaid])
}
