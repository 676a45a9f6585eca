'use client'
/** The code that signing in asks for: setting up an authenticator app, its recovery codes, and taking it away. */
import { useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { type CodesState, security } from '../../../api/security.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'
import { CodeDialog } from './security-code-dialog.tsx'
import { RecoveryCodesDialog } from './security-recovery-codes.tsx'
import { SetUpDialog } from './security-set-up.tsx'

const queryKey = ['codes'] as const

type Open = { readonly what: 'set-up' | 'renew' | 'disable' } | { readonly what: 'codes'; readonly codes: readonly string[] } | undefined

export function SecurityCodes() {
  const queries = useQueryClient()
  const state = useLearnerQuery({ queryKey, queryFn: ({ signal }) => security.codes(signal) })
  const query = useSearchParams()
  const seen = query.has('confirmed') && query.get('goal') === 'codes'
  const [open, setOpen] = useState<Open>(seen ? { what: 'set-up' } : undefined)
  const close = (): void => {
    setOpen(undefined)
    void queries.invalidateQueries({ queryKey })
  }
  const show = (codes: readonly string[]): void => setOpen({ what: 'codes', codes })
  if (state.isPending)
    return (
      <div>
        <Waiting label="Your settings are being fetched." />
        <Skeleton className="h-24" />
      </div>
    )
  if (isUnreadable(state)) return <Unavailable what="list" error={state.error} onRetry={() => void state.refetch()} />
  return (
    <div className="grid justify-items-start gap-4">
      <h3 className="text-lg font-semibold">Code at sign-in</h3>
      <p className="max-w-[60ch] text-muted">{words(state.data)}</p>
      {state.data.totp ? (
        <div className="flex flex-wrap gap-3">
          <Button look="quiet" onClick={() => setOpen({ what: 'renew' })}>
            New recovery codes
          </Button>
          <Button look="danger" onClick={() => setOpen({ what: 'disable' })}>
            Ask for no code
          </Button>
        </div>
      ) : (
        <Button look="quiet" onClick={() => setOpen({ what: 'set-up' })}>
          Set up a code
        </Button>
      )}
      {open?.what === 'set-up' && !state.data.totp ? <SetUpDialog seen={seen} onDone={show} onClose={close} /> : null}
      {open?.what === 'codes' ? <RecoveryCodesDialog codes={open.codes} onClose={close} /> : null}
      {open?.what === 'renew' ? (
        <CodeDialog
          title="New recovery codes?"
          text="The old ones no longer work then."
          go="Make new codes"
          onCode={async (code) => show(await security.renewCodes(code))}
          onClose={close}
        />
      ) : null}
      {open?.what === 'disable' ? (
        <CodeDialog
          title="Ask for no code?"
          text="Your password, or your account elsewhere, is enough to sign in then."
          go="Ask for no code"
          danger
          onCode={async (code) => {
            await security.disable(code)
            close()
          }}
          onClose={close}
        />
      ) : null}
    </div>
  )
}

function words({ totp, recoveryCodesLeft }: CodesState): string {
  if (!totp) return 'Off. With a code from an app on your phone, a stolen password signs nobody in.'
  if (recoveryCodesLeft === 0) return 'On. No recovery codes are left: make new ones.'
  return `On. ${recoveryCodesLeft} of 10 recovery codes are left.`
}
