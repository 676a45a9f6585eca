/** Signing in. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { paths, safeNext } from '../../../paths.ts'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Promise<{ readonly next?: string | string[] }>

export default async function SignInPage({ searchParams }: { readonly searchParams: Search }) {
  const { next } = await searchParams
  const wanted = typeof next === 'string' ? next : undefined
  return (
    <>
      <h1 className="text-3xl">Welcome back</h1>
      <p className="mt-2 text-muted">
        New here?{' '}
        <Link href={paths.signUp(wanted)} className="font-semibold text-ink underline underline-offset-4">
          Make an account
        </Link>
      </p>
      <SignInForm next={safeNext(wanted)} />
    </>
  )
}
