/** From plain settings to the configured providers, in the order they are asked. */
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

/**
 * Empty when nothing is configured. An unknown name in the order, or a compatible server without a model, is a mistake and throws.
 * The clients are tens of megabytes: each is in memory only where it is configured.
 */
export async function configureProviders(settings: ProviderSettings): Promise<Provider[]> {
  const order = settings.order === undefined || settings.order.length === 0 ? defaultOrder : [...new Set(settings.order)]
  const sources = order.map((name) => {
    if (!isSource(name)) throw new Error(`the order of providers knows ${defaultOrder.join(', ')}; one of its names is none of them`)
    return name
  })
  const providers = await Promise.all(sources.map((name) => build[name](settings)))
  return providers.filter((provider) => provider !== undefined)
}

const build: Readonly<Record<ProviderSource, (settings: ProviderSettings) => Promise<Provider | undefined>>> = {
  async anthropic({ anthropicApiKey: apiKey, anthropicBaseUrl, anthropicModel }) {
    if (!apiKey) return undefined
    const { anthropicProvider } = await import('./anthropic.ts')
    return anthropicProvider({ apiKey, model: anthropicModel || defaultModels.anthropic, ...address(anthropicBaseUrl) })
  },
  async openai({ openaiApiKey: apiKey, openaiBaseUrl, openaiModel }) {
    if (!apiKey) return undefined
    const { openaiProvider } = await import('./openai.ts')
    return openaiProvider({ source: 'openai', apiKey, model: openaiModel || defaultModels.openai, ...address(openaiBaseUrl) })
  },
  async compatible({ compatibleBaseUrl: baseUrl, compatibleApiKey, compatibleModel: model }) {
    if (!baseUrl) return undefined
    if (!model) throw new Error('an OpenAI-compatible server needs the name of a model')
    const { openaiProvider } = await import('./openai.ts')
    return openaiProvider({ source: 'compatible', apiKey: compatibleApiKey || 'none', model, baseUrl })
  },
}

function isSource(name: string): name is ProviderSource {
  return Object.hasOwn(build, name)
}

function address(baseUrl: string | undefined): { readonly baseUrl?: string } {
  return baseUrl ? { baseUrl } : {}
}
