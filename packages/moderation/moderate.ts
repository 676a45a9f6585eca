/** Judges a text that others will read: a pure function of its words. */
import { danger } from './danger.ts'
import { harassment } from './harassment.ts'
import { links } from './links.ts'
import { personalData } from './personal-data.ts'
import { profanity } from './profanity.ts'
import { selfHarm } from './self-harm.ts'
import { slurs } from './slurs.ts'
import { solutionCode } from './solution-code.ts'
import { spam } from './spam.ts'
import { type Judgement, judge, type Rule, type RuleCode } from './verdict.ts'

const rules: Readonly<Record<RuleCode, Rule>> = {
  slur: slurs,
  profanity,
  harassment,
  self_harm: selfHarm,
  danger,
  personal_data: personalData,
  link: links,
  spam,
  solution_code: solutionCode,
}

export interface ModerateOptions {
  /** Rules that do not apply where the text stands, such as 'solution_code' where code is the point. */
  readonly without?: readonly RuleCode[]
}

export function moderate(text: string, { without = [] }: ModerateOptions = {}): Judgement {
  return judge(
    text,
    Object.entries(rules)
      .filter(([code]) => !without.includes(code as RuleCode))
      .map(([, rule]) => rule),
  )
}
