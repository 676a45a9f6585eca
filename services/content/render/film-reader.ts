/** Reads a rendered file with another reader than the one that wrote it: what is in it, decoded. */
import '@napi-rs/webcodecs/polyfill'
import { ALL_FORMATS, AudioSampleSink, BufferSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny'

export async function readFilm(bytes: Uint8Array) {
  using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) })
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  if (video === null || audio === null) throw new Error('the film has no pictures, or no sound')
  const keyFrames: number[] = []
  for await (const packet of new EncodedPacketSink(video).packets()) if (packet.type === 'key') keyFrames.push(packet.timestamp)
  const parts: Float32Array[] = []
  for await (const sample of new AudioSampleSink(audio).samples()) {
    const part = new Float32Array(sample.numberOfFrames)
    sample.copyTo(part, { planeIndex: 0, format: 'f32-planar' })
    parts.push(part)
    sample.close()
  }
  let frames = 0
  for await (const sample of new VideoSampleSink(video).samples()) {
    frames += 1
    sample.close()
  }
  return {
    videoSeconds: await video.computeDuration(),
    audioSeconds: await audio.computeDuration(),
    codecs: [video.codec, audio.codec],
    size: [video.displayWidth, video.displayHeight],
    keyFrames,
    frames,
    sound: whole(parts),
  }
}

function whole(parts: readonly Float32Array[]): Float32Array {
  const sound = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    sound.set(part, at)
    at += part.length
  }
  return sound
}
