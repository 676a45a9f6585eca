/** The renderers by the names that they are chosen by. */
import { builtIn } from './built-in.ts'
import { ffmpegRenderer } from './ffmpeg.ts'
import type { Renderer } from './renderer.ts'

export const rendererNames = ['built-in', 'ffmpeg'] as const
export type RendererName = (typeof rendererNames)[number]

export const rendererOf = (name: RendererName): Renderer => (name === 'ffmpeg' ? ffmpegRenderer() : builtIn)
