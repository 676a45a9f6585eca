'use client'
/** The calendar elsewhere: a secret link to subscribe to, files brought along, and reminders on this device. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { type Imported, planner } from '../../../api/planner.ts'
import { messageOf } from '../../../api/problem.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { AwakeInput } from '../../../ui/awake.tsx'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'

export function FeedLink() {
  return (
    <section aria-labelledby="elsewhere" className="mt-14 border-t border-line pt-8">
      <h2 id="elsewhere" className="text-xl">
        In your other calendars
      </h2>
      <Feed />
      <Files />
      <Push />
    </section>
  )
}

function Feed() {
  const [links, setLinks] = useState<{ readonly url: string; readonly webcal: string }>()
  const ask = useSending(async (another: boolean) => setLinks(await (another ? planner.rotate() : planner.feed())))
  return (
    <div className="mt-3">
      <p className="max-w-[60ch] text-muted">
        Subscribe to a secret link: your events and the days of your plan, kept up to date. Whoever has the link can read them.
      </p>
      {links === undefined ? null : (
        <>
          <label className="mt-3 block max-w-2xl">
            <span className="sr-only">The link</span>
            <input
              readOnly
              value={links.url}
              onFocus={({ target }) => target.select()}
              className="min-h-11 w-full rounded-card border border-edge bg-surface px-3 font-mono text-sm"
            />
          </label>
          <p className="mt-3 flex flex-wrap gap-3">
            <a href={links.webcal} className={buttonClass('quiet')}>
              Open in a calendar
            </a>
            <Button look="quiet" busy={ask.sending} onClick={() => void ask.send(true)}>
              Make another link
            </Button>
          </p>
        </>
      )}
      {ask.error === undefined ? null : <Notice message={messageOf(ask.error)} onRetry={() => void ask.retry()} />}
      {links === undefined ? (
        <p className="mt-3">
          <Button look="quiet" busy={ask.sending} onClick={() => void ask.send(false)}>
            Show the link
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function Files() {
  const queries = useQueryClient()
  const [brought, setBrought] = useState<Imported>()
  const bring = useSending(async (file: File) => {
    setBrought(undefined)
    setBrought(await planner.importFile(await file.text()))
    await queries.invalidateQueries({ queryKey: keys.planner })
  })
  return (
    <div className="mt-8">
      <label className="block font-semibold">
        Bring a calendar file along
        <AwakeInput
          type="file"
          accept=".ics,text/calendar"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file !== undefined) void bring.send(file)
            // The same file, mended, is chosen again.
            target.value = ''
          }}
          className="mt-1.5 block w-full max-w-md font-normal file:mr-3 file:min-h-11 file:rounded-card file:border file:border-edge file:bg-surface file:px-4"
        />
      </label>
      <div role="status" className="mt-2 max-w-[60ch] text-muted">
        {brought === undefined ? null : <Brought {...brought} />}
      </div>
      {bring.error === undefined ? null : <Notice message={messageOf(bring.error)} />}
    </div>
  )
}

function Brought({ imported, passedOver, notes }: Imported) {
  return (
    <>
      <p>
        {imported} brought along{passedOver === 0 ? '' : `, ${passedOver} not`}.
      </p>
      {notes.length === 0 ? null : (
        <ul className="mt-2 list-disc pl-6">
          {notes.map(({ title, note }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two events may have the same title and the same note
            <li key={index} className="break-words">
              <span className="font-semibold text-ink">{title || 'Untitled'}</span>: {note}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Push() {
  const [on, setOn] = useState(false)
  const subscribe = useSending(async () => {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error('This browser does not let Quint show notifications.')
    const worker = await navigator.serviceWorker.ready
    const applicationServerKey = await planner.pushKey()
    const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
    await planner.subscribe(subscription.toJSON())
    setOn(true)
  })
  return (
    <div className="mt-8">
      <p className="max-w-[60ch] text-muted">
        Reminders come to your open pages and by mail. They can come to this device as well, also while Quint is closed.
      </p>
      {subscribe.error === undefined ? null : <Notice message={messageOf(subscribe.error)} onRetry={() => void subscribe.retry()} />}
      <p className="mt-3" role="status">
        {on ? (
          'This device is reminded.'
        ) : (
          <Button look="quiet" busy={subscribe.sending} onClick={() => void subscribe.send()}>
            Remind me on this device
          </Button>
        )}
      </p>
    </div>
  )
}
