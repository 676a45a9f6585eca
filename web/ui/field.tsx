'use client'
/** One labelled input of a form, with its own mistake beneath it. */
import { type ComponentProps, type ReactNode, useId } from 'react'
import { GrowArea } from './grow-area.tsx'
import { useTypedEarly } from './use-awake.ts'

interface Shared {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly optional?: boolean
  readonly error?: string | undefined
  readonly hint?: ReactNode
}

export type FieldProps = Shared & Omit<ComponentProps<'input'>, keyof Shared>

export function Field({ label, value, onChange, optional = false, error, hint, ...rest }: FieldProps) {
  const id = useId()
  useTypedEarly(id, value, onChange)
  return (
    <Labelled id={id} label={label} optional={optional} error={error} hint={hint}>
      <input
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={`${id}-note`}
        className="min-h-12 w-full rounded-card border border-edge bg-surface px-4 text-lg text-ink placeholder:text-muted focus:border-accent aria-[invalid]:border-danger"
      />
    </Labelled>
  )
}

export type AreaProps = Shared & Omit<ComponentProps<'textarea'>, keyof Shared>

export function Area({ label, value, onChange, optional = false, error, hint, rows = 5, ...rest }: AreaProps) {
  const id = useId()
  useTypedEarly(id, value, onChange)
  return (
    <Labelled id={id} label={label} optional={optional} error={error} hint={hint}>
      <GrowArea
        {...rest}
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={`${id}-note`}
        rows={rows}
      />
    </Labelled>
  )
}

interface LabelledProps extends Pick<Shared, 'label' | 'optional' | 'error' | 'hint'> {
  readonly id: string
  readonly children: ReactNode
}

function Labelled({ id, label, optional, error, hint, children }: LabelledProps) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 flex items-baseline justify-between gap-3 font-semibold">
        {label}
        {optional ? <span className="text-sm font-normal text-muted">optional</span> : null}
      </label>
      {children}
      <p id={`${id}-note`} className={`mt-1.5 text-sm empty:hidden ${error === undefined ? 'text-muted' : 'text-danger'}`}>
        {error ?? hint}
      </p>
    </div>
  )
}
