'use client'
/** The film with captions and chapters, at the speed one likes, going on where one stopped; beside it what is said. */
import { type RefObject, useEffect, useState } from 'react'
import { type Video, watch } from '../../../../api/watch.ts'
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
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ol aria-label="Chapters" className="flex flex-wrap gap-2">
          {video.chapters.map(({ title, atMs: from }) => (
            <li key={from}>
              <button type="button" onClick={() => onSeek(from)} className="rounded-card border border-line px-3 py-1.5 text-sm hover:border-ink">
                {clock(from)} {title}
              </button>
            </li>
          ))}
        </ol>
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

interface TranscriptProps {
  readonly video: Video
  readonly atMs: number
  readonly onSeek: (ms: number) => void
}

function Transcript({ video, atMs, onSeek }: TranscriptProps) {
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
  useEffect(() => {
    let watchedMs = 0
    let last = performance.now()
    const tell = (): void => {
      const now = performance.now()
      const playing = film.current !== null && !film.current.paused
      if (playing) watchedMs += now - last
      last = now
      const positionMs = Math.round((film.current?.currentTime ?? 0) * 1000)
      if (watchedMs > 0) void watch.watched(id, { watchedMs: Math.round(watchedMs), positionMs }).catch(() => undefined)
    }
    const timer = setInterval(tell, tellEveryMs)
    return () => {
      clearInterval(timer)
      tell()
    }
  }, [id, film])
}
