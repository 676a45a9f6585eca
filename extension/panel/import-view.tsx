/** Bringing past accepted submissions, on request only: shown as it goes, stopped at once, gone on with where it was. */
import { Failure } from '@quint/web/coach/failure.tsx'
import { Button } from '@quint/web/ui/button.tsx'
import { Notice } from '@quint/web/ui/notice.tsx'
import { useEffect, useRef, useState } from 'react'
import type { Account } from '../account/account.ts'
import { pause } from '../account/pause.ts'
import { forgetImport, type ImportEnd, type ImportOptions, type ImportState, loadImport, runImport } from '../imports/import-run.ts'
import { createThrottle, passedIn } from '../imports/throttle.ts'
import type { Place } from '../judges/place.ts'
import { type MessageKey, t } from '../words.ts'
import type { Equipment } from './equipment.ts'
import { Section } from './section.tsx'

export interface ImportViewProps {
  readonly equipment: Equipment
  readonly place: Place
}

type Ended = Exclude<ImportEnd, 'finished'> | 'stopped'

const endWords: Readonly<Record<Ended, MessageKey>> = {
  stopped: 'importStopped',
  'signed out': 'importSignedOut',
  refused: 'importRefused',
  'not understood': 'importNotUnderstood',
  'no answer': 'importNoAnswer',
}

export function ImportView({ equipment, place }: ImportViewProps) {
  const host = place.kind === 'practice' && place.site === 'leetcode' ? place.host : undefined
  return (
    <Section title={t('importTitle')}>
      <p className="text-muted">{t(host === undefined ? 'importElsewhere' : 'importWhy')}</p>
      {host === undefined ? null : <ImportDesk key={host} equipment={equipment} host={host} />}
    </Section>
  )
}

function ImportDesk({ equipment, host }: { readonly equipment: Equipment; readonly host: string }) {
  const importing = useImport(equipment, host)
  const { state, running, ended, error, start } = importing
  const [withCode, setWithCode] = useState(false)
  if (state === undefined) return null
  return (
    <>
      {state.finished ? null : (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" className="size-5 accent-quint" checked={withCode} disabled={running} onChange={() => setWithCode(!withCode)} />
          {t('importCode')}
        </label>
      )}
      {/* Above what is told, which gets longer. */}
      <Buttons importing={importing} state={state} withCode={withCode} />
      <p role="status">{progressWords(state, running)}</p>
      {running ? <progress aria-label={t('importTitle')} className="w-full accent-quint" /> : null}
      {ended === undefined ? null : <Notice message={t(endWords[ended])} />}
      {error === undefined ? null : <Failure error={error} onRetry={() => void start(withCode)} signInHref="#sign-in" />}
    </>
  )
}

function progressWords(state: ImportState, running: boolean): string {
  const counts = [state.looked, state.imported].map((count) => count.toLocaleString(chrome.i18n.getUILanguage()))
  if (state.finished) return t('importDone', ...counts)
  return running || state.looked > 0 ? t('importProgress', ...counts) : ''
}

interface ButtonsProps {
  readonly importing: ReturnType<typeof useImport>
  readonly state: ImportState
  readonly withCode: boolean
}

function Buttons({ importing, state, withCode }: ButtonsProps) {
  const { running, start, stop, anew } = importing
  if (running)
    return (
      <p>
        <Button look="quiet" onClick={stop}>
          {t('importStop')}
        </Button>
      </p>
    )
  const begun = state.looked > 0
  return (
    <p className="flex flex-wrap gap-3">
      {state.finished ? null : <Button onClick={() => void start(withCode)}>{t(begun ? 'importResume' : 'importStart')}</Button>}
      {begun ? (
        <Button look="plain" onClick={() => void anew()}>
          {t('importAnew')}
        </Button>
      ) : null}
    </p>
  )
}

async function ownerOf(account: Account): Promise<string> {
  return (await account.tokens())?.userId ?? ''
}

function useImport({ local, passing, page, account, importing }: Equipment, host: string) {
  const [state, setState] = useState<ImportState>()
  const [running, setRunning] = useState(false)
  const [ended, setEnded] = useState<Ended>()
  const [error, setError] = useState<unknown>()
  const work = useRef<AbortController>(undefined)
  useEffect(() => {
    ownerOf(account)
      .then((owner) => loadImport(local, { owner, host }))
      .then(setState, () => undefined)
    return () => work.current?.abort()
  }, [local, account, host])

  const start = async (withCode: boolean): Promise<void> => {
    const controller = new AbortController()
    const { signal } = controller
    work.current = controller
    setRunning(true)
    setEnded(undefined)
    setError(undefined)
    try {
      const options: ImportOptions = {
        list: (offset, lastKey) => page.ask({ wanted: 'leetcode submissions', offset, lastKey }),
        send: (submissions) => account.http.json('/api/imports/submissions', { method: 'POST', body: { site: 'leetcode', submissions }, signal }),
        throttle: createThrottle({ most: 20, withinMs: 10_000, clock: Date.now, wait: pause, passed: passedIn(passing) }),
        store: local,
        owner: await ownerOf(account),
        host,
        withCode,
      }
      const end = await importing(() => runImport(options, setState, signal), signal)
      if (end !== 'finished') setEnded(end)
    } catch (thrown) {
      if (signal.aborted) setEnded('stopped')
      else setError(thrown)
    } finally {
      setRunning(false)
    }
  }
  const anew = async (): Promise<void> => {
    const name = { owner: await ownerOf(account), host }
    await forgetImport(local, name)
    setEnded(undefined)
    setState(await loadImport(local, name))
  }
  return { state, running, ended, error, start, stop: () => work.current?.abort(), anew }
}
