'use client'
/** How a program is tried: as how many nodes, for how long, how hard, and what is broken meanwhile. */
import { bounds, type Options } from './wish.ts'
import { faultWords } from './words.ts'

export interface OptionsProps {
  readonly options: Options
  readonly offered: readonly string[]
  readonly onChange: (options: Options) => void
}

export function OptionsForm({ options, offered, onChange }: OptionsProps) {
  const set = (change: Partial<Options>): void => onChange({ ...options, ...change })
  const toggle = (name: string, on: boolean): void => set({ faults: on ? [...options.faults, name] : options.faults.filter((one) => one !== name) })
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Amount label="Nodes" value={options.nodes} of={bounds.nodes} onChange={(nodes) => set({ nodes })} />
        <Amount label="Seconds" value={options.seconds} of={bounds.seconds} onChange={(seconds) => set({ seconds })} />
        <Amount label="Asked a second" value={options.rate} of={bounds.rate} onChange={(rate) => set({ rate })} />
        <Amount label="Seed" value={options.seed} of={bounds.seed} placeholder="drawn" onChange={(seed) => set({ seed })} />
      </div>
      <fieldset className={offered.length === 0 ? 'hidden' : ''}>
        <legend className="text-sm text-muted">What is broken meanwhile</legend>
        <ul className="mt-1.5 flex flex-wrap gap-2">
          {offered
            .filter((name) => name !== 'clock' || options.transport === 'simulation')
            .map((name) => (
              <li key={name}>
                <label className="flex min-h-10 items-center gap-2 rounded-card border border-edge bg-surface px-3 text-sm has-[:checked]:border-ink has-[:checked]:font-semibold has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint">
                  <input
                    type="checkbox"
                    className="size-4 accent-[var(--accent)]"
                    checked={options.faults.includes(name)}
                    onChange={(event) => toggle(name, event.target.checked)}
                  />
                  {faultWords(name)}
                </label>
              </li>
            ))}
        </ul>
      </fieldset>
    </div>
  )
}

interface AmountProps {
  readonly label: string
  readonly value: string
  readonly of: readonly [number, number]
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

function Amount({ label, value, of: [min, max], placeholder, onChange }: AmountProps) {
  return (
    <label className="grid gap-1 text-sm text-muted">
      {label}
      <input
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        step={1}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 w-full rounded-card border border-edge bg-surface px-3 text-base text-ink tabular-nums placeholder:text-muted"
      />
    </label>
  )
}
