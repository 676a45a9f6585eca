'use client'
/** When even the frame of the pages broke. */
import './globals.css'
import { Button } from '../ui/button.tsx'

export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body className="min-h-dvh bg-paper text-ink">
        <main className="mx-auto max-w-xl px-4 py-20">
          <h1 className="text-3xl">Something broke</h1>
          <p className="mt-3 text-muted">That is our mistake, not yours.</p>
          <p className="mt-8">
            <Button onClick={() => window.location.reload()}>Load it again</Button>
          </p>
        </main>
      </body>
    </html>
  )
}
