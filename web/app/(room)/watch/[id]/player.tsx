'use client'
/** The film with captions and chapters, at the speed one likes, going on where one stopped; beside it what is said. */
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useState } from 'react'
import { keys } from '../../../../api/keys.ts'
import { type Video, watch } from '../../../../api/watch.ts'
import { sceneAt, tileOf } from '../../../../watch/sheet.ts'
import { clock } from '../../../../watch/words.ts'

const speeds = [0.75, 1, 1.25, 1.5, 2]
const tellEveryMs = 5000

interface PlayerProps {
  readonly video: Video
  readonly film: RefObject<HTMLVideoElement | null>
  readonly onTime: (ms: number) => void
  readonly onSeek: (ms: number) => void
}

export function Player({ video, film, onTime, onSeek }: PlayerProps) {
  const [atMs, setAtMs] = useState(0)
  useWatched(video.id, film)
  const tick = (): void => {
    const ms = (film.current?.currentTime ?? 0) * 1000
    setAtMs(ms)
    onTime(ms)
  }
  const resume = (): void => {
    // Where nobody has begun, the picture of the video stands.
    if (film.current !== null && video.positionMs > 0 && video.positionMs < video.duration * 1000 - 2000)
      film.current.currentTime = video.positionMs / 1000
  }
  return (
    <div className="mt-6 grid gap-4">
      <video
        ref={film}
        controls
        preload="metadata"
        poster={video.thumbnailUrl ?? undefined}
        src={video.videoUrl ?? undefined}
        onTimeUpdate={tick}
        onLoadedMetadata={resume}
        className="aspect-video w-full rounded-card border border-line bg-surface"
      >
        <track kind="captions" src={video.captionsUrl ?? ''} srcLang="en" label="English" default />
        <track kind="chapters" src={video.chaptersUrl ?? ''} srcLang="en" label="Chapters" />
      </video>
      <Chapters video={video} atMs={atMs} onSeek={onSeek} />
      <div className="flex flex-wrap items-center justify-end gap-3">
        <label className="flex items-center gap-2 text-muted">
          Speed
          <select
            defaultValue="1"
            onChange={(event) => {
              if (film.current !== null) film.current.playbackRate = Number(event.target.value)
            }}
            className="min-h-10 rounded-card border border-edge bg-surface px-2 text-ink"
          >
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {speed}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Transcript video={video} atMs={atMs} onSeek={onSeek} />
    </div>
  )
}

interface BesideProps {
  readonly video: Video
  readonly atMs: number
  readonly onSeek: (ms: number) => void
}

/** Each with a small picture of its first scene. */
function Chapters({ video, atMs, onSeek }: BesideProps) {
  const { chapters, storyboard, storyboardUrl } = video
  const current = chapters.findLast(({ atMs: from }) => from <= atMs)
  return (
    <ol aria-label="Chapters" className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
      {chapters.map((chapter) => (
        <li key={chapter.atMs}>
          <button
            type="button"
            aria-current={chapter === current ? 'true' : undefined}
            onClick={() => onSeek(chapter.atMs)}
            className="group grid w-full gap-1.5 text-left text-sm"
          >
            <span
              aria-hidden
              style={{ backgroundImage: `url(${storyboardUrl})`, ...tileOf(sceneAt(storyboard.cues, chapter.atMs), storyboard.scenes.length) }}
              className="block aspect-video w-full rounded-md border border-line group-hover:border-ink group-aria-[current]:outline-2 group-aria-[current]:outline-quint"
            />
            <span>
              <span className="text-muted">{clock(chapter.atMs)}</span> {chapter.title}
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}

function Transcript({ video, atMs, onSeek }: BesideProps) {
  const sentences = video.storyboard.scenes.flatMap(({ narration }) => narration.map(({ say }) => say))
  return (
    <details>
      <summary className="cursor-pointer font-semibold">What is said</summary>
      <ol className="mt-3 grid gap-1">
        {video.storyboard.cues.map(({ fromMs, toMs }, index) => (
          <li key={fromMs}>
            <button
              type="button"
              aria-current={atMs >= fromMs && atMs < toMs ? 'true' : undefined}
              onClick={() => onSeek(fromMs)}
              className="rounded px-2 py-1 text-left aria-[current]:bg-surface aria-[current]:font-semibold"
            >
              {sentences[index]}
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What was really watched, and where one is: told now and then, and when one leaves. */
function useWatched(id: string, film: RefObject<HTMLVideoElement | null>): void {
  const queries = useQueryClient()
  useEffect(() => {
    // When one leaves, the screen has let go of it before this is told.
    const element = film.current
    if (element === null) return
    let watchedMs = 0
    let last = performance.now()
    let played = false
    let toldMs = -1
    const look = (): void => {
      const now = performance.now()
      if (played) watchedMs += now - last
      last = now
      played = !element.paused
    }
    const tell = (): void => {
      look()
      const positionMs = Math.round(element.currentTime * 1000)
      if (watchedMs === 0 || positionMs === toldMs) return
      toldMs = positionMs
      // Whoever comes back finds the place also in what is kept here.
      queries.setQueryData<Video>(keys.video(id), (known) => (known === undefined ? known : { ...known, positionMs }))
      void watch.watched(id, { watchedMs: Math.round(watchedMs), positionMs }).catch(() => undefined)
    }
    const timer = setInterval(tell, tellEveryMs)
    element.addEventListener('play', look)
    element.addEventListener('pause', tell)
    window.addEventListener('pagehide', tell)
    return () => {
      clearInterval(timer)
      element.removeEventListener('play', look)
      element.removeEventListener('pause', tell)
      window.removeEventListener('pagehide', tell)
      tell()
    }
  }, [id, film, queries])
}
