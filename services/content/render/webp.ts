/** Still pictures as WebP: a key frame of VP8 is one, with a header of its own. */
import { VideoEncoder, VideoFrame } from '@napi-rs/webcodecs'
import type { Picture, Size } from './picture.ts'

export async function webp(picture: Picture, size: Size): Promise<Buffer> {
  const frames: Uint8Array[] = []
  const failed: Error[] = []
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      frames.push(bytes)
    },
    error: (error) => failed.push(error),
  })
  encoder.configure({ codec: 'vp8', ...size, bitrate: 4_000_000, framerate: 1 })
  const frame = new VideoFrame(picture, { format: 'I420', codedWidth: size.width, codedHeight: size.height, timestamp: 0 })
  encoder.encode(frame, { keyFrame: true })
  await encoder.flush()
  frame.close()
  encoder.close()
  const [bytes] = frames
  if (bytes === undefined) throw failed[0] ?? new Error('the picture was not encoded')
  return wrapped(bytes)
}

function wrapped(frame: Uint8Array): Buffer {
  const header = Buffer.alloc(20)
  const padded = frame.length + (frame.length % 2)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(12 + padded, 4)
  header.write('WEBPVP8 ', 8, 'latin1')
  header.writeUInt32LE(frame.length, 16)
  return Buffer.concat([header, frame, Buffer.alloc(padded - frame.length)])
}
