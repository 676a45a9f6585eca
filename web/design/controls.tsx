'use client'
/** The small controls of the panel beside the canvas: a number, a choice, a tick. */
import { useId } from 'react'

const look = 'min-h-11 w-full rounded-card border border-edge bg-surface px-3 text-ink'

interface NumberProps {
  readonly label: string
  readonly value: number | undefined
  readonly unit?: string
  readonly most?: number
  readonly onChange: (value: number | undefined) => void
}

/** Empty: it is not said. */
export function NumberField({ label, value, unit, most = 10_000_000, onChange }: NumberProps) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
        {unit === undefined ? null : <span className="font-normal text-muted"> · {unit}</span>}
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={most}
        value={value ?? ''}
        placeholder="not said"
        onChange={({ target }) =>
          onChange(target.value === '' || !Number.isFinite(target.valueAsNumber) ? undefined : Math.min(most, target.valueAsNumber))
        }
        className={look}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: Readonly<Record<string, string>>
  readonly onChange: (value: string) => void
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)} className={look}>
        {Object.entries(options).map(([name, words]) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

interface TickProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

export function Tick({ label, on, onChange }: TickProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3">
      <input type="checkbox" checked={on} onChange={({ target }) => onChange(target.checked)} className="size-5 shrink-0 accent-[var(--accent)]" />
      {label}
    </label>
  )
}
