'use client'
/** A line to search with, and lists to choose one of. */
import { Search } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { AwakeSelect } from './awake.tsx'
import { useTypedEarly } from './use-awake.ts'

export interface SearchFieldProps {
  /** What is searched; read aloud. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder: string
  readonly maxLength?: number
}

export function SearchField({ label, value, onChange, placeholder, maxLength = 255 }: SearchFieldProps) {
  const id = useId()
  useTypedEarly(id, value, onChange)
  return (
    <label className="relative min-w-0 flex-1 basis-60">
      <span className="sr-only">{label}</span>
      <Search aria-hidden className="pointer-events-none absolute left-3.5 top-3.5 size-5 text-muted" />
      <input
        id={id}
        type="search"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        maxLength={maxLength}
        placeholder={placeholder}
        className="min-h-12 w-full rounded-card border border-edge bg-surface pl-11 pr-3 text-ink placeholder:text-muted"
      />
    </label>
  )
}

export interface SelectFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What stands for no choice. */
  readonly any: string
  /** Values and their words. */
  readonly options: Readonly<Record<string, string>>
  /** Whether its label is seen, or only read aloud. */
  readonly labelled?: boolean
}

export function SelectField({ label, value, onChange, any, options, labelled = true }: SelectFieldProps): ReactNode {
  return (
    <label className="flex min-w-0 items-center gap-2 text-muted">
      <span className={labelled ? '' : 'sr-only'}>{label}</span>
      <AwakeSelect
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="min-h-10 max-w-full rounded-card border border-edge bg-surface px-2 text-ink"
      >
        <option value="">{any}</option>
        {Object.entries(options).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </AwakeSelect>
    </label>
  )
}
