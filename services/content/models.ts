/** The models that content asks, as the settings name them; in front of one's own stands a line, and its server keeps it ready. */
import { configureProviders } from '@quint/llm/configure.ts'
import { type ModelManager, openModelManager } from '@quint/llm/model-manager.ts'
import { type Provider, ProviderFailure } from '@quint/llm/provider.ts'
import { type Models, resilient } from '@quint/llm/resilient.ts'
import { openTurns, type Turns } from '@quint/llm/turns.ts'
import { type ModelStage, openModelStage } from '@quint/moderation/model-stage.ts'
import type { Log } from '@quint/runtime/log.ts'
import type { ContentConfig } from './config.ts'

export interface ContentModels extends Disposable {
  readonly scripts: Models
  /** Of the weights that wrote; empty for a model that somebody else runs. */
  digestOf(model: string, signal: AbortSignal): Promise<string>
  /** Judges what learners write, where a model for it is named. */
  readonly stage: ModelStage | undefined
}

/** A script is long, and a model of one's own may have to be loaded and run on processors alone. */
const patience = { firstTextMs: 120_000, betweenPartsMs: 30_000, totalMs: 600_000 } as const
const mostEach = 5
/** A comment waits for its judgement. */
const judging = { firstTextMs: 3000, betweenPartsMs: 1000, totalMs: 3000, attempts: 1 } as const
const judgingTokens = 30

export async function openModels(config: ContentConfig, log: Log): Promise<ContentModels> {
  using owned = new DisposableStack()
  const { CONTENT_COMPATIBLE_MODEL: own, CONTENT_OLLAMA_URL: ollama } = config
  const { CONTENT_COMPATIBLE_AT_ONCE: atOnce, CONTENT_COMPATIBLE_WAITING: most } = config
  const turns = own === '' ? undefined : owned.use(openTurns({ model: own, atOnce, most, mostEach }))
  const manager = ollama === '' ? undefined : openModelManager({ baseUrl: ollama, budgetBytes: config.CONTENT_MODEL_MEMORY_BYTES, log })
  const stop = new AbortController()
  owned.defer(() => stop.abort())
  // Whoever asks first need not wait for the weights.
  if (own !== '')
    manager?.ready(own, stop.signal).catch((error: unknown) => log.warn('a model could not be loaded', { model: own, reason: nameOf(error) }))
  const providers = (await providersOf(config, own)).map((provider) =>
    turns !== undefined && provider.source === 'compatible' ? inLine(provider, { turns, manager, log }) : provider,
  )
  const rest = owned.move()
  return {
    scripts: resilient(providers, { ...patience, log }),
    digestOf: async (model, signal) => (model === own && manager !== undefined ? manager.digestOf(model, signal).catch(() => '') : ''),
    stage: await stageOf(config, log),
    [Symbol.dispose]: () => rest.dispose(),
  }
}

interface Line {
  readonly turns: Turns
  readonly manager: ModelManager | undefined
  readonly log: Log
}

function inLine(provider: Provider, { turns, manager, log }: Line): Provider {
  return {
    ...provider,
    async turn({ user = '' }, signal) {
      const taken = await turns.take(user, signal)
      try {
        await manager?.ready(provider.model, signal)
        return taken
      } catch (error) {
        taken[Symbol.dispose]()
        log.warn('a model could not be loaded', { model: provider.model, reason: nameOf(error) })
        throw new ProviderFailure(signal.aborted ? 'cancelled' : 'unavailable', { source: provider.source })
      }
    },
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

async function stageOf(config: ContentConfig, log: Log): Promise<ModelStage | undefined> {
  const { CONTENT_GUARD_MODEL: guard } = config
  if (guard === '') return undefined
  const models = resilient(
    (await providersOf(config, guard)).filter(({ source }) => source === 'compatible'),
    { ...judging, log },
  )
  if (!models.configured) throw new Error('CONTENT_GUARD_MODEL needs CONTENT_COMPATIBLE_BASE_URL')
  return openModelStage({
    async ask(text, signal) {
      let answer = ''
      // Such a model knows by itself what it is for: what it is given is judged, and never an instruction.
      const request = { system: '', messages: [{ role: 'user' as const, text }], maxOutputTokens: judgingTokens, temperature: 0 }
      for await (const part of models.stream(request, signal)) if (part.kind === 'text') answer += part.text
      return answer
    },
    onUseless: (reason) => log.warn('the judging model gave nothing of use', { reason }),
  })
}

function providersOf(config: ContentConfig, own: string): Promise<readonly Provider[]> {
  return configureProviders({
    anthropicApiKey: config.ANTHROPIC_API_KEY,
    anthropicBaseUrl: config.ANTHROPIC_BASE_URL,
    anthropicModel: config.CONTENT_ANTHROPIC_MODEL,
    openaiApiKey: config.OPENAI_API_KEY,
    openaiBaseUrl: config.OPENAI_BASE_URL,
    openaiModel: config.CONTENT_OPENAI_MODEL,
    compatibleBaseUrl: config.CONTENT_COMPATIBLE_BASE_URL,
    compatibleApiKey: config.CONTENT_COMPATIBLE_API_KEY,
    compatibleModel: own,
    order: config.CONTENT_PROVIDER_ORDER,
  })
}
