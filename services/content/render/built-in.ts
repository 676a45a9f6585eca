/** The renderer that is always there: encoders and a writer of MP4 in this process, out of npm packages alone. */
import { readFile } from 'node:fs/promises'
import '@napi-rs/webcodecs/polyfill'
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny'
import { soundRate } from '../speech/speech.ts'
import { frame } from '../storyboard/palette.ts'
import { withChapters } from './chapters.ts'
import { picturesOf } from './pictures.ts'
import type { Film, Renderer } from './renderer.ts'
import { framesPerSecond, type Timeline } from './timeline.ts'
import { undated } from './undated.ts'
import { awaited, isUnbroken, whole } from './whole.ts'

const bitrate = 240_000
/** With fewer bits the encoder takes longer, and what it makes of a hard consonant stands above the ceiling. */
const soundBitrate = 128_000
/** Samples in a packet of AAC. */
const packetSamples = 1024
/** An encoder keeps the last packets until it knows what follows. */
const latencySeconds = 0.25

export const builtIn: Renderer = {
  name: 'built-in',
  encode: (timeline, slides) => whole(() => encoded(timeline, slides)),
  async join(film) {
    const target = new BufferTarget()
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
    const pictures = new EncodedVideoPacketSource('avc')
    const sound = new EncodedAudioPacketSource('aac')
    output.addVideoTrack(pictures, { frameRate: framesPerSecond })
    output.addAudioTrack(sound)
    output.setMetadataTags({ title: film.title })
    await output.start()
    // One after the other, in the order in which they are played: else the file depends on which of them is read faster.
    for (const part of (await partsOf(film)).toSorted((one, other) => one.packet.timestamp - other.packet.timestamp)) {
      if (part.kind === 'picture') await pictures.add(part.packet, { decoderConfig: part.decoderConfig })
      else await sound.add(part.packet, { decoderConfig: part.decoderConfig })
    }
    await output.finalize()
    return withChapters(undated(written(target)), film.chapters)
  },
}

/** Nothing when not every picture came out. */
async function encoded(timeline: Timeline, slides: readonly string[]): Promise<Uint8Array | undefined> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  let open = 0
  const onEncodedPacket = (): void => {
    open -= 1
  }
  const source = new VideoSampleSource({ codec: 'avc', bitrate, keyFrameInterval: 4, fullCodecString: 'avc1.64001f', onEncodedPacket })
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  for (const { picture, frame: at, frames } of picturesOf(timeline, slides)) {
    const sample = new VideoSample(picture, {
      format: 'I420',
      codedWidth: frame.width,
      codedHeight: frame.height,
      timestamp: at / framesPerSecond,
      duration: frames / framesPerSecond,
      colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
    })
    open += 1
    await source.add(sample)
    sample.close()
  }
  await output.finalize()
  return open === 0 ? undated(written(target)) : undefined
}

function written({ buffer }: BufferTarget): Uint8Array {
  if (buffer === null) throw new Error('the film was not written')
  return new Uint8Array(buffer)
}

type Part =
  | { readonly kind: 'picture'; readonly packet: EncodedPacket; readonly decoderConfig: VideoDecoderConfig }
  | { readonly kind: 'sound'; readonly packet: EncodedPacket; readonly decoderConfig: AudioDecoderConfig }

async function partsOf({ clips, sound }: Film): Promise<readonly Part[]> {
  const parts: Part[] = []
  let start = 0
  for (const { file, frames } of clips) {
    using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await readFile(file)) })
    const track = await input.getPrimaryVideoTrack()
    const decoderConfig = await track?.getDecoderConfig()
    if (track === null || decoderConfig == null) throw new Error('a clip has no pictures')
    const offset = start / framesPerSecond
    for await (const packet of new EncodedPacketSink(track).packets())
      parts.push({ kind: 'picture', packet: packet.clone({ timestamp: packet.timestamp + offset }), decoderConfig })
    start += frames
  }
  using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(await whole(() => encodedSound(sound))) })
  const track = await input.getPrimaryAudioTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (track === null || decoderConfig == null) throw new Error('the sound was not encoded')
  for await (const packet of new EncodedPacketSink(track).packets()) parts.push({ kind: 'sound', packet, decoderConfig })
  return parts
}

/** A second at a time; nothing when not all of it came out. */
async function encodedSound(sound: Float32Array): Promise<Uint8Array | undefined> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const starts: number[] = []
  const source = new AudioSampleSource({ codec: 'aac', bitrate: soundBitrate, onEncodedPacket: ({ timestamp }) => void starts.push(timestamp) })
  output.addAudioTrack(source)
  await output.start()
  for (let from = 0; from < sound.length; from += soundRate) {
    const data = sound.slice(from, from + soundRate)
    const sample = new AudioSample({ data, format: 'f32', numberOfChannels: 1, sampleRate: soundRate, timestamp: from / soundRate })
    await source.add(sample)
    sample.close()
    const until = (from + data.length) / soundRate - latencySeconds
    await awaited(() => (starts.at(-1) ?? 0) >= until)
  }
  await output.finalize()
  return isUnbroken({ starts, each: packetSamples / soundRate, seconds: sound.length / soundRate }) ? written(target) : undefined
}
