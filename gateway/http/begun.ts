/** A stream of a service that has begun: a refusal comes before the answer does, and the call ends with whoever reads it. */

/**
 * Waits for the first message.
 * @returns all messages, the first among them; leaving the loop over them ends the call.
 * @param refuse throws where the first message is a refusal in other words.
 * @throws what the service refuses with.
 */
export async function begun<Message>(messages: AsyncIterable<Message>, refuse?: (first: Message) => void): Promise<AsyncIterable<Message>> {
  const iterator = messages[Symbol.asyncIterator]()
  const first = await iterator.next()
  try {
    if (first.done !== true) refuse?.(first.value)
  } catch (error) {
    await iterator.return?.()
    throw error
  }
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for (let next = first; next.done !== true; next = await iterator.next()) yield next.value
      } finally {
        await iterator.return?.()
      }
    },
  }
}
