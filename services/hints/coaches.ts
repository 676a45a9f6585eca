/** The coaches of this server: its models in turn, each of them alone, and the offline coach; a learner chooses which is asked. */
import type { Provider } from '@quint/llm/provider.ts'
import type { Models, ModelsInTurn } from '@quint/llm/resilient.ts'

export interface Coach {
  /** "offline", or the provider of a model. */
  readonly source: string
  readonly model: string
}

/** Who answers a learner. */
export interface Chosen {
  readonly models: Models
  /** The coach that is asked first. */
  readonly coach: Coach
  /** What the learner wants asked, where there is no such coach and the default takes its place; empty otherwise. */
  readonly missing: string
}

export interface Coaches {
  readonly standard: Coach
  readonly all: readonly Coach[]
  /** @param source of one of all; empty for the default. One that was chosen has nobody but the offline coach behind it: no other provider reads the learner's words. */
  chosen(source: string): Chosen
}

/** What answers learners, before it is known whom each of them wants asked. */
export type Unchosen<Deps> = Omit<Deps, keyof Chosen>

export const offlineCoach: Coach = { source: 'offline', model: '' }

export function openCoaches(models: ModelsInTurn, providers: readonly Pick<Provider, keyof Coach>[]): Coaches {
  const all = [...providers.map(({ source, model }) => ({ source, model })), offlineCoach]
  const [standard = offlineCoach] = all
  return {
    standard,
    all,
    chosen(source) {
      if (source === '') return { models, coach: standard, missing: '' }
      const coach = all.find((one) => one.source === source)
      return coach === undefined ? { models, coach: standard, missing: source } : { models: models.only(source), coach, missing: '' }
    },
  }
}
