/** An answer with what it shows: the words marked where they stand, the remark beneath. */
import type { Answer, Finding, Transcript } from '../../../../coach/coach-client.ts'
import { findingName } from '../../../../coach/element.ts'
import { ElementIcon } from '../../../../coach/element-icon.tsx'
import { Highlighted, type Mark } from '../../../../coach/highlighted.tsx'
import { coversAll } from '../../../../coach/segments.ts'

export function AnswerRead({ transcript, response }: { readonly transcript: Transcript; readonly response: Answer }) {
  const prompt = transcript.prompts.find(({ index }) => index === response.promptIndex)
  const findings = transcript.findings.filter(({ evidence }) => evidence.some(({ promptIndex }) => promptIndex === response.promptIndex))
  return (
    <>
      <h3 className="font-sans text-base font-semibold leading-snug text-muted">{prompt?.text ?? `Prompt ${response.promptIndex + 1}`}</h3>
      <p className="mt-2 whitespace-pre-wrap text-lg leading-[1.7]">
        <Highlighted text={response.responseText} marks={marksIn(response, findings)} />
      </p>
      {findings.length === 0 ? null : (
        <ul className="mt-3 grid gap-2 text-[0.96875rem] text-muted">
          {findings.map((finding) => (
            <li key={finding.code} data-element={finding.element} className="flex gap-2.5">
              <ElementIcon element={finding.element} className="mt-1 size-4 shrink-0 text-accent" />
              <span className="block first-letter:uppercase">{remarkAt(finding, response.promptIndex)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Said in full where it first shows, by name where it shows again. */
function remarkAt(finding: Finding, promptIndex: number): string {
  const first = Math.min(...finding.evidence.map((span) => span.promptIndex))
  return first === promptIndex ? finding.message : findingName(finding.code)
}

/** What is said of an answer as a whole marks no words in it. */
function marksIn(response: Answer, findings: readonly Finding[]): readonly Mark[] {
  return findings.flatMap(({ element, evidence, message }) =>
    evidence
      .filter((span) => span.promptIndex === response.promptIndex && !coversAll(response.responseText, span))
      .map(({ start, end }) => ({ start, end, element, label: message })),
  )
}
