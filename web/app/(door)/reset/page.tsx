/** A forgotten password: asking for the link, and choosing a new one with it. */
import type { Metadata } from 'next'
import { ForgotForm, ResetForm } from './reset-forms.tsx'

export const metadata: Metadata = { title: 'New password' }

type Search = Promise<{ readonly token?: string | string[] }>

export default async function ResetPage({ searchParams }: { readonly searchParams: Search }) {
  const { token } = await searchParams
  return typeof token === 'string' && token !== '' ? <ResetForm token={token} /> : <ForgotForm />
}
