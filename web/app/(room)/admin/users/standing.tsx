/** What sets an account apart: administrator, suspended, not confirmed; in words and by a sign. */
import { Ban, Mail, ShieldCheck } from 'lucide-react'
import type { Account } from '../admin-api.ts'

export function Standing({ account }: { readonly account: Pick<Account, 'roles' | 'status' | 'emailVerified'> }) {
  return (
    <>
      {account.roles.includes('admin') ? (
        <span className="inline-flex items-center gap-1.5 font-semibold text-quint">
          <ShieldCheck aria-hidden className="size-4" /> administrator
        </span>
      ) : null}
      {account.status === 'suspended' ? (
        <span className="inline-flex items-center gap-1.5 font-semibold text-danger">
          <Ban aria-hidden className="size-4" /> suspended
        </span>
      ) : null}
      {account.emailVerified ? null : (
        <span className="inline-flex items-center gap-1.5">
          <Mail aria-hidden className="size-4" /> not confirmed
        </span>
      )}
    </>
  )
}
