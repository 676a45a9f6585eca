'use client'
/** Setting up an authenticator app: showing that it is oneself, the QR code, the first code. */
import { type SyntheticEvent, useState } from 'react'
import { keys } from '../../../api/keys.ts'
import { messageOf } from '../../../api/problem.ts'
import { type Enrolment, security } from '../../../api/security.ts'
import { ways } from '../../../api/ways.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { mayShow, ShowYourself } from './show-yourself.tsx'

export interface SetUpProps {
  /** A provider has just seen the learner. */
  readonly seen: boolean
  readonly onDone: (recoveryCodes: readonly string[]) => void
  readonly onClose: () => void
}

export function SetUpDialog({ seen, onDone, onClose }: SetUpProps) {
  const [enrolment, setEnrolment] = useState<Enrolment>()
  return (
    <Dialog title="Set up a code" onClose={onClose}>
      {enrolment === undefined ? (
        <FirstStep seen={seen} onEnrolled={setEnrolment} onClose={onClose} />
      ) : (
        <AppStep enrolment={enrolment} onDone={onDone} />
      )}
    </Dialog>
  )
}

interface FirstStepProps {
  readonly onEnrolled: (enrolment: Enrolment) => void
  readonly onClose: () => void
}

/** An open browser is not enough: the password shows that it is the learner, or, where there is none, a provider. */
function FirstStep({ seen, onEnrolled, onClose }: FirstStepProps & { readonly seen: boolean }) {
  const mine = useLearnerQuery({ queryKey: keys.ways, queryFn: ({ signal }) => ways.mine(signal) })
  const leave = (
    <Button look="quiet" onClick={onClose}>
      Leave it
    </Button>
  )
  if (mine.isPending) return <Waiting label="A moment." />
  if (isUnreadable(mine)) return <Unavailable what="page" error={mine.error} onRetry={() => void mine.refetch()} />
  const { password, items } = mine.data
  if (password || seen) return <ConsentStep withPassword={!seen} onEnrolled={onEnrolled} onClose={onClose} />
  if (items.some(mayShow))
    return (
      <ShowYourself accounts={items} goal="codes">
        <div className="flex justify-end">{leave}</div>
      </ShowYourself>
    )
  return (
    <div className="mt-3 grid gap-5">
      <p className="text-muted">Your account has no password that could show that it is you. Choose one under “Ways to sign in” first.</p>
      <div className="flex justify-end">{leave}</div>
    </div>
  )
}

function ConsentStep({ withPassword, onEnrolled, onClose }: FirstStepProps & { readonly withPassword: boolean }) {
  const [password, setPassword] = useState('')
  const { sending, error, send } = useSending(async () => onEnrolled(await security.enrol(password)))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className="mt-5 grid gap-5">
      {withPassword ? (
        <Field
          label="Your password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
          maxLength={128}
        />
      ) : (
        <p className="text-muted">Have an authenticator app at hand, on your phone.</p>
      )}
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button type="submit" busy={sending}>
          Go on
        </Button>
        <Button look="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  )
}

function AppStep({ enrolment, onDone }: { readonly enrolment: Enrolment; readonly onDone: SetUpProps['onDone'] }) {
  const [code, setCode] = useState('')
  const { sending, error, send } = useSending(async () => onDone(await security.confirm(code)))
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className="mt-3 grid gap-5">
      <p className="text-muted">Open an authenticator app on your phone and let it read this picture.</p>
      {/* biome-ignore lint/performance/noImgElement: it is drawn by our own server and fetched from nowhere. */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr)}`}
        alt="QR code for your authenticator app"
        width={208}
        height={208}
        className="mx-auto rounded-card bg-white p-2"
      />
      <p className="text-sm text-muted">
        Or type this into the app: <code className="break-all font-mono text-ink">{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <Field
        label="The code that the app shows"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,8}"
        required
        value={code}
        onChange={setCode}
        maxLength={8}
      />
      {error === undefined ? null : <Notice message={messageOf(error)} />}
      <Button type="submit" busy={sending}>
        Turn it on
      </Button>
    </form>
  )
}
