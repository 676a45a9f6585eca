/** A WAV of one tone, for tests of voices. */
export interface Tone {
  readonly seconds: number
  readonly rate?: number
  readonly loud?: number
  readonly bits?: 8 | 16
}

export function wav({ seconds, rate = 16_000, loud = 0.3, bits = 16 }: Tone): Buffer {
  const count = Math.round(seconds * rate)
  const out = Buffer.alloc(44 + (count * bits) / 8)
  out.write('RIFF', 0, 'latin1')
  out.writeUInt32LE(out.length - 8, 4)
  out.write('WAVEfmt ', 8, 'latin1')
  out.writeUInt32LE(16, 16)
  out.writeUInt16LE(1, 20)
  out.writeUInt16LE(1, 22)
  out.writeUInt32LE(rate, 24)
  out.writeUInt32LE((rate * bits) / 8, 28)
  out.writeUInt16LE(bits / 8, 32)
  out.writeUInt16LE(bits, 34)
  out.write('data', 36, 'latin1')
  out.writeUInt32LE(out.length - 44, 40)
  for (let index = 0; index < count; index += 1) {
    const value = loud * Math.sin(index / 3)
    if (bits === 16) out.writeInt16LE(Math.round(value * 32_767), 44 + index * 2)
    else out.writeUInt8(Math.round(value * 127) + 128, 44 + index)
  }
  return out
}
