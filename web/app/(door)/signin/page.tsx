/** Signing in. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths, safeNext } from '../../../paths.ts'
import { ProviderButtons } from '../oauth/provider-buttons.tsx'
import { TroubleNotice } from '../oauth/trouble-notice.tsx'
import { CodeForm } from './code-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<{
  readonly next?: string | string[]
  readonly mfa?: string | string[]
  readonly problem?: string | string[]
  readonly provider?: string | string[]
}>

export default async function SignInPage({ searchParams }: { readonly searchParams: Search }) {
  const { next, mfa, problem, provider } = await searchParams
  const wanted = typeof next === 'string' ? next : undefined
  if (mfa === 'code')
    return (
      <>
        <h1 className="text-3xl">One more step</h1>
        <p className="mt-2 text-muted">Your account asks for a code as well.</p>
        <CodeForm next={safeNext(wanted)} />
      </>
    )
  return (
    <>
      <h1 className="text-3xl">Welcome back</h1>
      <p className="mt-2 text-muted">
        New here?{' '}
        <Link href={paths.signUp(wanted)} className="font-semibold text-ink underline underline-offset-4">
          Make an account
        </Link>
      </p>
      <TroubleNotice problem={problem} provider={provider} />
      <SignInForm next={safeNext(wanted)} />
      <ProviderButtons next={safeNext(wanted)} />
    </>
  )
}
