/** The way of messages between nodes: how long it takes, what is lost, doubled or cut off. */

export interface Weather {
  /** From one node to another; what is under way when a cut begins is lost too. */
  cut: (from: string, to: string) => boolean
  loss: number
  duplication: number
  /** At most so much later; with this, messages overtake each other by far. */
  delayMs: number
  /** So much later on this way; 0 for all others. */
  slow: (from: string, to: string) => number
  /** How long a message takes on average when nothing delays it. */
  latencyMs: number
}

export interface NetworkCounts {
  sent: number
  bytes: number
  delivered: number
  cut: number
  lost: number
  duplicated: number
  delayed: number
}

export interface Network {
  readonly weather: Weather
  readonly counts: NetworkCounts
  /** @param number of the message, which its copies share. */
  carry(from: string, to: string, text: string, number: number): void
}

interface NetworkOptions {
  readonly latencyMs: number
  readonly random: () => number
  readonly after: (delayMs: number, work: () => void) => void
  readonly deliver: (from: string, to: string, text: string, number: number) => void
}

export function openNetwork({ latencyMs, random, after, deliver }: NetworkOptions): Network {
  const weather: Weather = { cut: () => false, loss: 0, duplication: 0, delayMs: 0, slow: () => 0, latencyMs }
  const counts: NetworkCounts = { sent: 0, bytes: 0, delivered: 0, cut: 0, lost: 0, duplicated: 0, delayed: 0 }
  const once = (from: string, to: string, text: string, number: number): void => {
    const late = (weather.delayMs > 0 ? random() * weather.delayMs : 0) + weather.slow(from, to)
    if (late > 0) counts.delayed += 1
    after(weather.latencyMs * (0.2 + 1.6 * random()) + late, () => {
      if (weather.cut(from, to)) {
        counts.cut += 1
        return
      }
      counts.delivered += 1
      deliver(from, to, text, number)
    })
  }
  return {
    weather,
    counts,
    carry(from, to, text, number) {
      counts.sent += 1
      counts.bytes += text.length
      if (weather.loss > 0 && random() < weather.loss) {
        counts.lost += 1
        return
      }
      once(from, to, text, number)
      if (weather.duplication > 0 && random() < weather.duplication) {
        counts.duplicated += 1
        once(from, to, text, number)
      }
    },
  }
}
