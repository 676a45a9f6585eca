'use client'
/** In which language a node is written, and in which way: what can be chosen is what runs here. */
import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { lab } from '../api/lab.ts'
import { Button } from '../ui/button.tsx'
import type { Language, Transport, WholeLesson } from './lab.ts'
import { labKeys } from './lab-keys.ts'
import { runningHere, spoken } from './spoken.ts'
import type { Program } from './use-program.ts'
import { languageWords } from './words.ts'

export interface BenchHeadProps {
  readonly lesson: Pick<WholeLesson, 'placesNodes' | 'placedRuns'>
  readonly program: Program
  readonly transport: Transport
  readonly onTurn: (to: Transport) => void
}

export function BenchHead({ lesson, program, transport, onTurn }: BenchHeadProps) {
  const reports = useQuery({ queryKey: labKeys.languages, queryFn: ({ signal }) => lab.languages(signal), staleTime: 600_000 })
  const here = runningHere({ lesson, transport, reports: reports.data })
  const offered = new Set([...spoken[transport].filter(here.runs), program.language])
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-3">
          <Choice label="Language" value={program.language} onChange={(language) => program.speak(language as Language)}>
            {[...offered].map((language) => (
              <option key={language} value={language}>
                {languageWords(language)}
              </option>
            ))}
          </Choice>
          <Choice label="Written" value={transport} onChange={(to) => onTurn(to as Transport)}>
            <option value="simulation">against start(env), in virtual time</option>
            <option value="maelstrom">for Maelstrom, as real processes</option>
            <option value="grpc">for gRPC, as real processes</option>
          </Choice>
        </div>
        <Button look="plain" onClick={program.startAgain}>
          <RotateCcw aria-hidden className="size-4" />
          Start again
        </Button>
      </div>
      {here.words === '' ? null : <p className="text-sm text-muted">{here.words}</p>}
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ReactNode
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label className="flex min-w-0 max-w-full flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      {label}
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 max-w-full rounded-card border border-edge bg-surface px-2 text-base text-ink"
      >
        {children}
      </select>
    </label>
  )
}
