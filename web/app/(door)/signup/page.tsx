/** Making an account. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths, safeNext } from '../../../paths.ts'
import { ProviderButtons } from '../oauth/provider-buttons.tsx'
import { SignUpForm } from './sign-up-form.tsx'

export const metadata: Metadata = { title: 'Sign up' }

type Search = Promise<{ readonly next?: string | string[] }>

export default async function SignUpPage({ searchParams }: { readonly searchParams: Search }) {
  const { next } = await searchParams
  const wanted = typeof next === 'string' ? next : undefined
  return (
    <>
      <h1 className="text-3xl">Take a seat</h1>
      <p className="mt-2 text-muted">
        Been here before?{' '}
        <Link href={paths.signIn(wanted)} className="font-semibold text-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
      <SignUpForm next={safeNext(wanted)} />
      <ProviderButtons next={safeNext(wanted)} />
    </>
  )
}
