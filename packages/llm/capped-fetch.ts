/** A fetch whose answers end at a size: what a provider sends beyond it is neither read nor kept. */
import { ProviderFailure } from './provider.ts'

const mostAnswerBytes = 4 * 1024 * 1024
const mostErrorBytes = 64 * 1024

/** A larger answer fails with `bad_response` and closes its connection: an error at once, another while its body is read. */
export const cappedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (response.body === null) return response
  const { ok, status, statusText, headers } = response
  const body = response.body.pipeThrough(capped(ok ? mostAnswerBytes : mostErrorBytes))
  // The providers' clients forgive an error whose body cannot be read, so it is read here.
  return new Response(ok ? body : await new Response(body).arrayBuffer(), { status, statusText, headers })
}

/** A transform that fails cancels what feeds it. */
function capped(most: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length
      if (bytes > most) throw new ProviderFailure('bad_response')
      controller.enqueue(chunk)
    },
  })
}
