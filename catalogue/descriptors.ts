/** Reads a protobuf image: the messages of the events, and the comments that stand above them. */
import {
  create,
  createFileRegistry,
  type DescEnum,
  type DescField,
  type DescFile,
  type DescMessage,
  type FileRegistry,
  fromBinary,
} from '@bufbuild/protobuf'
import { type FileDescriptorProto, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'

/** @param image what `buf build -o` writes. */
export function readImage(image: Uint8Array): FileRegistry {
  return registryOf(filesOf(image))
}

export function filesOf(image: Uint8Array): readonly FileDescriptorProto[] {
  return fromBinary(FileDescriptorSetSchema, image).file
}

/** @param files each after those that it imports. */
export function registryOf(files: readonly FileDescriptorProto[]): FileRegistry {
  return createFileRegistry(create(FileDescriptorSetSchema, { file: [...files] }))
}

/** @returns the messages declared in an events.proto, in the order of files and declarations. */
export function eventMessages(registry: FileRegistry): readonly DescMessage[] {
  return [...registry.files].filter((file) => file.name.endsWith('/events')).flatMap((file) => file.messages)
}

/** @returns the comment above (or else behind) a declaration as one line; '' when there is none. */
export function commentOf(of: DescMessage | DescField | DescEnum): string {
  const file = of.kind === 'field' ? of.parent.file : of.file
  const path = pathOf(of).join('.')
  const location = file.proto.sourceCodeInfo?.location.find((candidate) => candidate.path.join('.') === path)
  return (location?.leadingComments || location?.trailingComments || '').replace(/\s+/g, ' ').trim()
}

/** The numbers by which protobuf's source info names a declaration: field numbers of descriptor.proto and positions. */
function pathOf(of: DescMessage | DescField | DescEnum): readonly number[] {
  if (of.kind === 'field') return [...pathOf(of.parent), 2, of.parent.proto.field.indexOf(of.proto)]
  const parent: DescMessage | DescFile = of.parent ?? of.file
  if (parent.kind === 'file') {
    return of.kind === 'message' ? [4, parent.proto.messageType.indexOf(of.proto)] : [5, parent.proto.enumType.indexOf(of.proto)]
  }
  return of.kind === 'message'
    ? [...pathOf(parent), 3, parent.proto.nestedType.indexOf(of.proto)]
    : [...pathOf(parent), 4, parent.proto.enumType.indexOf(of.proto)]
}
