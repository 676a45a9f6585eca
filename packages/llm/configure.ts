/** From plain settings to the configured providers, in the order they are asked. */
import { anthropicProvider } from './anthropic.ts'
import { openaiProvider } from './openai.ts'
import type { Provider, ProviderSource } from './provider.ts'

/** An empty string counts as not set. */
export interface ProviderSettings {
  readonly anthropicApiKey?: string
  readonly anthropicBaseUrl?: string
  readonly anthropicModel?: string
  readonly openaiApiKey?: string
  readonly openaiBaseUrl?: string
  readonly openaiModel?: string
  /** Turns the OpenAI-compatible server on; with the version path, as in http://127.0.0.1:11434/v1. */
  readonly compatibleBaseUrl?: string
  readonly compatibleApiKey?: string
  readonly compatibleModel?: string
  /** Names of `ProviderSource`; those left out are not asked. Empty takes the default order. */
  readonly order?: readonly string[]
}

/** The small, fast model of each family: a learner waits for the first word. */
const defaultModels = { anthropic: 'claude-haiku-5-5', openai: 'gpt-6-luna' } as const

const defaultOrder: readonly ProviderSource[] = ['anthropic', 'openai', 'compatible']

/** Empty when nothing is configured. An unknown name in the order, or a compatible server without a model, is a mistake and throws. */
export function configureProviders(settings: ProviderSettings): Provider[] {
  const order = settings.order === undefined || settings.order.length === 0 ? defaultOrder : [...new Set(settings.order)]
  return order
    .map((name) => {
      if (!isSource(name)) throw new Error(`the order of providers knows ${defaultOrder.join(', ')}; one of its names is none of them`)
      return build[name](settings)
    })
    .filter((provider) => provider !== undefined)
}

const build: Readonly<Record<ProviderSource, (settings: ProviderSettings) => Provider | undefined>> = {
  anthropic: ({ anthropicApiKey, anthropicBaseUrl, anthropicModel }) =>
    anthropicApiKey
      ? anthropicProvider({ apiKey: anthropicApiKey, model: anthropicModel || defaultModels.anthropic, ...address(anthropicBaseUrl) })
      : undefined,
  openai: ({ openaiApiKey, openaiBaseUrl, openaiModel }) =>
    openaiApiKey
      ? openaiProvider({ source: 'openai', apiKey: openaiApiKey, model: openaiModel || defaultModels.openai, ...address(openaiBaseUrl) })
      : undefined,
  compatible: ({ compatibleBaseUrl, compatibleApiKey, compatibleModel }) => {
    if (!compatibleBaseUrl) return undefined
    if (!compatibleModel) throw new Error('an OpenAI-compatible server needs the name of a model')
    return openaiProvider({ source: 'compatible', apiKey: compatibleApiKey || 'none', model: compatibleModel, baseUrl: compatibleBaseUrl })
  },
}

function isSource(name: string): name is ProviderSource {
  return Object.hasOwn(build, name)
}

function address(baseUrl: string | undefined): { readonly baseUrl?: string } {
  return baseUrl ? { baseUrl } : {}
}
