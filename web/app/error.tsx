'use client'
/** A page that broke: said plainly, with a way on. */
import { Button } from '../ui/button.tsx'

export interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string }
}

export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-xl px-4 py-20 outline-none">
      <h1 className="text-3xl">This page broke</h1>
      <p className="mt-3 text-muted">That is our mistake, not yours. What you typed is kept on this device.</p>
      {error.digest === undefined ? null : <p className="mt-2 font-mono text-sm text-muted">{error.digest}</p>}
      <p className="mt-8">
        {/* Loaded anew: after an update the old page's parts may be gone. */}
        <Button onClick={() => window.location.reload()}>Load it again</Button>
      </p>
    </main>
  )
}
