/** One part of the panel, with its heading. */
import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

export function Section({ title, children }: SectionProps) {
  return (
    <section aria-label={title} className="settle grid gap-4 px-4 py-6">
      <h1 className="text-xl leading-snug">{title}</h1>
      {children}
    </section>
  )
}
