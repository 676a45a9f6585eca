'use client'
/** How far the making is, and meanwhile the script. */
import { messageOf } from '../../../../api/problem.ts'
import { type Video, watch } from '../../../../api/watch.ts'
import { Button } from '../../../../ui/button.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { endWords, leftWords, progressWords } from '../../../../watch/words.ts'
import { Preview } from './preview.tsx'
import { useDeed } from './use-deed.ts'

export function Making({ video, onChange }: { readonly video: Video; readonly onChange: () => void }) {
  const { sending, error, act } = useDeed(video, onChange)
  const { progress } = video
  const under = video.status === 'waiting' || video.status === 'running'
  return (
    <section className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="font-display text-lg">
        {under ? progressWords(video) : endWords(video)}
      </p>
      {under && progress !== null ? (
        <>
          <progress
            aria-label="How far it is"
            max={100}
            value={progress.percent}
            className="h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
          />
          <p className="text-sm text-muted">{leftWords(progress.etaSeconds)}</p>
        </>
      ) : null}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      {video.own ? (
        <p className="flex gap-3">
          {under ? (
            <Button look="quiet" busy={sending} onClick={act(watch.cancel)}>
              Stop
            </Button>
          ) : null}
          {video.status === 'failed' ? (
            <Button busy={sending} onClick={act(watch.retry)}>
              Try again
            </Button>
          ) : null}
          {under ? null : (
            <Button look="danger" busy={sending} onClick={act(watch.remove)}>
              Take it away
            </Button>
          )}
        </p>
      ) : null}
      <Preview video={video} />
    </section>
  )
}
