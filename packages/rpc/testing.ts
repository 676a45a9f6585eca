/** What a test serves in place of a whole service: the methods it names, and a refusal for each of the others. */
import { type CompatServiceDefinition, ServerError, type ServiceImplementation, Status } from 'nice-grpc'

/** @param definition as generated: its methods by their names in TypeScript. */
export function partly<Definition extends CompatServiceDefinition & { readonly methods: object }>(
  definition: Definition,
  asked: Partial<ServiceImplementation<Definition>>,
): ServiceImplementation<Definition> {
  const refuse = (): never => {
    throw new ServerError(Status.UNIMPLEMENTED, 'this is not part of the test')
  }
  const unasked = Object.fromEntries(Object.keys(definition.methods).map((name) => [name, refuse]))
  // Every method is there, by name; the generated type cannot be told so.
  return { ...unasked, ...asked } as ServiceImplementation<Definition>
}
