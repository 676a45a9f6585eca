'use client'
/** What a design problem asks: in words, in numbers, with hints one at a time. */
import { useState } from 'react'
import type { DesignProblem } from '../api/design.ts'
import { Button } from '../ui/button.tsx'

const scaleWords: Readonly<Record<string, (value: number | string) => string>> = {
  readRps: (value) => `${Number(value).toLocaleString('en')} reads a second`,
  writeRps: (value) => `${Number(value).toLocaleString('en')} writes a second`,
  p99Ms: (value) => `99 of 100 answered within ${value} ms`,
  availability: (value) => `${Math.round(Number(value) * 100_000) / 1000} % available`,
  dataGb: (value) => `${Number(value).toLocaleString('en')} GB of data`,
  consistency: (value) => `reads: ${String(value).replaceAll('-', ' ')}`,
  budgetUsdMonth: (value) => `$${value} a month`,
}

export function Asked({ problem, onNext }: { readonly problem: DesignProblem; readonly onNext: () => void }) {
  const [shown, setShown] = useState(0)
  return (
    <div className="grid max-w-[70ch] gap-6">
      <p className="text-lg">{problem.description}</p>
      <section aria-labelledby="scale">
        <h2 id="scale" className="text-xl">
          Scale
        </h2>
        <ul className="mt-2 list-disc pl-5">
          {Object.entries(problem.scale).map(([name, value]) => (
            <li key={name}>{scaleWords[name]?.(value) ?? `${name} ${value}`}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="endpoints">
        <h2 id="endpoints" className="text-xl">
          What it has to answer
        </h2>
        <ul className="mt-2 grid gap-2">
          {problem.endpoints.map(({ method, path, does }) => (
            <li key={`${method} ${path}`}>
              <code className="break-all font-mono text-base">
                {method} {path}
              </code>
              <span className="block text-muted">{does}</span>
            </li>
          ))}
        </ul>
      </section>
      {problem.semantics.length === 0 ? null : (
        <section aria-labelledby="truths">
          <h2 id="truths" className="text-xl">
            What has to be true
          </h2>
          <ul className="mt-2 list-disc pl-5">
            {problem.semantics.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="hints">
        <h2 id="hints" className="text-xl">
          Hints
        </h2>
        <ol className="mt-2 list-decimal pl-5">
          {problem.hints.slice(0, shown).map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ol>
        {shown < problem.hints.length ? (
          <Button look="plain" className="-ml-2" onClick={() => setShown(shown + 1)}>
            {shown === 0 ? 'Show a hint' : 'One more'}
          </Button>
        ) : null}
      </section>
      <div>
        <Button onClick={onNext}>Begin to draw</Button>
      </div>
    </div>
  )
}
