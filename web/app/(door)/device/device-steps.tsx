'use client'
/** The code of a device, then which device it is, then yes or no. */
import { useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import Link from 'next/link'
import { type RefObject, type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { accounts } from '../../../api/gateway.ts'
import { keys } from '../../../api/keys.ts'
import { ApiError, messageOf } from '../../../api/problem.ts'
import { type AskingDevice, security } from '../../../api/security.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { paths } from '../../../paths.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { leaveFor } from '../../../ui/leave-for.ts'
import { Notice } from '../../../ui/notice.tsx'
import { codeAsShown, isWhole } from './user-code.ts'

interface Request extends AskingDevice {
  /** Whom the device would be signed in as. */
  readonly email: string
}

type Step = { readonly at: 'code' } | { readonly at: 'device'; readonly request: Request } | { readonly at: 'let-in' | 'turned-away' }

export function DeviceSteps({ given }: { readonly given: string }) {
  const [code, setCode] = useState(codeAsShown(given))
  const [step, setStep] = useState<Step>({ at: 'code' })
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (step.at !== 'code') top.current?.focus()
  }, [step])
  if (step.at === 'code') return <CodeStep code={code} onChange={setCode} onFound={(request) => setStep({ at: 'device', request })} />
  if (step.at === 'device')
    return <AnswerStep heading={top} code={code} request={step.request} onAnswer={(at) => setStep({ at })} onBack={() => setStep({ at: 'code' })} />
  const letIn = step.at === 'let-in'
  return (
    <div role="status">
      <h1 ref={top} tabIndex={-1} className="text-3xl outline-none">
        {letIn ? 'The device is signed in' : 'The device was turned away'}
      </h1>
      <p className="mt-3 text-muted">
        {letIn
          ? 'Go on there. You can sign it out in your settings.'
          : 'Nobody was signed in. If you did not start this, nothing more is to be done.'}
      </p>
      <p className="mt-8">
        <Link href={paths.dashboard} className={buttonClass(letIn ? 'quiet' : 'primary')}>
          To your practice
        </Link>
      </p>
    </div>
  )
}

interface CodeStepProps {
  readonly code: string
  readonly onChange: (code: string) => void
  readonly onFound: (request: Request) => void
}

function CodeStep({ code, onChange, onFound }: CodeStepProps) {
  const queries = useQueryClient()
  const { sending, error, send } = useSending(async () => {
    try {
      // Nobody is asked before all that the answer depends on is there.
      const [asking, { email }] = await Promise.all([
        security.askingDevice(code),
        queries.fetchQuery({ queryKey: keys.me, queryFn: ({ signal }) => accounts.me(signal) }),
      ])
      onFound({ ...asking, email })
    } catch (thrown) {
      if (!(thrown instanceof ApiError && thrown.status === 401)) throw thrown
      await leaveFor(paths.signIn(paths.device(code)))
    }
  })
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <>
      <h1 className="text-3xl">Sign in a device</h1>
      <p className="mt-3 text-muted">Type the code that the device shows.</p>
      <form onSubmit={submit} className="mt-8 grid gap-5">
        <Field
          label="Code"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          value={code}
          onChange={(typed) => onChange(codeAsShown(typed))}
          maxLength={12}
          placeholder="ABCD-EFGH"
          hint="Eight letters."
        />
        <Button type="submit" busy={sending} disabled={!isWhole(code)}>
          Go on
        </Button>
        {error === undefined ? null : <Notice message={messageOf(error)} />}
      </form>
    </>
  )
}

interface AnswerStepProps {
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly code: string
  readonly request: Request
  readonly onAnswer: (answer: 'let-in' | 'turned-away') => void
  readonly onBack: () => void
}

function AnswerStep({ heading, code, request, onAnswer, onBack }: AnswerStepProps) {
  const { sending, error, send } = useSending(async (answer: 'let-in' | 'turned-away') => {
    await (answer === 'let-in' ? security.letIn(code) : security.turnAway(code))
    onAnswer(answer)
  })
  const asked = new Date(request.askedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="text-3xl outline-none">
        Is this your device?
      </h1>
      <div className="mt-6 flex items-center gap-4 rounded-card border border-line bg-surface p-4">
        <MonitorSmartphone aria-hidden className="size-8 shrink-0 text-accent" />
        <div className="min-w-0">
          <p className="break-words font-semibold">{request.device}</p>
          <p className="text-sm text-muted">
            Asked at {asked} with the code {codeAsShown(code)}
          </p>
        </div>
      </div>
      <p className="mt-5 text-muted">
        It will be signed in as {request.email}. Let it in only if you started this yourself, just now: nobody of Quint ever sends you a code.
      </p>
      <div className="mt-8 grid gap-3 sm:grid-cols-2">
        <Button look="quiet" busy={sending} onClick={() => void send('turned-away')}>
          Turn it away
        </Button>
        <Button busy={sending} onClick={() => void send('let-in')}>
          Let it in
        </Button>
      </div>
      {error === undefined ? null : (
        <div className="mt-5">
          <Notice message={messageOf(error)} onRetry={onBack} retryLabel="Another code" />
        </div>
      )}
    </>
  )
}
