/** The highest point of a sound, between its samples too: four places for each. */

/** In dB below full scale. */
export function truePeak(sound: Float32Array): number {
  let most = 0
  for (let index = 8; index < sound.length - 8; index += 1) {
    if (Math.abs(sound[index] ?? 0) < 0.5) continue
    for (let part = 0; part < 4; part += 1) most = Math.max(most, Math.abs(between(sound, index + part / 4)))
  }
  return 20 * Math.log10(most)
}

function between(sound: Float32Array, at: number): number {
  const base = Math.floor(at)
  let sum = 0
  for (let tap = base - 7; tap <= base + 8; tap += 1) {
    const x = at - tap
    sum += (sound[tap] ?? 0) * (x === 0 ? 1 : (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / 8.5)))
  }
  return sum
}
