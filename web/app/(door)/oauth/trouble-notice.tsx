/** Why signing in with a provider did not work out, above the form. */
import { Notice } from '../../../ui/notice.tsx'
import { troubleWords } from './trouble.ts'

export interface TroubleNoticeProps {
  /** As they stand in the address. */
  readonly problem: string | string[] | undefined
  readonly provider: string | string[] | undefined
}

export function TroubleNotice({ problem, provider }: TroubleNoticeProps) {
  if (typeof problem !== 'string') return null
  return (
    <div className="mt-6">
      <Notice message={troubleWords(problem, typeof provider === 'string' ? provider : undefined)} />
    </div>
  )
}
